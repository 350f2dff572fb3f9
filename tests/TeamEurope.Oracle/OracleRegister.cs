namespace TeamEurope.Oracle;

/// <summary>The whole register, and the rules over it by brute force.</summary>
public sealed class OracleRegister(OracleReference reference)
{
    /// <summary>Other reference data come with another version of the product.</summary>
    public OracleReference Reference { get; set; } = reference;

    public List<OracleInitiative> Initiatives { get; } = [];

    /// <summary>A tenant's own rating of a country: low, medium or high.</summary>
    public Dictionary<(string Tenant, string Country), string> RiskRatings { get; } = [];

    public DateOnly NoticeExpectedFrom { get; set; } = new(2026, 6, 12);

    /// <summary>The same register, of which nothing is shared that an operation changes.</summary>
    public OracleRegister Copy()
    {
        var copy = new OracleRegister(Reference) { NoticeExpectedFrom = NoticeExpectedFrom };
        copy.Initiatives.AddRange(Initiatives.Select(initiative => initiative.Copy()));
        foreach (var (key, rating) in RiskRatings)
        {
            copy.RiskRatings.Add(key, rating);
        }

        return copy;
    }

    /// <summary>All thirteen rules, in no meaningful order.</summary>
    public List<OracleAlert> Evaluate(DateOnly asOf)
    {
        var live = new List<LiveInitiative>();
        foreach (var initiative in Initiatives)
        {
            if (initiative.IsLive(asOf))
            {
                live.Add(new LiveInitiative(initiative, this, asOf));
            }
        }

        var alerts = new List<OracleAlert>();
        for (var i = 0; i < live.Count; i++)
        {
            for (var j = i + 1; j < live.Count; j++)
            {
                alerts.AddRange(PairRules.Raise(live[i], live[j], this, asOf));
            }

            alerts.AddRange(SingleRules.Raise(live[i], this));
            alerts.AddRange(SpilloverRule.Raise(live[i], live, this));
        }

        alerts.AddRange(OpportunityRule.Raise(live, this));
        return alerts;
    }

    /// <summary>What GET /api/v1/alerts must list for this reader, all alerts that are not cleared.</summary>
    public List<OracleView> ViewsFor(string tenant, string role, DateOnly asOf) => ViewsFor(Evaluate(asOf), tenant, role);

    /// <summary>The same over alerts already evaluated.</summary>
    public List<OracleView> ViewsFor(IReadOnlyList<OracleAlert> alerts, string tenant, string role) =>
        new ViewBuilder(this, alerts, tenant, role == "Coordinator").Build();

    public OracleInitiative ById(string id) => Initiatives.First(initiative => initiative.Id == id);

    /// <summary>Who is named by owner and externalId, or by reference; null where unknown.</summary>
    public OracleInitiative? Find(string? owner, string? externalId, string? reference)
    {
        if (reference is not null)
        {
            return Initiatives.Find(initiative => initiative.Reference == reference);
        }

        return externalId is null
            ? null
            : Initiatives.Find(initiative => initiative.Owner == owner && initiative.ExternalId == externalId);
    }

    /// <summary>The initiative that this one names as its umbrella, confirmed or not; null where unknown.</summary>
    public OracleInitiative? NamedUmbrella(OracleInitiative part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Find(part.PartOfOwner, part.PartOfExternalId, part.PartOfReference);
    }

    /// <summary>"counts only once the umbrella's owner confirmed it"; "an umbrella of one's own counts at once".</summary>
    public OracleInitiative? Umbrella(OracleInitiative part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var named = NamedUmbrella(part);
        return named is not null && (part.PartOfConfirmed || named.Owner == part.Owner) ? named : null;
    }

    /// <summary>The initiative itself and all confirmed umbrellas above it, upward.</summary>
    public List<OracleInitiative> Chain(OracleInitiative initiative)
    {
        var chain = new List<OracleInitiative>();
        for (var at = initiative; at is not null; at = Umbrella(at))
        {
            if (chain.Contains(at))
            {
                throw new InvalidOperationException($"Cycle of umbrellas at {at.Id}.");
            }

            chain.Add(at);
        }

        return chain;
    }

    /// <summary>"the country's risk is the owner's own rating where it has one, else the common starting value" (unlisted: medium).</summary>
    public string RiskOf(string country, string owner) =>
        RiskRatings.TryGetValue((owner, country), out var own) ? own : Reference.CommonRisk.GetValueOrDefault(country, "medium");

    /// <summary>Does what the service does when it accepts this operation.</summary>
    public void Apply(OracleOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        operation.ApplyTo(this);
    }
}

using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>What the test knows of one initiative.</summary>
public sealed class OracleInitiative
{
    /// <summary>The eight hub guarantees of domain.md.</summary>
    public static readonly IReadOnlyList<string> AllGuarantees =
    [
        "maximumStay", "residenceStatus", "fallbackIfReturnFails", "originAndTransitCountriesInvolved",
        "legalProtection", "independentMonitoring", "complaintsHandling", "reassessmentRight",
    ];

    /// <summary>The five elements of a monitoring plan and the independent monitor.</summary>
    public static readonly IReadOnlyList<string> MonitoringParts =
        ["form", "cooperation", "frequency", "content", "followUp", "independentMonitor"];

    public string Id { get; set; } = "";

    public string? Reference { get; set; }

    public string? ExternalId { get; set; }

    public string Owner { get; set; } = "";

    public string Level { get; set; } = "Bilateral";

    public string Form { get; set; } = "Unwritten";

    /// <summary>As given; null means by its form.</summary>
    public string? LegalEffect { get; set; }

    public DateOnly? MandateOn { get; set; }

    public string Stage { get; set; } = "Draft";

    /// <summary>The live stage that was left for Paused or Suspended, where recorded.</summary>
    public string? StageLeft { get; set; }

    public string Visibility { get; set; } = "Owner";

    public HashSet<string> NamedTenants { get; set; } = new(StringComparer.Ordinal);

    public HashSet<string> Participants { get; set; } = new(StringComparer.Ordinal);

    public HashSet<string> Partners { get; set; } = new(StringComparer.Ordinal);

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public DateOnly? NegotiatingSince { get; set; }

    public DateOnly? AnnouncedOn { get; set; }

    public bool SuspensionClause { get; set; }

    /// <summary>Part name (MonitoringParts) to its text; null where missing or blank.</summary>
    public Dictionary<string, string?> Monitoring { get; set; } = new(StringComparer.Ordinal);

    public HashSet<string> HubGuarantees { get; set; } = new(StringComparer.Ordinal);

    public List<OracleMeasure> Measures { get; set; } = [];

    public string? PartOfOwner { get; set; }

    public string? PartOfExternalId { get; set; }

    public string? PartOfReference { get; set; }

    /// <summary>Confirmed by the umbrella's owner; an umbrella of one's own needs none.</summary>
    public bool PartOfConfirmed { get; set; }

    /// <summary>Withdrawn since it was last named: the generator does not confirm it again before it is named anew.</summary>
    public bool PartOfWithdrawn { get; set; }

    public List<OracleStatement> Statements { get; set; } = [];

    /// <summary>The body last accepted, for the generator of edits.</summary>
    public JsonObject Body { get; set; } = [];

    public bool NamesAnUmbrella => PartOfReference is not null || PartOfExternalId is not null;

    public bool IsOpen => Stage is "Exploratory" or "Negotiating";

    public bool IsSettled => Stage is "Agreed" or "InForce";

    public bool IsNegotiatingOrLater => Stage is "Negotiating" or "Agreed" or "InForce";

    /// <summary>"by default Binding for the first four forms".</summary>
    public string EffectiveLegalEffect =>
        LegalEffect ?? (Form is "Treaty" or "ReadmissionAgreement" or "AssociationFramework" or "ImplementingProtocol" ? "Binding" : "Political");

    /// <summary>"stage Exploratory, Negotiating, Agreed or InForce, and endsOn empty or ≥ asOf".</summary>
    public bool IsLive(DateOnly asOf) => (IsOpen || IsSettled) && (EndsOn is null || EndsOn.Value >= asOf);

    /// <summary>The confidentiality table of domain.md.</summary>
    public bool IsVisibleTo(string tenant)
    {
        if (tenant == Owner)
        {
            return true;
        }

        if (Stage == "Draft")
        {
            return false;
        }

        return Visibility switch
        {
            "TeamEurope" or "Public" => true,
            "Named" => Participants.Contains(tenant) || NamedTenants.Contains(tenant),
            _ => Participants.Contains(tenant),
        };
    }

    public bool Involves(string tenant) => Owner == tenant || Participants.Contains(tenant);

    /// <summary>Reads a POST body with the defaults of api.md.</summary>
    public static OracleInitiative FromBody(JsonObject body, string owner, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(body);
        var initiative = new OracleInitiative
        {
            Owner = owner,
            Stage = OracleBody.Text(body, "stage") ?? "Draft",
            NegotiatingSince = OracleBody.Date(body, "negotiatingSince"),
        };
        if (initiative.NegotiatingSince is null && initiative.Stage == "Negotiating")
        {
            initiative.NegotiatingSince = today;
        }

        initiative.ReadFields(body);
        return initiative;
    }

    /// <summary>A PUT: stage and negotiatingSince stay; every other field left out is emptied.</summary>
    public void Put(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ReadFields(body);
    }

    /// <summary>
    /// A stage change that was accepted. "negotiatingSince is the effectiveOn of the first stage change that reaches
    /// Negotiating or later, and stays."
    /// </summary>
    public void ChangeStage(string stage, DateOnly effectiveOn)
    {
        StageLeft = stage is "Paused" or "Suspended" ? Stage : null;
        Stage = stage;
        if (IsNegotiatingOrLater)
        {
            NegotiatingSince ??= effectiveOn;
        }
    }

    /// <summary>"Its visibility is widened to the asker".</summary>
    public void DiscloseTo(string asker)
    {
        if (Visibility is "TeamEurope" or "Public")
        {
            return;
        }

        NamedTenants = Visibility == "Named" ? [.. NamedTenants, asker] : [asker];
        Visibility = "Named";
        Body["visibility"] = Visibility;
        Body["namedTenants"] = OracleBody.Array(NamedTenants);
    }

    /// <summary>Operations put new values in the place of old ones, but for the state of a statement and for what is named in the body.</summary>
    internal OracleInitiative Copy()
    {
        var copy = (OracleInitiative)MemberwiseClone();
        copy.Statements = Statements.ConvertAll(statement => statement.Copy());
        copy.Body = (JsonObject)Body.DeepClone();
        return copy;
    }

    private void ReadFields(JsonObject body)
    {
        Body = (JsonObject)body.DeepClone();
        ExternalId = OracleBody.Text(body, "externalId");
        Level = OracleBody.Text(body, "level") ?? "Bilateral";
        Form = OracleBody.Text(body, "form") ?? "Unwritten";
        LegalEffect = OracleBody.Text(body, "legalEffect");
        MandateOn = OracleBody.Date(body, "mandateOn");
        Visibility = OracleBody.Text(body, "visibility") ?? "Owner";
        NamedTenants = OracleBody.Texts(body, "namedTenants");
        Participants = OracleBody.Texts(body, "participants");
        Partners = OracleBody.Texts(body, "partners");
        StartsOn = OracleBody.Date(body, "startsOn");
        EndsOn = OracleBody.Date(body, "endsOn");
        AnnouncedOn = OracleBody.Date(body, "announcedOn");
        SuspensionClause = OracleBody.Flag(body, "suspensionClause");
        HubGuarantees = OracleBody.Texts(body, "hubGuarantees");
        Measures = [.. OracleBody.Items(body, "measures").Select(item => OracleMeasure.FromBody((JsonObject)item!))];
        var monitoring = body["monitoring"] as JsonObject ?? [];
        Monitoring = MonitoringParts.ToDictionary(part => part, part => OracleBody.Text(monitoring, part), StringComparer.Ordinal);
        ReadPartOf(body["partOf"] as JsonObject ?? []);
        ReadStatements(body);
    }

    /// <summary>"changing partOf clears the confirmation".</summary>
    private void ReadPartOf(JsonObject partOf)
    {
        var before = (PartOfOwner, PartOfExternalId, PartOfReference);
        PartOfReference = OracleBody.Text(partOf, "reference");
        PartOfOwner = OracleBody.Text(partOf, "owner");
        PartOfExternalId = OracleBody.Text(partOf, "externalId");
        PartOfWithdrawn = false;
        if (before != (PartOfOwner, PartOfExternalId, PartOfReference))
        {
            PartOfConfirmed = false;
        }
    }

    /// <summary>"It is Submitted when new or changed": an unchanged one keeps its status.</summary>
    private void ReadStatements(JsonObject body)
    {
        var before = Statements;
        Statements = [.. OracleBody.Items(body, "complementarity").Select(item => OracleStatement.FromBody((JsonObject)item!))];
        foreach (var statement in Statements)
        {
            var known = before.Find(old => old.SameTowards(statement) && old.Text == statement.Text);
            statement.Status = known?.Status ?? "Submitted";
        }
    }
}

using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Domain.Alerts;

public enum AlertStatus { Open, Acknowledged, InDiscussion, Resolved, Cleared }

/// <summary>How an alert was settled.</summary>
public enum Resolution { Coordinated, TeamEurope, Complementary, Withdrawn, NotAnIssue }

/// <summary>What a finding says of an alert, as it is kept: everything but the alert's life.</summary>
public sealed record AlertSubstance(
    AlertLevel Level, int Score, IReadOnlyList<Term> Terms, IReadOnlyList<string> Countries, string? Gate,
    IReadOnlyList<string> Owners, IReadOnlyList<string> Organisations, IReadOnlyList<Affected> Affected,
    IReadOnlyList<Guid> Members, IReadOnlyList<AlertEvidence> Evidence, IReadOnlyList<string> Instruments, IReadOnlyList<string> Goals);

/// <summary>A match as kept with its alert: the country and the measures on each side.</summary>
public sealed record AlertEvidence(string Country, IReadOnlyList<EvidenceMeasure> Measures);

/// <summary>A matched measure as it was when it matched.</summary>
public sealed record EvidenceMeasure(
    Guid Initiative, string Instrument, Direction Direction, string? Occupation, string? Equipment, string? Implementer);

/// <summary>
/// What a rule found, with its life: opened, acknowledged, discussed, resolved, cleared and opened again under the same id.
/// The blind item that stands for a pair's alerts where one side is hidden is an alert too, of rule <see cref="Collision"/>:
/// its readers see <see cref="First"/> but not <see cref="Second"/> (or neither).
/// </summary>
public sealed class Alert
{
    /// <summary>The rule of the blind item; it says nothing of the rules behind it.</summary>
    public const string Collision = "collision";

    public const int NoteMaxLength = 5_000;

    private readonly List<AlertAudience> audience = [];
    private readonly List<AlertAcknowledgement> acknowledgements = [];
    private readonly List<AlertCountry> countries = [];

    private Alert()
    {
        Key = Rule = "";
        Substance = null!;
    }

    public Guid Id { get; private set; }

    /// <summary>The alert's identity: its rule with its initiatives, or with country and strategy. Unique.</summary>
    public string Key { get; private set; }
    public string Rule { get; private set; }
    public Guid? First { get; private set; }
    public Guid? Second { get; private set; }
    public bool IsFirstHidden { get; private set; }
    public bool IsSecondHidden { get; private set; }
    public string? Strategy { get; private set; }
    public bool IsForCoordinators { get; private set; }

    /// <summary>The goals of its instruments, as <c>,return,development,</c>: for subscriptions.</summary>
    public string Goals { get; private set; } = "";
    public AlertStatus Status { get; private set; }
    public Resolution? Resolution { get; private set; }
    public AlertLevel Level { get; private set; }
    public AlertSubstance Substance { get; private set; }
    public bool IsBaseline { get; private set; }
    public string? Assignee { get; private set; }

    /// <summary>Whose user the assignee is: two tenants may have people of one name.</summary>
    public string? AssigneeTenant { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Which countries and families it is counted under; null until an evaluation has said so.</summary>
    public long? Grouping { get; private set; }

    /// <summary>Since when it stands aside: cleared long ago, and in no list unless asked for.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<AlertAudience> Audience => audience;
    public IReadOnlyList<AlertAcknowledgement> Acknowledgements => acknowledgements;
    public IReadOnlyList<AlertCountry> Countries => countries;

    /// <summary>A warning stands while it is neither resolved nor cleared.</summary>
    public bool Stands => Status is AlertStatus.Open or AlertStatus.Acknowledged or AlertStatus.InDiscussion;

    public bool IsCollision => Rule == Collision;

    /// <summary>Opportunities are never warnings and never asked to be acknowledged.</summary>
    public bool IsWarning => Level != AlertLevel.Opportunity;

    public static Alert Open(AlertIdentity identity, AlertSubstance substance, IEnumerable<string> audience, DateTimeOffset now)
    {
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(now),
            Key = identity.Key,
            Rule = identity.Rule,
            First = identity.First,
            Second = identity.Second,
            IsFirstHidden = identity.IsFirstHidden,
            IsSecondHidden = identity.IsSecondHidden,
            Strategy = identity.Strategy,
            IsForCoordinators = identity.IsForCoordinators,
            Status = AlertStatus.Open,
            OpenedAt = now
        };
        alert.Take(substance, now);
        alert.SetAudience(audience);
        return alert;
    }

    /// <summary>What an evaluation found this time. Says what that means for the alert's readers; null where nothing they see changed.</summary>
    public AlertChange? Update(AlertSubstance substance, DateTimeOffset now)
    {
        var (oldLevel, oldScore, wasCleared) = (Level, Substance.Score, Status == AlertStatus.Cleared);
        if (!wasCleared && Says(substance))
        {
            return null;
        }

        Take(substance, now);
        if (wasCleared)
        {
            Reopen();
            return AlertChange.Reopened;
        }

        if (substance.Score <= oldScore)
        {
            return AlertChange.Changed;
        }

        acknowledgements.Clear();
        if (Status == AlertStatus.Acknowledged)
        {
            Status = AlertStatus.Open;
        }
        else if (Status == AlertStatus.Resolved && Level > oldLevel)
        {
            Reopen();
            return AlertChange.Reopened;
        }

        return AlertChange.Raised;
    }

    /// <summary>The ground for it is gone.</summary>
    public bool Clear(DateTimeOffset now)
    {
        if (Status == AlertStatus.Cleared)
        {
            return false;
        }

        Status = AlertStatus.Cleared;
        acknowledgements.Clear();
        Touch(now);
        return true;
    }

    /// <summary>Raised by the first filling of a register: known to the importer, news to nobody.</summary>
    public void MarkBaseline(string tenant, string by, DateTimeOffset now)
    {
        IsBaseline = true;
        if (IsWarning)
        {
            Acknowledge(tenant, by, now);
        }
    }

    /// <summary>For one tenant; the alert is Acknowledged once every owner has.</summary>
    public Result<Done> Acknowledge(string tenant, string by, DateTimeOffset now)
    {
        if (!IsWarning)
        {
            return new Refusal(RefusalKind.Impossible, "opportunity-not-acknowledged", Say.Of("Alert.OpportunityNotAcknowledged"));
        }

        if (!Stands)
        {
            return new Refusal(RefusalKind.Impossible, "alert-does-not-stand", Say.Of("Alert.NotAcknowledgeable", Status));
        }

        if (acknowledgements.All(a => a.Tenant != tenant))
        {
            acknowledgements.Add(new AlertAcknowledgement(Id, tenant, by, now));
            Touch(now);
        }

        if (Status == AlertStatus.Open && Substance.Owners.All(IsAcknowledgedBy))
        {
            Status = AlertStatus.Acknowledged;
        }

        return default(Done);
    }

    public bool IsAcknowledgedBy(string tenant) => acknowledgements.Any(a => a.Tenant == tenant);

    /// <summary>People talk about it: an acknowledged alert is now in discussion.</summary>
    public void Discuss(DateTimeOffset now)
    {
        if (Status == AlertStatus.Acknowledged)
        {
            Status = AlertStatus.InDiscussion;
        }

        Touch(now);
    }

    public void Assign(string tenant, string? assignee, DateOnly? dueOn, DateTimeOffset now)
    {
        (Assignee, AssigneeTenant, DueOn) = (assignee, assignee is null ? null : tenant, dueOn);
        Touch(now);
    }

    public Result<Done> Resolve(Resolution resolution, DateTimeOffset now)
    {
        if (!Stands)
        {
            return new Refusal(RefusalKind.Impossible, "alert-does-not-stand", Say.Of("Alert.NotResolvable", Status));
        }

        (Status, Resolution) = (AlertStatus.Resolved, resolution);
        Touch(now);
        return default(Done);
    }

    /// <summary>The blind item follows the alerts it stands for, without their news: only what its readers see moves its dates.</summary>
    /// <param name="behind">The pair's alerts, in whatever status.</param>
    /// <returns>What changed for its readers; null for nothing.</returns>
    public AlertChange? Follow(IReadOnlyCollection<Alert> behind, AlertSubstance? substance, DateTimeOffset now)
    {
        var standing = behind.Where(a => a.Stands).ToList();
        if (substance is null || standing.Count == 0)
        {
            if (!Stands)
            {
                return null;
            }

            acknowledgements.Clear();
            Status = behind.Any(a => a.Status == AlertStatus.Resolved) ? AlertStatus.Resolved : AlertStatus.Cleared;
            Touch(now);
            return AlertChange.Cleared;
        }

        var (oldLevel, stood) = (Level, Stands);
        var differs = !stood || !Says(substance);
        if (differs)
        {
            Take(substance, now);
        }

        var acknowledging = standing.Select(a => a.acknowledgements.Select(k => k.Tenant)).Aggregate((x, y) => x.Intersect(y)).ToHashSet();
        if (acknowledgements.RemoveAll(a => !acknowledging.Contains(a.Tenant)) > 0)
        {
            Touch(now);
        }

        foreach (var tenant in acknowledging.Where(t => !IsAcknowledgedBy(t)))
        {
            var first = standing.SelectMany(a => a.acknowledgements).First(k => k.Tenant == tenant);
            acknowledgements.Add(new AlertAcknowledgement(Id, tenant, first.By, first.At));
        }

        if (!stood)
        {
            Reopen();
            return AlertChange.Reopened;
        }

        return !differs ? null : Level > oldLevel ? AlertChange.Raised : AlertChange.Changed;
    }

    /// <summary>Where it is counted from now on. No news: its dates stay.</summary>
    public void Place(AlertGrouping grouping) => Grouping = grouping.Id;

    /// <summary>Whom the alert concerns from now on.</summary>
    public void SetAudience(IEnumerable<string> tenants)
    {
        var wanted = tenants.ToHashSet();
        audience.RemoveAll(a => !wanted.Contains(a.Tenant));
        audience.AddRange(wanted.Except(audience.Select(a => a.Tenant)).Order(StringComparer.Ordinal).ToArray().Select(t => new AlertAudience(Id, t)));
    }

    /// <summary>Whether it says this, in its columns too.</summary>
    public bool Says(AlertSubstance substance) =>
        Level == substance.Level && Goals == GoalsOf(substance)
        && countries.Count == substance.Countries.Count && countries.All(c => substance.Countries.Contains(c.Country))
        && Same(Substance, substance);

    /// <summary>Whether it is this one and no other, for these readers.</summary>
    public bool Is(AlertIdentity identity, IEnumerable<string> tenants) =>
        identity == new AlertIdentity(Key, Rule, First, Second, IsFirstHidden, IsSecondHidden, Strategy, IsForCoordinators)
        && tenants.ToHashSet().SetEquals(audience.Select(a => a.Tenant));

    private static string GoalsOf(AlertSubstance substance) => $",{string.Join(',', substance.Goals)},";

    private static bool Same(AlertSubstance a, AlertSubstance b) =>
        a.Level == b.Level && a.Score == b.Score && a.Gate == b.Gate
        && a.Terms.SequenceEqual(b.Terms) && a.Countries.SequenceEqual(b.Countries) && a.Owners.SequenceEqual(b.Owners)
        && a.Organisations.SequenceEqual(b.Organisations) && a.Members.SequenceEqual(b.Members)
        && a.Instruments.SequenceEqual(b.Instruments)
        && a.Affected.SequenceEqual(b.Affected, AffectedComparer.Instance)
        && a.Evidence.SequenceEqual(b.Evidence, EvidenceComparer.Instance);

    private void Reopen() => (Status, Resolution, IsBaseline, ArchivedAt) = (AlertStatus.Open, null, false, null);

    private void Take(AlertSubstance substance, DateTimeOffset now)
    {
        Substance = substance;
        Level = substance.Level;
        Goals = GoalsOf(substance);
        countries.RemoveAll(c => !substance.Countries.Contains(c.Country));
        countries.AddRange(substance.Countries.Except(countries.Select(c => c.Country)).ToList().Select(c => new AlertCountry(Id, c)));
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }

    private sealed class AffectedComparer : IEqualityComparer<Affected>
    {
        public static readonly AffectedComparer Instance = new();

        public bool Equals(Affected? x, Affected? y) =>
            x!.Initiative == y!.Initiative && x.Owner == y.Owner && x.Countries.SequenceEqual(y.Countries);

        public int GetHashCode(Affected affected) => affected.Initiative.GetHashCode();
    }

    private sealed class EvidenceComparer : IEqualityComparer<AlertEvidence>
    {
        public static readonly EvidenceComparer Instance = new();

        public bool Equals(AlertEvidence? x, AlertEvidence? y) => x!.Country == y!.Country && x.Measures.SequenceEqual(y.Measures);

        public int GetHashCode(AlertEvidence evidence) => evidence.Country.GetHashCode(StringComparison.Ordinal);
    }
}

/// <summary>What makes an alert the same alert, and what of its initiatives its readers must not see.</summary>
public sealed record AlertIdentity(
    string Key, string Rule, Guid? First, Guid? Second, bool IsFirstHidden, bool IsSecondHidden, string? Strategy, bool IsForCoordinators);

/// <summary>What an evaluation meant for an alert.</summary>
public enum AlertChange { Opened, Reopened, Raised, Changed, Cleared }

/// <summary>A tenant whose people the alert concerns.</summary>
public sealed record AlertAudience(Guid AlertId, string Tenant);

/// <summary>A tenant has read the alert as it stands.</summary>
public sealed record AlertAcknowledgement(Guid AlertId, string Tenant, string By, DateTimeOffset At);

/// <summary>A country of an alert, to search by.</summary>
public sealed record AlertCountry(Guid AlertId, string Country);

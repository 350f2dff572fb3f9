using TeamEurope.Rules.Register;

namespace TeamEurope.Domain.Initiatives;

/// <summary>
/// What an initiative says of itself, as one immutable value. Made only by reading a body that was checked,
/// so that whoever holds one need not check again. Kept as one document, each version for good.
/// </summary>
public sealed record InitiativeContent
{
    public const int TitleMaxLength = 300;
    public const int SummaryMaxLength = 10_000;
    public const int ExternalIdMaxLength = 100;
    public const int NoteMaxLength = 5_000;
    public const int NameMaxLength = 200;
    public const int MostPartners = 100;
    public const int MostMeasures = 200;

    /// <summary>Measures times partners: what two initiatives can meet in grows with the measures of both and the countries.</summary>
    public const int MostMeasuresTimesPartners = 1_000;
    public const int MostStatements = 50;

    public string? ExternalId { get; init; }
    public required string Title { get; init; }
    public string? Summary { get; init; }
    public string Language { get; init; } = "en";
    public HandlingMark Handling { get; init; } = HandlingMark.LIMITE;
    public InitiativeLevel Level { get; init; }
    public InitiativeForm Form { get; init; } = InitiativeForm.Unwritten;

    /// <summary>Null where the owner did not say; see <see cref="EffectiveLegalEffect"/>.</summary>
    public LegalEffect? LegalEffect { get; init; }
    public DateOnly? MandateOn { get; init; }
    public Visibility Visibility { get; init; }
    public IReadOnlyList<string> NamedTenants { get; init; } = [];
    public IReadOnlyList<string> Participants { get; init; } = [];
    public required IReadOnlyList<string> Partners { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? AnnouncedOn { get; init; }
    public string? Justification { get; init; }
    public UmbrellaLink? PartOf { get; init; }
    public IReadOnlyList<Complementarity> Complementarity { get; init; } = [];
    public decimal? AmountEur { get; init; }
    public bool SuspensionClause { get; init; }
    public HumanRights HumanRights { get; init; } = new(false, false, false);
    public MonitoringPlan Monitoring { get; init; } = new(null, null, null, null, null, null);
    public IReadOnlyList<HubGuarantee> HubGuarantees { get; init; } = [];
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>As stated, or by default Binding for treaties, readmission agreements, association frameworks and implementing protocols.</summary>
    public LegalEffect EffectiveLegalEffect => LegalEffect
        ?? (Form <= InitiativeForm.ImplementingProtocol ? Rules.Register.LegalEffect.Binding : Rules.Register.LegalEffect.Political);
}

/// <summary>Handling marks on texts and documents. The service takes no EU classified information.</summary>
public enum HandlingMark { PUBLIC, LIMITE, NATIONAL }

/// <summary>The eight guarantees of a hub (report, recommendation 6), in the report's order.</summary>
public enum HubGuarantee
{
    maximumStay, residenceStatus, fallbackIfReturnFails, originAndTransitCountriesInvolved,
    legalProtection, independentMonitoring, complaintsHandling, reassessmentRight
}

/// <summary>Human-rights clauses: mentioned, monitored, safeguarded (report, table 6).</summary>
public sealed record HumanRights(bool Mentioned, bool Monitoring, bool Safeguards);

/// <summary>The five elements of a monitoring plan (report, 4.2.3) and the independent monitor. Null is missing; blank is never kept.</summary>
public sealed record MonitoringPlan(
    string? Form, string? Cooperation, string? Frequency, string? Content, string? FollowUp, string? IndependentMonitor)
{
    public bool IsComplete => (Form, Cooperation, Frequency, Content, FollowUp, IndependentMonitor)
        is (not null, not null, not null, not null, not null, not null);
}

/// <summary>A statement how this initiative complements an EU one, with the coordinators' reply.</summary>
public sealed record Complementarity(InitiativeName Towards, string Statement, StatementStatus Status, string? ReplyReason);

/// <summary>A measure. Money in euro; dates are days, both included.</summary>
public sealed record Measure(
    string Instrument, Direction Direction, string? Occupation, string? Equipment, decimal? Quantity, string? Unit, decimal? AmountEur,
    string? Implementer, DateOnly? StartsOn, DateOnly? EndsOn, Incentive? Incentive);

/// <summary>The state of an initiative at one version: its content and how far it has come.</summary>
public sealed record InitiativeState(InitiativeContent Content, Stage Stage, DateOnly? NegotiatingSince)
{
    /// <summary>What the rules need to know of it.</summary>
    public Footprint ToFootprint(Guid id, string owner, string reference) => new()
    {
        Id = id,
        Owner = owner,
        Reference = reference,
        ExternalId = Content.ExternalId,
        Level = Content.Level,
        Form = Content.Form,
        LegalEffect = Content.EffectiveLegalEffect,
        MandateOn = Content.MandateOn,
        Stage = Stage,
        Visibility = Content.Visibility,
        Participants = Content.Participants,
        NamedTenants = Content.NamedTenants,
        Partners = Content.Partners,
        StartsOn = Content.StartsOn,
        EndsOn = Content.EndsOn,
        NegotiatingSince = NegotiatingSince,
        AnnouncedOn = Content.AnnouncedOn,
        PartOf = Content.PartOf,
        Statements = Content.Complementarity.Select(c => new ComplementarityStatement(c.Towards, c.Status)).ToArray(),
        SafeguardsComplete = Content.Monitoring.IsComplete && Content.SuspensionClause,
        GuaranteesAffirmed = Content.HubGuarantees.Count,
        Measures = Content.Measures.Select(m => new MeasureFootprint(
            m.Instrument, m.Direction, m.Occupation, m.Equipment, m.Implementer, m.Incentive, m.StartsOn, m.EndsOn)).ToArray()
    };
}

namespace TeamEurope.Rules.Register;

/// <summary>
/// Names an initiative as another one refers to it: by owner and external id, or by reference.
/// Two names of the same initiative in the two manners are not equal; <see cref="Footprint.IsNamedBy"/> decides.
/// </summary>
public sealed record InitiativeName(string? Owner, string? ExternalId, string? Reference);

/// <summary>The umbrella an initiative says it is part of. Another owner's umbrella counts once its owner confirmed it.</summary>
public sealed record UmbrellaLink(InitiativeName Umbrella, bool Confirmed);

/// <summary>N's statement how it complements a named EU initiative, and what the coordinators replied.</summary>
public sealed record ComplementarityStatement(InitiativeName Towards, StatementStatus Status);

/// <summary>A reward or pressure attached to a measure (report, table 5).</summary>
public readonly record struct Incentive(IncentiveSign Sign, IncentiveDomain Domain);

/// <summary>What the rules need to know of one measure. Dates are days, both included; null is unbounded.</summary>
public sealed record MeasureFootprint(
    string Instrument,
    Direction Direction,
    string? Occupation = null,
    string? Equipment = null,
    string? Implementer = null,
    Incentive? Incentive = null,
    DateOnly? StartsOn = null,
    DateOnly? EndsOn = null);

/// <summary>What the rules need to know of one initiative: no titles, no texts, no amounts.</summary>
public sealed record Footprint
{
    public required Guid Id { get; init; }
    public required string Owner { get; init; }
    public required string Reference { get; init; }
    public string? ExternalId { get; init; }
    public InitiativeLevel Level { get; init; }
    public InitiativeForm Form { get; init; } = InitiativeForm.Unwritten;
    public LegalEffect LegalEffect { get; init; } = LegalEffect.Political;
    public DateOnly? MandateOn { get; init; }
    public Stage Stage { get; init; }
    public Visibility Visibility { get; init; }
    public IReadOnlyList<string> Participants { get; init; } = [];
    public IReadOnlyList<string> NamedTenants { get; init; } = [];

    /// <summary>Countries (ISO 3166-1 alpha-2, XK) and codes of organisations or processes.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? NegotiatingSince { get; init; }
    public DateOnly? AnnouncedOn { get; init; }
    public UmbrellaLink? PartOf { get; init; }
    public IReadOnlyList<ComplementarityStatement> Statements { get; init; } = [];

    /// <summary>All five monitoring elements, an independent monitor and a suspension clause are there (report, 4.2.3).</summary>
    public bool SafeguardsComplete { get; init; }

    /// <summary>How many of the eight hub guarantees are affirmed (report, recommendation 6).</summary>
    public int GuaranteesAffirmed { get; init; }
    public IReadOnlyList<MeasureFootprint> Measures { get; init; } = [];

    /// <summary>Whether <paramref name="name"/> means this initiative.</summary>
    public bool IsNamedBy(InitiativeName name) =>
        name.Reference is { } reference
            ? reference == Reference
            : ExternalId is not null && name.ExternalId == ExternalId && name.Owner == Owner;

    /// <summary>Whether every tenant may read it (a draft is its owner's alone).</summary>
    public bool IsVisibleToAll => Stage != Stage.Draft && (Visibility is Visibility.TeamEurope or Visibility.Public);

    /// <summary>The confidentiality table of domain.md for one tenant.</summary>
    public bool IsVisibleTo(string tenant) =>
        Owner == tenant
        || IsVisibleToAll
        || (Stage != Stage.Draft
            && (Participants.Contains(tenant) || (Visibility == Visibility.Named && NamedTenants.Contains(tenant))));

    /// <summary>Whether the same tenants may read the two: false only where the table's input differs.</summary>
    public bool HasReadersOf(Footprint other) =>
        Owner == other.Owner && (Stage == Stage.Draft) == (other.Stage == Stage.Draft) && Visibility == other.Visibility
        && Participants.ToHashSet().SetEquals(other.Participants) && NamedTenants.ToHashSet().SetEquals(other.NamedTenants);
}

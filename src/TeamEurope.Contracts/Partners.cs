namespace TeamEurope.Contracts;

/// <summary>A partner country in a list, with what its reader may see of it.</summary>
/// <param name="Initiatives">Live ones that reach it, directly or regionally.</param>
/// <param name="Parties">The tenants that own them or take part, by code.</param>
/// <param name="HighestLevel">Of the warnings that stand there and concern the reader; null where none does.</param>
/// <param name="Risk">As it counts for the reader's tenant: low, medium or high.</param>
public sealed record PartnerSummary(
    string Country, int? Ring, int Initiatives, IReadOnlyList<string> Parties, string? HighestLevel, int OpenAlerts, int Opportunities, string Risk);

/// <summary>A partner country, with what its reader may see of it.</summary>
public sealed record PartnerView
{
    public required string Country { get; init; }

    /// <summary>Null outside the rings.</summary>
    public PartnerRing? Ring { get; init; }
    public required IReadOnlyList<PartnerOrganisation> Organisations { get; init; }
    public required IReadOnlyList<PartnerRoute> Routes { get; init; }
    public required IReadOnlyList<string> Neighbours { get; init; }
    public required RiskRatingView Risk { get; init; }

    /// <summary>Everything that reaches it, drafts apart, by reference.</summary>
    public required IReadOnlyList<PartnerInitiative> Initiatives { get; init; }

    /// <summary>Who is active with what: live initiatives by tenant and goal.</summary>
    public required IReadOnlyList<PartnerActivity> Matrix { get; init; }
    public required PartnerLedger Ledger { get; init; }
}

public sealed record PartnerRing(int Number, string Name, string Rule);

/// <param name="Kind">organisation or process.</param>
/// <param name="FreeMovement">How far free movement among the members has come: None, Partial, Adopted, Signed or InForce.</param>
public sealed record PartnerOrganisation(string Code, string Name, string Kind, string FreeMovement);

public sealed record PartnerRoute(string Code, string Name);

/// <summary>An initiative that reaches a country.</summary>
/// <param name="Direct">False where it reaches the country only through an organisation or process.</param>
/// <param name="Stages">Its stages with the days they began, in order: its line through time.</param>
public sealed record PartnerInitiative(
    Guid Id, string Reference, string Owner, string Title, string Level, string Form, string Stage, string Visibility,
    IReadOnlyList<string> Goals, bool Direct, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? NegotiatingSince,
    IReadOnlyList<PartnerStage> Stages);

public sealed record PartnerStage(string To, DateOnly EffectiveOn);

/// <summary>A cell of the matrix: a tenant's initiatives for a goal, as owner or participant.</summary>
public sealed record PartnerActivity(string Tenant, string Goal, IReadOnlyList<InitiativeLink> References);

/// <summary>An initiative by its reference, to open.</summary>
public sealed record InitiativeLink(Guid Id, string Reference);

/// <summary>
/// What Europe asks and offers in a country, over live initiatives and measures that have not ended. An amount stands with each
/// country that its measure reaches: amounts of several countries do not add up.
/// </summary>
/// <param name="AskedEur">Null where no amount is known.</param>
/// <param name="OfferedEur">Null where no amount is known.</param>
public sealed record PartnerLedger(
    IReadOnlyList<PartnerLedgerLine> Asked, IReadOnlyList<PartnerLedgerLine> Offered, IReadOnlyList<PartnerLedgerLine> Joint,
    IReadOnlyList<PartnerLedgerLine> Withheld, decimal? AskedEur, decimal? OfferedEur, IReadOnlyList<PartnerContradiction> Contradictions);

/// <summary>An instrument in one direction, with the tenants behind it.</summary>
public sealed record PartnerLedgerLine(
    string Instrument, IReadOnlyList<string> Tenants, decimal? AmountEur, IReadOnlyList<PartnerQuantity> Quantities,
    IReadOnlyList<InitiativeLink> References);

/// <summary>Measures' quantities of one unit, added up; a quantity without unit has none.</summary>
public sealed record PartnerQuantity(string? Unit, decimal Quantity);

/// <summary>Where initiatives of different owners contradict each other in a country.</summary>
/// <param name="What">asked-and-offered, offered-and-withheld or opposite-incentives.</param>
/// <param name="Family">The family of instruments; null for incentives, which oppose whatever they are tied to.</param>
public sealed record PartnerContradiction(
    string What, string? Family, IReadOnlyList<string> Tenants, IReadOnlyList<InitiativeLink> References);

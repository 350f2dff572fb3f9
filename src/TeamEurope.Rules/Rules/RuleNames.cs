namespace TeamEurope.Rules.Rules;

/// <summary>The thirteen rules, as the wire names them.</summary>
public static class RuleNames
{
    public const string EuPrecedence = "eu-precedence";
    public const string CompetingDeal = "competing-deal";
    public const string LabourCompetition = "labour-competition";
    public const string DuplicateSupply = "duplicate-supply";
    public const string ProgrammeOverlap = "programme-overlap";
    public const string ContradictoryLeverage = "contradictory-leverage";
    public const string Unannounced = "unannounced";
    public const string HubGuarantees = "hub-guarantees";
    public const string RiskGate = "risk-gate";
    public const string RegionalMobility = "regional-mobility";
    public const string Spillover = "spillover";
    public const string OneSided = "one-sided";
    public const string TeamEuropeOpportunity = "team-europe-opportunity";

    public static readonly IReadOnlyList<string> Pair =
        [EuPrecedence, CompetingDeal, LabourCompetition, DuplicateSupply, ProgrammeOverlap, ContradictoryLeverage];

    public static readonly IReadOnlyList<string> Single =
        [Unannounced, HubGuarantees, RiskGate, RegionalMobility, Spillover, OneSided];

    public static readonly IReadOnlyList<string> All = [.. Pair, .. Single, TeamEuropeOpportunity];

    public static bool IsPair(string rule) => Pair.Contains(rule);
}

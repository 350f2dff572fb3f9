namespace TeamEurope.Rules.Rules;

/// <summary>One rewards where the other presses (report, table 5: the conditionality–compensation nexus).</summary>
internal static class ContradictoryLeverage
{
    public static PairScore Score(in Pair pair, in Tally tally) => PairScore.Of(45, pair, tally, "domain", tally.Best);
}

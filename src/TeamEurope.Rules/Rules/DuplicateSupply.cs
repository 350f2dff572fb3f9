namespace TeamEurope.Rules.Rules;

/// <summary>Two equip the same border guard or coastguard, worse where it is the same equipment (report, 2.2 table 1).</summary>
internal static class DuplicateSupply
{
    public static PairScore Score(in Pair pair, in Tally tally) => PairScore.Of(30, pair, tally, "equipment", tally.Best);
}

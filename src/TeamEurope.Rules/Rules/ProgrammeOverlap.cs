namespace TeamEurope.Rules.Rules;

/// <summary>Two run a like programme in the same country, perhaps through the same implementer (report, 5.3).</summary>
internal static class ProgrammeOverlap
{
    public static PairScore Score(in Pair pair, in Tally tally) => PairScore.Of(15, pair, tally, "implementer", tally.Best);
}

namespace TeamEurope.Rules.Rules;

/// <summary>Two recruit in the same country, worse where they want the same occupation (report, 2.2 table 3 and 5.3).</summary>
internal static class LabourCompetition
{
    public static PairScore Score(in Pair pair, in Tally tally) => PairScore.Of(30, pair, tally, "occupation", tally.Best);
}

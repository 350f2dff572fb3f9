namespace TeamEurope.Rules.Rules;

/// <summary>Two recruit in the same country, worse where they want the same occupation (report, 2.2 table 3 and 5.3).</summary>
internal static class LabourCompetition
{
    public static Finding Evaluate(RuleContext context, Pair pair, IReadOnlyList<PairMatch> matches) =>
        pair.Report(context, RuleNames.LabourCompetition, matches,
            pair.Sheet(context, 30, matches).Add("occupation", Pair.BestLikeness(matches, m => m.Occupation)));
}

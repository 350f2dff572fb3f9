namespace TeamEurope.Rules.Rules;

/// <summary>Two equip the same border guard or coastguard, worse where it is the same equipment (report, 2.2 table 1).</summary>
internal static class DuplicateSupply
{
    public static Finding Evaluate(RuleContext context, Pair pair, IReadOnlyList<PairMatch> matches) =>
        pair.Report(context, RuleNames.DuplicateSupply, matches,
            pair.Sheet(context, 30, matches).Add("equipment", Pair.BestLikeness(matches, m => m.Equipment)));
}

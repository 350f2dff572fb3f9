namespace TeamEurope.Rules.Rules;

/// <summary>One rewards where the other presses (report, table 5: the conditionality–compensation nexus).</summary>
internal static class ContradictoryLeverage
{
    public static Finding Evaluate(RuleContext context, Pair pair, IReadOnlyList<PairMatch> matches) =>
        pair.Report(context, RuleNames.ContradictoryLeverage, matches,
            pair.Sheet(context, 45, matches).Add("domain", matches.Any(HasSameDomain) ? 15 : 0));

    private static bool HasSameDomain(PairMatch match) => match.A.Incentive?.Domain == match.B.Incentive?.Domain;
}

namespace TeamEurope.Rules.Rules;

/// <summary>Two run a like programme in the same country, perhaps through the same implementer (report, 5.3).</summary>
internal static class ProgrammeOverlap
{
    public static Finding Evaluate(RuleContext context, Pair pair, IReadOnlyList<PairMatch> matches) =>
        pair.Report(context, RuleNames.ProgrammeOverlap, matches,
            pair.Sheet(context, 15, matches).Add("implementer", matches.Any(HasSameImplementer) ? 10 : 0));

    private static bool HasSameImplementer(PairMatch match) =>
        match.A.Implementer is { } a && match.B.Implementer is { } b && a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

namespace TeamEurope.Rules.Tests;

/// <summary>What the engine found, as one line of text that a table row can state.</summary>
internal static class Found
{
    public const string Nothing = "nothing";

    /// <summary>The findings of one rule in a register of these initiatives, on 22 November 2026.</summary>
    public static string By(string rule, params IEnumerable<Footprint> initiatives) => In(rule, Given.Index(initiatives));

    public static string In(string rule, RegisterIndex register) => Lines(Of(rule, register));

    public static List<Finding> Of(string rule, RegisterIndex register) =>
        RuleEngine.EvaluateAll(register).Where(f => f.Rule == rule).ToList();

    /// <summary>The names of all rules that speak, in alphabetical order.</summary>
    public static string Rules(params IEnumerable<Footprint> initiatives)
    {
        var rules = RuleEngine.EvaluateAll(Given.Index(initiatives)).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal).ToList();
        return rules.Count == 0 ? Nothing : string.Join(", ", rules);
    }

    public static string PairRules(params IEnumerable<Footprint> initiatives)
    {
        var rules = RuleEngine.EvaluateAll(Given.Index(initiatives)).Select(f => f.Rule).Where(RuleNames.IsPair)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return rules.Count == 0 ? Nothing : string.Join(", ", rules);
    }

    /// <summary>For example: Medium 35 = base 25 + stage 5 + ring 5 in LB MA.</summary>
    public static string Line(Finding finding) =>
        $"{finding.Level} {finding.Score} = {string.Join(" + ", finding.Terms.Select(t => $"{t.Name} {t.Points}"))}"
        + $" in {string.Join(' ', finding.Countries)}{(finding.Gate is { } gate ? $" ({gate})" : "")}";

    public static string Lines(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? Nothing : string.Join("; ", findings.Select(Line).Order(StringComparer.Ordinal));

    /// <summary>Everything a finding says, with the ids in it: equal text is an equal finding.</summary>
    public static string Whole(Finding finding) => Whole(finding, id => id.ToString(), isSided: true);

    /// <summary>The same by references and without regard to which initiative stands first.</summary>
    public static string WholeUnsided(Finding finding, Func<Guid, string> nameOf) => Whole(finding, nameOf, isSided: false);

    private static string Whole(Finding finding, Func<Guid, string> nameOf, bool isSided)
    {
        var initiatives = InOrder(finding.Initiatives.Select(nameOf), isSided);
        var evidence = InOrder(
            finding.Evidence.Select(m => $"{m.Country}({string.Join(',', InOrder(Sides(m, nameOf), isSided))})"),
            isSided);
        var affected = InOrder(
            finding.Affected.Select(a => $"{nameOf(a.Initiative)}/{a.Owner}/{string.Join('.', a.Countries)}"),
            isSided);
        return $"{finding.Rule} {finding.Key.Country} {finding.Key.Strategy}: {Line(finding)}"
            + $" | {string.Join(' ', initiatives)} | {string.Join(' ', evidence)} | {string.Join(' ', affected)}"
            + $" | {string.Join(' ', finding.Organisations)}";
    }

    private static IEnumerable<string> Sides(Match match, Func<Guid, string> nameOf)
    {
        yield return $"{nameOf(match.First.Initiative)}#{match.First.Position}";
        if (match.Second is { } second)
        {
            yield return $"{nameOf(second.Initiative)}#{second.Position}";
        }
    }

    private static IEnumerable<string> InOrder(IEnumerable<string> texts, bool asGiven) =>
        asGiven ? texts : texts.Order(StringComparer.Ordinal);
}

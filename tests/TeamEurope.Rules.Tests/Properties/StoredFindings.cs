namespace TeamEurope.Rules.Tests.Properties;

/// <summary>The findings as a service keeps them: whatever a change touched is replaced by what is found now.</summary>
internal sealed class StoredFindings
{
    private readonly Dictionary<FindingKey, string> findings = [];

    public IEnumerable<string> All => findings.Values.Order(StringComparer.Ordinal);

    public void Replace(Touched touched, IEnumerable<Finding> now)
    {
        foreach (var key in findings.Keys.Where(k => IsInScope(k, touched)).ToList())
        {
            findings.Remove(key);
        }

        foreach (var finding in now)
        {
            IsInScope(finding.Key, touched).ShouldBeTrue($"{finding.Key} was found outside of what was touched");
            findings.TryAdd(finding.Key, Found.Whole(finding)).ShouldBeTrue($"{finding.Key} was found twice");
        }
    }

    private static bool IsInScope(FindingKey key, Touched touched) =>
        key.Country is { } country ? touched.Groups.Contains((country, key.Strategy!))
        : touched.Initiatives.Contains(key.First) || touched.Initiatives.Contains(key.Second)
            || (key.Rule == RuleNames.Spillover && touched.Spillovers.Contains(key.First));
}

using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>Settings and ratings beside the register that the rules depend on.</summary>
/// <param name="NoticeExpectedFrom">Notices are expected for negotiations that begin on or after this day.</param>
public sealed record RuleSettings(DateOnly NoticeExpectedFrom);

/// <summary>What every rule may ask beyond the initiatives themselves.</summary>
internal sealed record RuleContext(
    ReferenceData Reference, RuleSettings Settings, DateOnly AsOf, Func<string, string, Risk?> OwnRating)
{
    /// <summary>The owner's own rating where it has one, else the common starting value.</summary>
    public Risk RiskOf(string owner, string country) => OwnRating(owner, country) ?? Reference.CommonRiskOf(country);

    /// <summary>The term <c>ring</c> of each country, by its index: ring 1 → 5, ring 2 → 10, ring 3 → 5, else 0.</summary>
    public int[] RingPointsByIndex { get; } = ByIndex(Reference, static ring => ring switch { 1 => 5, 2 => 10, 3 => 5, _ => 0 });

    /// <summary>The term <c>ring</c> of eu-precedence: ring 1 → 15, ring 3 → 5, else 0.</summary>
    public int[] PrecedenceRingPoints { get; } = ByIndex(Reference, static ring => ring switch { 1 => 15, 3 => 5, _ => 0 });

    /// <summary>The term <c>ring</c>: the highest over the countries.</summary>
    public int RingPoints(IEnumerable<string> countries) => countries.Select(c => RingPointsByIndex[Reference.IndexOf(c)]).DefaultIfEmpty(0).Max();

    private static int[] ByIndex(ReferenceData reference, Func<int?, int> points) => [.. reference.Countries.Select(c => points(reference.RingOf(c)?.Number))];
}

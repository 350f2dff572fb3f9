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

    /// <summary>The term <c>ring</c>: ring 1 → 5, ring 2 → 10, ring 3 → 5, else 0; the highest over the countries.</summary>
    public int RingPoints(IEnumerable<string> countries) =>
        countries.Select(c => Reference.RingOf(c)?.Number switch { 1 => 5, 2 => 10, 3 => 5, _ => 0 }).DefaultIfEmpty(0).Max();
}

/// <summary>A match as the search finds it: measure of A, measure of B, country, and whether either reaches it only regionally.</summary>
internal readonly record struct PairMatch(ActiveMeasure A, ActiveMeasure B, int Country, bool IsRegional);

/// <summary>Two live initiatives of different owners that are not linked, A with the smaller id.</summary>
internal sealed record Pair(ActiveInitiative A, ActiveInitiative B)
{
    public Finding Report(RuleContext context, string rule, IReadOnlyList<PairMatch> matches, ScoreSheet sheet)
    {
        var (score, terms) = sheet.Total();
        return new Finding(
            FindingKey.OfPair(rule, A.Id, B.Id), ScoreSheet.LevelOf(score), score, terms,
            CountriesOf(context, matches), [A.Id, B.Id],
            matches.Select(m => new Match(
                context.Reference.Countries[m.Country], new(A.Id, m.A.Position), new MatchedMeasure(B.Id, m.B.Position))).ToArray());
    }

    public static string[] CountriesOf(RuleContext context, IReadOnlyList<PairMatch> matches) =>
        matches.Select(m => context.Reference.Countries[m.Country]).Distinct().Order(StringComparer.Ordinal).ToArray();

    /// <summary>Both open 15; one open, one settled 20 (one side can still adapt); both settled 5.</summary>
    public int StagePoints() => (A.Footprint.Stage.IsOpen, B.Footprint.Stage.IsOpen) switch
    {
        (true, true) => 15,
        (false, false) => 5,
        _ => 20
    };

    /// <summary>−10 where in every match at least one of the two reaches the country only regionally.</summary>
    public static int RegionalPoints(IReadOnlyList<PairMatch> matches) => matches.All(m => m.IsRegional) ? -10 : 0;

    /// <summary>The common terms of the pair rules: stage, ring, regional.</summary>
    public ScoreSheet Sheet(RuleContext context, int basePoints, IReadOnlyList<PairMatch> matches) => new ScoreSheet()
        .Add("base", basePoints)
        .Add("stage", StagePoints())
        .Add("ring", context.RingPoints(CountriesOf(context, matches)))
        .Add("regional", RegionalPoints(matches));

    /// <summary>The best over the matches of: both known and equal 20, one unknown 0, both known and different −15.</summary>
    public static int BestLikeness(IReadOnlyList<PairMatch> matches, Func<ActiveMeasure, string?> attribute) =>
        matches.Max(m => (attribute(m.A), attribute(m.B)) switch
        {
            (null, _) or (_, null) => 0,
            var (a, b) when a == b => 20,
            _ => -15
        });
}

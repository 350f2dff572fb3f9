using System.Globalization;
using TeamEurope.Application.Common;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Infrastructure.Reference;

/// <summary>Names from a file for each language; the English ones of the reference data from the reference data itself.</summary>
internal sealed class ReferenceNames : IReferenceNames
{
    private const string English = "en";
    private const string MemberState = "member-state";
    private static readonly string[] Translations = ["fr", "de", "nl"];

    private readonly Dictionary<string, Names> byLanguage;
    private readonly Dictionary<string, string> routeCodes;
    private readonly Dictionary<string, string> instrumentOf;

    public ReferenceNames(ReferenceData reference, ICountryNames countries)
    {
        var routes = EmbeddedFiles.Parse<RoutesFile>("Reference/routes").Routes;
        routeCodes = routes.ToDictionary(r => r.Name, r => r.Code);
        instrumentOf = reference.Instruments.Values.GroupBy(i => i.Family).Where(f => f.Count() == 1).ToDictionary(f => f.Key, f => f.Single().Code);
        byLanguage = Translations.ToDictionary(language => language, language => Translated(language, reference, countries));
        byLanguage[English] = InEnglish(reference, routes);
        OccupationCodes = [.. byLanguage[English].Occupations.Keys.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> OccupationCodes { get; }

    public string Goal(string code, string language) => Find(n => n.Goals, code, language) ?? code;

    public string Strategy(string code, string language) => Find(n => n.Strategies, code, language) ?? code;

    public string Instrument(string code, string language) => Find(n => n.Instruments, code, language) ?? code;

    public string Family(string code, string language) =>
        instrumentOf.TryGetValue(code, out var instrument) ? Instrument(instrument, language) : Find(n => n.Families, code, language) ?? code;

    public string Ring(int number, string language) => Find(n => n.Rings, KeyOf(number), language)?.Name ?? KeyOf(number);

    public string RingRule(int number, string language) => Find(n => n.Rings, KeyOf(number), language)?.Rule ?? KeyOf(number);

    public string Organisation(string code, string language) => Find(n => n.Organisations, code, language) ?? code;

    public string Tenant(string code, string language) => Find(n => n.Tenants, code, language) ?? code;

    public string Route(string codeOrName, string language) =>
        Find(n => n.Routes, routeCodes.GetValueOrDefault(codeOrName, codeOrName), language) ?? codeOrName;

    public string Rule(string rule, string language) => Find(n => n.Rules, rule, language)?.Name ?? rule;

    public string RuleWhy(string rule, string language) => Find(n => n.Rules, rule, language)?.Why ?? rule;

    public string RuleSource(string rule, string language) => Find(n => n.Rules, rule, language)?.Source ?? rule;

    public string Term(string term, string language) => Find(n => n.Terms, term, language)?.Name ?? term;

    public string TermMeaning(string term, string language) => Find(n => n.Terms, term, language)?.Meaning ?? term;

    public string Occupation(string isco2, string language) => Find(n => n.Occupations, isco2, language) ?? isco2;

    public string Equipment(string code, string language) => Find(n => n.Equipment, code, language) ?? code;

    public string? Footnote(string country, string language) => Find(n => n.Footnotes, country, language);

    private T? Find<T>(Func<Names, Dictionary<string, T>> kind, string code, string language) where T : class =>
        kind(byLanguage.GetValueOrDefault(language, byLanguage[English])).GetValueOrDefault(code)
        ?? kind(byLanguage[English]).GetValueOrDefault(code);

    private static string KeyOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Names Read(string language) => EmbeddedFiles.Parse<Names>($"Reference/names-{language}");

    private static Names Translated(string language, ReferenceData reference, ICountryNames countries)
    {
        var names = Read(language);
        foreach (var state in reference.Tenants.Values.Where(t => t.Kind == MemberState))
        {
            names.Tenants[state.Code] = countries.NameOf(state.Code, language);
        }

        return names;
    }

    private static Names InEnglish(ReferenceData reference, IReadOnlyList<RouteName> routes) => Read(English) with
    {
        Goals = reference.Goals.ToDictionary(g => g.Code, g => g.Name),
        Strategies = reference.Strategies.ToDictionary(s => s.Key, s => s.Value.Name),
        Instruments = reference.Instruments.ToDictionary(i => i.Key, i => i.Value.Name),
        Rings = reference.Rings.ToDictionary(r => KeyOf(r.Number), r => new RingWords(r.Name, r.Rule)),
        Organisations = reference.Organisations.ToDictionary(o => o.Key, o => o.Value.Name),
        Tenants = reference.Tenants.ToDictionary(t => t.Key, t => t.Value.Name),
        Routes = routes.ToDictionary(r => r.Code, r => r.Name)
    };

    /// <summary>What a file of names holds; the English one only what the reference files lack.</summary>
    private sealed record Names
    {
        public Dictionary<string, string> Goals { get; init; } = [];
        public Dictionary<string, string> Strategies { get; init; } = [];
        public Dictionary<string, string> Instruments { get; init; } = [];
        public Dictionary<string, string> Families { get; init; } = [];
        public Dictionary<string, RingWords> Rings { get; init; } = [];
        public Dictionary<string, string> Organisations { get; init; } = [];
        public Dictionary<string, string> Tenants { get; init; } = [];
        public Dictionary<string, string> Routes { get; init; } = [];
        public Dictionary<string, RuleWords> Rules { get; init; } = [];
        public Dictionary<string, TermWords> Terms { get; init; } = [];
        public Dictionary<string, string> Occupations { get; init; } = [];
        public Dictionary<string, string> Equipment { get; init; } = [];
        public Dictionary<string, string> Footnotes { get; init; } = [];
    }

    private sealed record RingWords(string Name, string Rule);

    private sealed record RuleWords(string Name, string Why, string Source);

    private sealed record TermWords(string Name, string Meaning);

    private sealed record RoutesFile(IReadOnlyList<RouteName> Routes);

    private sealed record RouteName(string Code, string Name);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using TeamEurope.Infrastructure.Reference;
using TeamEurope.Rules.Rules;
using static TeamEurope.Documents.Tests.Words.Product;

namespace TeamEurope.Documents.Tests.Words;

public sealed partial class ReferenceNamesTests
{
    private static readonly string[] Terms =
    [
        "base", "stage", "ring", "regional", "statement", "bidding", "occupation", "equipment", "implementer", "domain", "hub", "missing",
        "narrow", "organisations", "owners", "clamp"
    ];

    private static readonly string[] Equipment =
        ["vessels", "vehicles", "surveillance", "identification", "it-systems", "training", "infrastructure", "other"];

    /// <summary>How many sub-major groups each of the ten major groups of ISCO-08 has: 43 in all.</summary>
    private static readonly int[] SubMajorGroups = [3, 4, 6, 5, 4, 4, 3, 5, 3, 6];

    /// <summary>Names that two languages do share: the report, which is in Dutch, leaves these in English.</summary>
    private static readonly string[] Shared =
        ["instruments/pre-clearance en nl", "instruments/external-processing en nl", "instruments/nearshoring en nl"];

    private static readonly Dictionary<string, string[]> OfReference = new()
    {
        ["goals"] = [.. Reference.Goals.Select(g => g.Code)],
        ["strategies"] = [.. Reference.Strategies.Keys],
        ["instruments"] = [.. Reference.Instruments.Keys],
        ["rings"] = [.. Reference.Rings.Select(r => $"{r.Number}")],
        ["organisations"] = [.. Reference.Organisations.Keys],
        ["tenants"] = [.. Reference.Tenants.Values.Where(t => t.Kind != "member-state").Select(t => t.Code)],
        ["routes"] = [.. RouteCodes()]
    };

    private static readonly Dictionary<string, string[]> OfNoFile = new()
    {
        ["families"] = [.. Reference.Instruments.Values.GroupBy(i => i.Family).Where(f => f.Count() > 1).Select(f => f.Key)],
        ["rules"] = [.. RuleNames.All, "collision"],
        ["terms"] = Terms,
        ["occupations"] = [.. SubMajorGroups.SelectMany((count, major) => Enumerable.Range(1, count).Select(sub => $"{major}{sub}"))],
        ["equipment"] = Equipment,
        ["footnotes"] = ["XK", "PS", "EH"]
    };

    public static TheoryData<string> TranslatedLanguages => [.. Translations];

    public static TheoryData<string> AllLanguages => [.. Languages];

    [Theory, MemberData(nameof(TranslatedLanguages))]
    public void A_translation_names_every_code_and_no_other(string language) =>
        ShouldHold(SectionsOf(language), OfReference.Concat(OfNoFile));

    [Fact]
    public void The_English_file_holds_what_the_reference_files_lack_and_no_more() => ShouldHold(SectionsOf("en"), OfNoFile);

    [Theory, MemberData(nameof(AllLanguages))]
    public void No_text_is_blank_or_has_space_around_it(string language)
    {
        foreach (var (section, byCode) in SectionsOf(language))
        {
            foreach (var (code, words) in byCode)
            {
                TextsOf(words).ShouldAllBe(t => t.Length > 1 && t.Trim() == t, $"{section}/{code}");
            }
        }
    }

    [Fact]
    public void No_language_is_copied_from_another_by_accident()
    {
        var same =
            from name in AllNames()
            from a in Languages
            from b in Languages
            where string.CompareOrdinal(a, b) < 0 && name.In(a) == name.In(b)
            select $"{name.Code} {a} {b}";

        same.ShouldBe(Shared, ignoreOrder: true);
    }

    [Fact]
    public void English_names_are_those_of_the_reference_files()
    {
        foreach (var instrument in Reference.Instruments.Values)
        {
            Names.Instrument(instrument.Code, "en").ShouldBe(instrument.Name);
        }

        foreach (var ring in Reference.Rings)
        {
            Names.Ring(ring.Number, "en").ShouldBe(ring.Name);
            Names.RingRule(ring.Number, "en").ShouldBe(ring.Rule);
        }

        foreach (var tenant in Reference.Tenants.Values)
        {
            Names.Tenant(tenant.Code, "en").ShouldBe(tenant.Name);
        }
    }

    [Theory]
    [InlineData("NL", "fr", "Pays-Bas")]
    [InlineData("CZ", "de", "Tschechien")]
    [InlineData("GR", "nl", "Griekenland")]
    [InlineData("GSC", "de", "Generalsekretariat des Rates")]
    [InlineData("EEAS", "nl", "Europese Dienst voor extern optreden")]
    public void A_Member_State_goes_by_its_countrys_name_a_body_by_its_own(string tenant, string language, string name) =>
        Names.Tenant(tenant, language).ShouldBe(name);

    [Theory]
    [InlineData("CMED", "Central Mediterranean")]
    [InlineData("Central Mediterranean", "Central Mediterranean")]
    public void A_route_is_found_by_its_code_and_by_its_English_name(string route, string english)
    {
        Names.Route(route, "en").ShouldBe(english);
        Names.Route(route, "de").ShouldBe("Zentrales Mittelmeer");
    }

    [Theory]
    [InlineData("it", "Resettlement")]
    [InlineData("fr", "Réinstallation")]
    public void A_language_that_has_no_file_reads_English(string language, string name) =>
        Names.Instrument("resettlement", language).ShouldBe(name);

    [Fact]
    public void What_nobody_knows_keeps_its_code_and_has_no_footnote()
    {
        Names.Goal("unheard-of", "fr").ShouldBe("unheard-of");
        Names.Ring(9, "nl").ShouldBe("9");
        Names.Occupation("99", "de").ShouldBe("99");
        Names.Footnote("TN", "en").ShouldBeNull();
    }

    [Fact]
    public void A_rule_has_the_same_place_in_the_report_in_every_language()
    {
        foreach (var rule in OfNoFile["rules"])
        {
            var english = NumbersIn(Names.RuleSource(rule, "en"));
            Translations.ShouldAllBe(language => NumbersIn(Names.RuleSource(rule, language)) == english, rule);
        }
    }

    [Fact]
    public void There_are_43_occupations() => Names.OccupationCodes.ShouldBe(OfNoFile["occupations"]);

    private static void ShouldHold(Dictionary<string, Dictionary<string, JsonElement>> sections, IEnumerable<KeyValuePair<string, string[]>> expected)
    {
        var wanted = expected.ToDictionary();
        sections.Keys.ShouldBe(wanted.Keys, ignoreOrder: true);
        foreach (var (section, codes) in wanted)
        {
            sections[section].Keys.ShouldBe(codes, ignoreOrder: true, section);
        }
    }

    private static IEnumerable<(string Code, Func<string, string> In)> AllNames() =>
    [
        .. Each("goals", OfReference, Names.Goal),
        .. Each("strategies", OfReference, Names.Strategy),
        .. Each("instruments", OfReference, Names.Instrument),
        .. Reference.Rings.Select(r => ($"rings/{r.Number}", (Func<string, string>)(l => Names.Ring(r.Number, l)))),
        .. Reference.Rings.Select(r => ($"ring rules/{r.Number}", (Func<string, string>)(l => Names.RingRule(r.Number, l)))),
        .. Each("organisations", OfReference, Names.Organisation),
        .. Each("tenants", OfReference, Names.Tenant),
        .. Each("routes", OfReference, Names.Route),
        .. Each("families", OfNoFile, Names.Family),
        .. Each("rules", OfNoFile, Names.Rule),
        .. Each("rules", OfNoFile, Names.RuleWhy),
        .. Each("terms", OfNoFile, Names.Term),
        .. Each("terms", OfNoFile, Names.TermMeaning),
        .. Each("occupations", OfNoFile, Names.Occupation),
        .. Each("equipment", OfNoFile, Names.Equipment),
        .. Each("footnotes", OfNoFile, (c, l) => Names.Footnote(c, l)!)
    ];

    private static IEnumerable<(string, Func<string, string>)> Each(
        string section, Dictionary<string, string[]> codes, Func<string, string, string> nameOf) =>
        codes[section].Select(code => ($"{section}/{code}", (Func<string, string>)(language => nameOf(code, language))));

    private static IEnumerable<string> RouteCodes() =>
        EmbeddedFiles.Parse<JsonElement>("Reference/routes").GetProperty("routes").EnumerateArray().Select(r => r.GetProperty("code").GetString()!);

    private static string NumbersIn(string source) => string.Join(' ', Number().Matches(source).Select(m => m.Value));

    [GeneratedRegex(@"§?\d[\d.]*")]
    private static partial Regex Number();
}

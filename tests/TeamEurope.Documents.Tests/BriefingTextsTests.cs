using System.Collections;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TeamEurope.Application.Briefings;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Documents.Tests;

/// <summary>The words of briefings: in every language the same keys with the same places for values, none of them for nothing.</summary>
public sealed partial class BriefingTextsTests
{
    public static readonly TheoryData<string> Translations = new(BriefingTexts.Languages.Where(l => l != BriefingTexts.UsualLanguage));

    [Fact]
    public void There_are_four_languages() => BriefingTexts.Languages.ShouldBe(["en", "fr", "de", "nl"]);

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_has_every_key_with_its_placeholders(string language)
    {
        var (english, translated) = (TextsIn(""), TextsIn(language));
        translated.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in translated)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            PlaceholdersOf(text).ShouldBe(PlaceholdersOf(english[key]), key);
        }
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_is_none_where_it_repeats_the_English_sentence(string language)
    {
        var (english, translated) = (TextsIn(""), TextsIn(language));
        english.Where(e => e.Value.Count(c => c == ' ') >= 2 && translated[e.Key] == e.Value).Select(e => e.Key)
            .ShouldBeSubsetOf(["Amount", "DatePattern", "RingLine"]);
    }

    /// <summary>Each key stands in the code of briefings, or is made of a kind and one of the words of that kind.</summary>
    [Fact]
    public void Every_key_is_used_and_every_word_has_its_key()
    {
        var code = CodeOf("TeamEurope.Application/Briefings");
        var quoted = Quoted().Matches(code).Select(m => m.Groups[1].Value).ToHashSet();
        var words = WordKeys().ToHashSet();
        var keys = TextsIn("").Keys.ToHashSet();
        keys.Where(k => !words.Contains(k) && !quoted.Contains(k) && !(k.StartsWith("Column_", StringComparison.Ordinal) && quoted.Contains(k["Column_".Length..]))).ShouldBeEmpty("used nowhere");
        words.Except(keys).ShouldBeEmpty("missing");
        Direct().Matches(code).Select(m => m.Groups[1].Value).Except(keys).ShouldBeEmpty("asked for and missing");
    }

    /// <summary>A term is a literal of the rules; what is an owner's own conscience stands in no briefing.</summary>
    private static IEnumerable<string> WordKeys() =>
    [
        .. Terms().Matches(CodeOf("TeamEurope.Rules/Rules", except: ["OneSided", "RegionalMobility", "HubGuarantees", "RiskGate"])).Select(m => m.Groups[1].Value).Select(t => $"Term_{t}"),
        .. Enum.GetNames<AlertLevel>().Select(l => $"Level_{l}"),
        .. Enum.GetNames<AlertStatus>().Select(s => $"Status_{s}"),
        .. Enum.GetNames<Resolution>().Select(r => $"Resolution_{r}"),
        .. Enum.GetNames<InitiativeLevel>().Select(l => $"InitiativeLevel_{l}"),
        .. Enum.GetNames<InitiativeForm>().Select(f => $"Form_{f}"),
        .. Enum.GetValues<Stage>().Where(s => s is not (Stage.Draft or Stage.Ended)).Select(s => $"Stage_{s}"),
    ];

    private static string[] PlaceholdersOf(string text) =>
        [.. Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> TextsIn(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var set = new ResourceManager(typeof(BriefingTexts)).GetResourceSet(culture, createIfNotExists: true, tryParents: false).ShouldNotBeNull(language);
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static string CodeOf(string folder, string[]? except = null, [CallerFilePath] string here = "") => string.Join(
        '\n',
        Directory.GetFiles(Path.Combine(Path.GetDirectoryName(here)!, "../../src", folder), "*.cs")
            .Where(f => except?.Contains(Path.GetFileNameWithoutExtension(f)) != true)
            .Select(File.ReadAllText));

    [GeneratedRegex("\"([^\"\n]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("texts(?:\\[|\\.Format\\()\"([^\"]+)\"")]
    private static partial Regex Direct();

    [GeneratedRegex("(?:Add\\(|PairScore\\.Of\\([^\"\n]*)\"([a-z]+)\"")]
    private static partial Regex Terms();

    [GeneratedRegex("\\{\\d+(:[^}]*)?\\}")]
    private static partial Regex Placeholder();
}

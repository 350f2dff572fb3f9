using System.Text.RegularExpressions;

namespace TeamEurope.Web.Tests.Words;

/// <summary>Every key is used, and every key that is used exists.</summary>
public partial class KeyTests
{
    private static readonly ILookup<string, string> Literals = TextFiles.Sources
        .SelectMany(s => Literal().Matches(s.Value).Select(m => (Key: m.Groups[1].Value, File: s.Key)))
        .ToLookup(l => l.Key, l => l.File);

    private static readonly IReadOnlyList<string> UsedKinds =
        [.. TextFiles.Sources.SelectMany(s => KindUse().Matches(s.Value).Select(m => m.Groups[1].Value + m.Groups[2].Value)).Distinct()];

    [Fact]
    public void Every_key_that_the_pages_use_exists()
    {
        var missing = TextFiles.Sources
            .SelectMany(s => Use().Matches(s.Value).Select(m => (File: s.Key, Key: m.Groups["key"].Value, IsCount: m.Groups["way"].Value == ".Count")))
            .SelectMany(u => u.IsCount ? new[] { (u.File, Key: u.Key + ".One"), (u.File, Key: u.Key + ".Many") } : [(u.File, u.Key)])
            .Where(u => !TextFiles.All.ContainsKey(u.Key))
            .Select(u => $"{u.File}: {u.Key}");
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_is_used()
    {
        var unused = TextFiles.All.Keys
            .Where(key => !UsedKinds.Contains(TextFiles.AreaOf(key)))
            .Where(key => !Literals.Contains(key) && !Literals.Contains(Counted(key)) && !IsPutTogether(key));
        unused.ShouldBeEmpty();
    }

    [Fact]
    public void Words_of_a_kind_are_those_of_the_code()
    {
        UsedKinds.ShouldContain("Stage");
        foreach (var kind in UsedKinds)
        {
            var words = TextFiles.All.Keys.Where(k => TextFiles.AreaOf(k) == kind).Select(k => k[(kind.Length + 1)..]).ToList();
            words.ShouldNotBeEmpty(kind);
            if (Kinds.WordsOf(kind) is { } all)
            {
                words.Order(StringComparer.Ordinal).ShouldBe(all.Order(StringComparer.Ordinal), kind);
            }
            else
            {
                words.Where(w => !Kinds.IsWritten(w)).ShouldBeEmpty(kind);
            }
        }
    }

    /// <summary>The key behind <c>.One</c> and <c>.Many</c>.</summary>
    private static string Counted(string key) => key.EndsWith(".One", StringComparison.Ordinal) || key.EndsWith(".Many", StringComparison.Ordinal)
        ? key[..key.LastIndexOf('.')]
        : key;

    /// <summary>The key is put together from a beginning and a word that stands in the same file, such as the sections of the navigation.</summary>
    private static bool IsPutTogether(string key) => TextFiles.Sources.Values.Any(source => Beginning().Matches(source)
        .Select(m => m.Groups[1].Value)
        .Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal) && source.Contains($"\"{key[beginning.Length..]}\"", StringComparison.Ordinal)));

    [GeneratedRegex("\"([A-Z][A-Za-z]*\\.[A-Za-z_][A-Za-z0-9_.-]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""\b(?:T|[Ww]ording|[Ww]ords)(?:\[|(?<way>\.Format|\.Count)\()"(?<key>[^"]+)"(?=[\],])""")]
    private static partial Regex Use();

    [GeneratedRegex("""\b(?:T|[Ww]ording|[Ww]ords)\.(?:Word\("|Find\(\$")([A-Za-z]+)(?:",|\.)|\bWord\("([A-Za-z]+)",""")]
    private static partial Regex KindUse();

    [GeneratedRegex("""\b(?:T|[Ww]ording|[Ww]ords)(?:\[|\.Format\()\$"([A-Z][A-Za-z]*\.[A-Za-z_]*)\{""")]
    private static partial Regex Beginning();
}

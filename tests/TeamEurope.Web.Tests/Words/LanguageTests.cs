using System.Text.RegularExpressions;

namespace TeamEurope.Web.Tests.Words;

/// <summary>All four languages are complete.</summary>
public partial class LanguageTests
{
    [Fact]
    public void Every_key_has_words_in_every_language_and_in_no_other()
    {
        TextFiles.All.Count.ShouldBeGreaterThan(50);
        TextFiles.All.Where(t => !t.Value.Keys.Order().SequenceEqual(TextFiles.Languages.Order()) || t.Value.Values.Any(string.IsNullOrWhiteSpace))
            .Select(t => t.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_language_puts_in_the_same_values()
    {
        TextFiles.All.Where(t => t.Value.Values.Select(PlaceholdersOf).Distinct().Count() > 1).Select(t => t.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_count_say_the_number_and_come_in_pairs()
    {
        var counted = TextFiles.All.Keys.Where(k => k.EndsWith(".One", StringComparison.Ordinal) || k.EndsWith(".Many", StringComparison.Ordinal))
            .Where(k => k.Count(c => c == '.') == 2)
            .GroupBy(k => k[..k.LastIndexOf('.')]).ToList();
        counted.Where(pair => pair.Count() != 2).Select(pair => pair.Key).ShouldBeEmpty();
        // French counts none as one: there the singular says the number too.
        counted.Where(pair => TextFiles.All[$"{pair.Key}.Many"].Values.Any(words => !words.Contains("{0", StringComparison.Ordinal)))
            .Select(pair => pair.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_was_forgotten_half_way()
    {
        TextFiles.All.Where(t => t.Value.Values.Any(words => words.Contains("TODO", StringComparison.OrdinalIgnoreCase) || words.Contains("???", StringComparison.Ordinal)))
            .Select(t => t.Key).ShouldBeEmpty();
        // Sentences are never the same in French and German: where they are, one of them was copied.
        TextFiles.All.Where(t => Placeholder().Replace(t.Value["en"], "").Split(' ').Count(word => word.Any(char.IsLetter)) > 3
                && t.Value.Values.Distinct().Count() < TextFiles.Languages.Length)
            .Select(t => t.Key).ShouldBeEmpty();
    }

    private static string PlaceholdersOf(string words) =>
        string.Join(' ', Placeholder().Matches(words).Select(m => m.Groups[1].Value).Distinct().Order());

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Placeholder();
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace TeamEurope.Domain.Tests;

/// <summary>What is said when something is refused: complete in four languages, all of it used, and nothing said beside it.</summary>
public partial class MessageTests
{
    private static readonly string[] Languages = ["en", "fr", "de", "nl"];

    private static readonly string Sources = Path.Combine(Root(), "src");

    /// <summary>By key: the words by language.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Messages = Directory
        .EnumerateFiles(Path.Combine(Sources, "TeamEurope.Domain", "Messages"), "*.json")
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(file))!
            .Select(entry => KeyValuePair.Create($"{Path.GetFileNameWithoutExtension(file)}.{entry.Key}", entry.Value)))
        .ToDictionary();

    /// <summary>By path: the text of every source that can refuse something.</summary>
    private static readonly Dictionary<string, string> Code = Directory.EnumerateDirectories(Sources)
        .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(Sources, file), File.ReadAllText);

    [Fact]
    public void Every_message_has_words_in_every_language_and_in_no_other()
    {
        Messages.Count.ShouldBeGreaterThan(100);
        Messages.Where(m => !m.Value.Keys.Order().SequenceEqual(Languages.Order()) || m.Value.Values.Any(string.IsNullOrWhiteSpace)
                || m.Value.Values.Distinct().Count() < Languages.Length)
            .Select(m => m.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_language_puts_in_the_same_values()
    {
        Messages.Where(m => m.Value.Values.Select(PlaceholdersOf).Distinct().Count() > 1).Select(m => m.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_message_is_used_and_every_message_that_is_used_exists()
    {
        var uses = Code.Values.SelectMany(text => Use().Matches(text).Select(m => m.Groups[1].Value)).ToHashSet();
        uses.Order().ShouldBe(Messages.Keys.Order());
        Code.Values.Sum(text => AnyUse().Count(text)).ShouldBe(Code.Values.Sum(text => Use().Count(text)), "keys are literals");
    }

    [Fact]
    public void No_refusal_has_words_of_its_own()
    {
        HasSentence("""errors.Add(path, "This is wanted.");""").ShouldBeTrue();
        HasSentence("""return new Refusal(RefusalKind.Invalid, "too-many", $"At most {most}.");""").ShouldBeTrue();
        Code.SelectMany(c => Refusing().Matches(c.Value).Where(m => HasSentence(m.Value)).Select(m => $"{c.Key}: {m.Value}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nl-BE", "Ten hoogste 5 tekens; dit zijn er 7.")]
    [InlineData("de", "Höchstens 5 Zeichen; hier sind es 7.")]
    [InlineData("fr-LU", "5 caractères au plus\u00a0; ce texte en compte 7.")]
    [InlineData("en-IE", "At most 5 characters; this has 7.")]
    [InlineData("pl", "At most 5 characters; this has 7.")]
    [InlineData("", "At most 5 characters; this has 7.")]
    public void The_language_of_the_moment_is_spoken_and_English_where_it_is_none_of_ours(string language, string words)
    {
        In(language, () => Say.Of("Field.TooLong", 5, 7)).ShouldBe(words);
    }

    [Fact]
    public void A_refusal_speaks_the_language_of_each_use_and_not_of_the_first()
    {
        var messages = Languages.Select(language => In(language, () => Refusal.NotFound.Message)).ToList();
        messages.ShouldBe(Languages.Select(language => Messages["Refused.NotFound"][language]));
    }

    [Fact]
    public void No_refusal_is_kept_in_the_language_of_its_first_use()
    {
        Code.Where(c => KeptRefusal().IsMatch(c.Value)).Select(c => c.Key).ShouldBeEmpty();
    }

    private static string In(string language, Func<string> act)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static bool HasSentence(string statement) => Text().Matches(statement).Any(text => TwoWords().IsMatch(text.Value));

    private static string PlaceholdersOf(string words) => string.Join(' ', Placeholder().Matches(words).Select(m => m.Value).Distinct().Order());

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TeamEurope.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
        }

        return folder;
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bSay\.Of\(""([A-Za-z]+\.[A-Za-z]+)""[,)]")]
    private static partial Regex Use();

    [GeneratedRegex(@"\bSay\.Of\(")]
    private static partial Regex AnyUse();

    [GeneratedRegex(@"static readonly Refusal\b|static Refusal\?? \w+ \{ get; \}")]
    private static partial Regex KeptRefusal();

    /// <summary>A statement that refuses, to its end.</summary>
    [GeneratedRegex(@"(errors\.Add\(|\bAdd\(path,|new Refusal\(|Refusal\.Invalid\(|RefusalKind\.\w+, ""|Problems\.Of\()[^;]*;")]
    private static partial Regex Refusing();

    [GeneratedRegex(@"""[^""]*""")]
    private static partial Regex Text();

    [GeneratedRegex("[A-Za-z}] [a-z{]")]
    private static partial Regex TwoWords();
}

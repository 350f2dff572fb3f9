using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace TeamEurope.Web.Texts;

/// <summary>
/// The pages' words in the language of the request. A key is <c>Area.Name</c> and stands in <c>Texts/Area.json</c> with its four
/// languages side by side. A key that is missing is a bug and throws; a test finds it before a reader does.
/// </summary>
public sealed class Wording
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> All = Read();

    /// <summary>The language that is spoken, as a two-letter tag: one of <see cref="Languages.All"/>.</summary>
    public string Language { get; } = Languages.OfRequest();

    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"The pages have no words for '{key}' in '{Language}'.");

    /// <summary>The words with values put in, written as the language writes numbers.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>"1 alert", "3 alerts": the keys <c>….One</c> and <c>….Many</c>, with the number as {0}. French counts none as one.</summary>
    public string Count(string key, int number) =>
        Format(number == 1 || (number == 0 && Language == "fr") ? $"{key}.One" : $"{key}.Many", number);

    /// <summary>What a word of the contract is called, such as the stage InForce.</summary>
    /// <param name="kind">The kind of word, which is the area: <c>Stage</c>, <c>AlertStatus</c>, <c>Form</c>.</param>
    public string Word(string kind, string word) => this[$"{kind}.{word}"];

    /// <summary>The words where there are some; for codes that come from outside.</summary>
    public string? Find(string key) => All.TryGetValue(key, out var byLanguage) ? byLanguage.GetValueOrDefault(Language) : null;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Read()
    {
        const string folder = "Texts/";
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, FrozenDictionary<string, string>>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, byLanguage) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!)
            {
                all.Add($"{name[folder.Length..]}.{key}", byLanguage.ToFrozenDictionary());
            }
        }

        return all.ToFrozenDictionary();
    }
}

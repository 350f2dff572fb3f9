using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace TeamEurope.Domain;

/// <summary>
/// What is said when something is refused, in the language of the moment: the request's, where it asks for one of ours, else English.
/// A key is <c>Area.Name</c> and stands in <c>Messages/Area.json</c> with its four languages side by side; a key that is missing is a
/// bug and throws. The words of the contract, such as the stages, stay in every language as they have to be sent.
/// </summary>
public static class Say
{
    private const string Usual = "en";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, CompositeFormat>> All = Read();

    public static string Of(string key, params ReadOnlySpan<object?> values)
    {
        var byLanguage = All[key];
        var format = byLanguage.GetValueOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? byLanguage[Usual];
        return string.Format(CultureInfo.CurrentCulture, format, values);
    }

    private static FrozenDictionary<string, FrozenDictionary<string, CompositeFormat>> Read()
    {
        const string folder = "Messages/";
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, FrozenDictionary<string, CompositeFormat>>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, byLanguage) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!)
            {
                all.Add($"{name[folder.Length..]}.{key}", byLanguage.ToFrozenDictionary(b => b.Key, b => CompositeFormat.Parse(b.Value)));
            }
        }

        return all.ToFrozenDictionary();
    }
}

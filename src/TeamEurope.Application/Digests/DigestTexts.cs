using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace TeamEurope.Application.Digests;

/// <summary>The words of digests in one language, from <c>DigestTexts.json</c> with its languages side by side.</summary>
public sealed class DigestTexts
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> All = Read();
    private readonly CultureInfo culture;

    private DigestTexts(CultureInfo culture) => this.culture = culture;

    public static DigestTexts In(string language) => new(CultureInfo.GetCultureInfo(language));

    public string this[string key] => All[key][culture.Name];

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(culture, this[key], values);

    public string Date(DateOnly day) => day.ToString(this["DatePattern"], culture);

    private static FrozenDictionary<string, Dictionary<string, string>> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(nameof(DigestTexts))!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!.ToFrozenDictionary();
    }
}

using System.Globalization;
using System.Resources;

namespace TeamEurope.Application.Briefings;

/// <summary>The words of briefings in one language, from <c>BriefingTexts.resx</c> and its translations.</summary>
public sealed class BriefingTexts
{
    public const string UsualLanguage = "en";

    /// <summary>The languages that there are resources for.</summary>
    public static readonly IReadOnlyList<string> Languages = [UsualLanguage, "fr", "de", "nl"];

    private static readonly ResourceManager Resources = new(typeof(BriefingTexts));
    private readonly CultureInfo culture;

    private BriefingTexts(CultureInfo culture) => this.culture = culture;

    public static BriefingTexts In(string language) => new(CultureInfo.GetCultureInfo(language));

    public string Language => culture.Name;

    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"Briefings have no words for '{key}'.");

    /// <summary>The words for a word of the contract, such as a stage; that word itself where there are none.</summary>
    public string Word(string kind, string word) => Find($"{kind}_{word}") ?? word;

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(culture, this[key], values);

    public string Date(DateOnly day) => day.ToString(this["DatePattern"], culture);

    public string Number(int number) => number.ToString(culture);

    /// <summary>Money in euro; nothing where the amount is not known.</summary>
    public string Amount(decimal? euro) => euro is { } known ? Format("Amount", known) : "";

    private string? Find(string key) => Resources.GetString(key, culture);
}

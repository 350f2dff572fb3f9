using System.Collections.Frozen;
using System.Text.Json;
using TeamEurope.Application.Common;

namespace TeamEurope.Infrastructure.Reference;

/// <summary>Country names from the reference file, as EU documents write them.</summary>
internal sealed class CountryNames : ICountryNames
{
    private const string English = "en";

    /// <summary>EU documents write Palestine, with a footnote; ISO's name takes a position.</summary>
    private const string Palestine = "PS";

    private static readonly Dictionary<string, string> PalestineNames = new() { ["en"] = "Palestine", ["fr"] = "Palestine", ["de"] = "Palästina", ["nl"] = "Palestina" };
    private readonly FrozenDictionary<string, Dictionary<string, string>> names = Read();

    public string NameOf(string code, string language) =>
        names.TryGetValue(code, out var byLanguage) ? byLanguage.GetValueOrDefault(language, byLanguage[English]) : code;

    private static FrozenDictionary<string, Dictionary<string, string>> Read()
    {
        using var document = JsonDocument.Parse(EmbeddedFiles.Read("Reference/countries"));
        return document.RootElement.GetProperty("countries").EnumerateObject().ToFrozenDictionary(
            c => c.Name,
            c => c.Name == Palestine ? PalestineNames : c.Value.Deserialize<Dictionary<string, string>>()!);
    }
}

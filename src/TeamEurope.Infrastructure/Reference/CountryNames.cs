using System.Collections.Frozen;
using System.Text.Json;
using TeamEurope.Application.Common;

namespace TeamEurope.Infrastructure.Reference;

/// <summary>Country names as EU documents write them: the source's, with the deviations that country-names.json gives reasons for.</summary>
internal sealed class CountryNames : ICountryNames
{
    private const string English = "en";
    private readonly FrozenDictionary<string, Dictionary<string, string>> names = Read();

    public string NameOf(string code, string language) =>
        names.TryGetValue(code, out var byLanguage) ? byLanguage.GetValueOrDefault(language, byLanguage[English]) : code;

    private static FrozenDictionary<string, Dictionary<string, string>> Read()
    {
        var source = EmbeddedFiles.Parse<SourceFile>("Reference/countries").Countries;
        foreach (var deviation in EmbeddedFiles.Parse<DeviationsFile>("Reference/country-names").Deviations)
        {
            foreach (var (language, byCode) in deviation.Names)
            {
                foreach (var (code, name) in byCode)
                {
                    source[code][language] = name;
                }
            }
        }

        return source.ToFrozenDictionary();
    }

    private sealed record SourceFile(Dictionary<string, Dictionary<string, string>> Countries);

    private sealed record DeviationsFile(IReadOnlyList<Deviation> Deviations);

    private sealed record Deviation(Dictionary<string, Dictionary<string, string>> Names);
}

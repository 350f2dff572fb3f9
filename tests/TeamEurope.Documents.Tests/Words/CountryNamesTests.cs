using System.Text.Json;
using System.Text.RegularExpressions;
using TeamEurope.Infrastructure.Reference;
using static TeamEurope.Documents.Tests.Words.Product;

namespace TeamEurope.Documents.Tests.Words;

public sealed partial class CountryNamesTests
{
    /// <summary>Countries whose short name is the long one.</summary>
    private static readonly string[] LongByNature = ["CD", "CF", "DO", "GB"];

    [Theory]
    [InlineData("AF", "Afghanistan|Afghanistan|Afghanistan|Afghanistan")]
    [InlineData("CI", "Côte d'Ivoire|Côte d'Ivoire|Côte d'Ivoire|Ivoorkust")]
    [InlineData("CZ", "Czechia|Tchéquie|Tschechien|Tsjechië")]
    [InlineData("GB", "United Kingdom|Royaume-Uni|Vereinigtes Königreich|Verenigd Koninkrijk")]
    [InlineData("MK", "North Macedonia|Macédoine du Nord|Nordmazedonien|Noord-Macedonië")]
    [InlineData("NL", "Netherlands|Pays-Bas|Niederlande|Nederland")]
    [InlineData("PS", "Palestine|Palestine|Palästina|Palestina")]
    [InlineData("SZ", "Eswatini|Eswatini|Eswatini|Eswatini")]
    [InlineData("TN", "Tunisia|Tunisie|Tunesien|Tunesië")]
    [InlineData("TR", "Türkiye|Turquie|Türkei|Turkije")]
    [InlineData("TW", "Taiwan|Taïwan|Taiwan|Taiwan")]
    [InlineData("XK", "Kosovo|Kosovo|Kosovo|Kosovo")]
    public void A_country_goes_by_the_short_name_that_EU_documents_write(string code, string names) =>
        string.Join('|', Languages.Select(l => Countries.NameOf(code, l))).ShouldBe(names);

    [Fact]
    public void No_country_goes_by_its_official_long_name()
    {
        var names = Reference.Countries.Except(LongByNature).SelectMany(c => Languages.Select(l => Countries.NameOf(c, l)));

        names.Where(n => LongName().IsMatch(n)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_country_has_a_name_in_every_language()
    {
        foreach (var language in Languages)
        {
            Reference.Countries.ShouldAllBe(c => Countries.NameOf(c, language).Length > 2, language);
        }
    }

    [Fact]
    public void A_deviation_has_its_reason_is_needed_and_stands_once()
    {
        var source = EmbeddedFiles.Parse<JsonElement>("Reference/countries").GetProperty("countries");
        var seen = new HashSet<string>();
        foreach (var deviation in EmbeddedFiles.Parse<JsonElement>("Reference/country-names").GetProperty("deviations").EnumerateArray())
        {
            deviation.GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
            foreach (var language in deviation.GetProperty("names").EnumerateObject())
            {
                Languages.ShouldContain(language.Name);
                foreach (var name in language.Value.EnumerateObject())
                {
                    Reference.IsCountry(name.Name).ShouldBeTrue(name.Name);
                    seen.Add($"{language.Name} {name.Name}").ShouldBeTrue(name.Name);
                    source.GetProperty(name.Name).GetProperty(language.Name).GetString().ShouldNotBe(name.Value.GetString(), language.Name);
                }
            }
        }
    }

    [GeneratedRegex(@"\b(Republic|République|Republik|Republiek|Kingdom of|Royaume d|Königreich [A-Z]|Koninkrijk|Gemenebest|Volks|Staat |State of|Vorstendom|Groothertogdom|Province)|, ?(Republic|Vereinigte|Arabische|Province|U\.S|British)")]
    private static partial Regex LongName();
}

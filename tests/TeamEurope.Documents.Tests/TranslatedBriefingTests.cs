using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application;
using TeamEurope.Application.Briefings;
using TeamEurope.Contracts;
using TeamEurope.Infrastructure;
using TeamEurope.Infrastructure.Documents;

namespace TeamEurope.Documents.Tests;

/// <summary>Briefings in other languages than English, from their content to the file.</summary>
public sealed class TranslatedBriefingTests
{
    private const string Introduction = "Cette note précède la réunion: «où en est-on?», l'œuvre inachevée, à Noël.";

    private static readonly string[] Accented =
    [
        "À l'attention de: NL", "3 décembre 2026", Introduction, "Possibilités pour l'Équipe Europe", "Élevé", "À Pristina d'abord.",
        "conforme à la résolution 1244 (1999)"
    ];

    [Fact]
    public void A_French_briefing_is_a_valid_file_with_all_its_accents()
    {
        using var docx = new Docx(DocxWriter.Write(LayOut("fr")));
        docx.Errors().ShouldBeEmpty();
        (docx.Title, docx.Language).ShouldBe(("Note d'information MOCADEM", "fr-FR"));
        foreach (var words in Accented)
        {
            docx.Body.InnerText.ShouldContain(words);
        }
    }

    [LibreOfficeFact]
    public async Task A_French_briefing_opens_in_LibreOffice_with_all_its_accents()
    {
        var bytes = DocxWriter.Write(LayOut("fr"));
        using var docx = new Docx(bytes);
        var pages = await Office.PagesOf(bytes);
        pages.Length.ShouldBe(docx.Pages);
        var text = string.Join(' ', string.Join(' ', pages).Split([' ', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));
        foreach (var words in Accented.Append("Page 1 sur").Append("LIMITE"))
        {
            text.ShouldContain(words);
        }
    }

    [Theory]
    [InlineData("en", "3 December 2026", "EUR 1,234,567.5")]
    [InlineData("fr", "3 décembre 2026", "1\u202f234\u202f567,5 EUR")]
    [InlineData("de", "3. Dezember 2026", "1.234.567,5 EUR")]
    [InlineData("nl", "3 december 2026", "1.234.567,5 EUR")]
    public void Dates_and_amounts_are_written_as_the_language_writes_them(string language, string date, string amount)
    {
        var briefing = LayOut(language);
        briefing.Subtitle.ShouldContain(date);
        briefing.Blocks.OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r).ShouldContain(amount);
    }

    private static BriefingDocument LayOut(string language)
    {
        using var services = new ServiceCollection().AddApplication().AddInfrastructure(new ConfigurationBuilder().Build()).BuildServiceProvider();
        using var scope = services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<BriefingLayout>().LayOut(Content, language);
    }

    private static BriefingContent Content => new("MOCADEM", new(2026, 12, 3), ["NL"], new(2026, 11, 24),
    [
        new BriefingCountry
        {
            Country = "XK", Name = "Kosovo", Ring = 1, RingName = "Pays candidats à l'adhésion", CoordinationRule = "L'Union d'abord.",
            Initiatives = [new("NL-2026-0001", "NL", "Réadmission", "Bilateral", "Treaty", "InForce")],
            Matrix = [new("NL", "return", ["NL-2026-0001"])],
            Asked = [],
            Offered = [new("seasonal-labour", ["NL"], 1234567.5m, ["NL-2026-0001"])],
            OpenAlerts = [new("competing-deal", "High", 60, "Open", ["XK"], ["IT-2026-0001", "NL-2026-0001"], "Accords concurrents", null, null)],
            UpcomingChanges = [], Surprises = []
        }
    ], [], null)
    {
        Introduction = Introduction,
        Notes = [new("XK", "À Pristina d'abord.")]
    };
}

using TeamEurope.Application.Briefings;
using TeamEurope.Infrastructure.Documents;

namespace TeamEurope.Documents.Tests;

/// <summary>The promise of the contents: whoever opens the file finds each heading on the page that it says.</summary>
public sealed class DocxPaginationTests
{
    [LibreOfficeFact]
    public Task A_short_briefing() => HeadingsStandWhereTheContentsSay(Samples.Short());

    [LibreOfficeFact]
    public Task Sixty_countries_with_their_matrices() => HeadingsStandWhereTheContentsSay(Samples.SixtyCountries());

    [LibreOfficeFact]
    public Task Texts_far_longer_than_a_page() => HeadingsStandWhereTheContentsSay(Samples.VeryLong());

    [LibreOfficeFact]
    public Task Any_mixture_of_scripts_and_blocks() => HeadingsStandWhereTheContentsSay(Samples.Random(seed: 2026, blocks: 150));

    [LibreOfficeFact]
    public Task A_title_longer_than_its_page() => HeadingsStandWhereTheContentsSay(
        Samples.Short() with { Title = string.Join(' ', Enumerable.Repeat("Coordination", 120)), HandlingMark = new string('L', 300) });

    [LibreOfficeFact]
    public async Task Nothing_to_say_is_one_page() => (await Office.PagesOf(DocxWriter.Write(Samples.Of()))).Length.ShouldBe(1);

    private static async Task HeadingsStandWhereTheContentsSay(BriefingDocument briefing)
    {
        var bytes = DocxWriter.Write(briefing);
        using var docx = new Docx(bytes);
        var pages = await Office.PagesOf(bytes);

        docx.Contents.Count.ShouldBe(briefing.Blocks.OfType<Heading>().Count());
        pages.Length.ShouldBe(docx.Pages);
        var wrong = docx.Contents
            .Select(e => (Mark: e.Text[..(e.Text.IndexOf('§', 1) + 1)], e.Page))
            // A heading's mark stands twice in the file: in the contents, then over its text.
            .Select(e => (e.Mark, e.Page, Found: Array.FindLastIndex(pages, p => p.Contains(e.Mark, StringComparison.Ordinal)) + 1))
            .Where(e => e.Page != e.Found)
            .Select(e => $"{e.Mark}: {e.Page} in the contents, really on {e.Found}");
        wrong.ShouldBeEmpty();
    }
}

using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public class BriefingPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public async Task The_page_holds_the_same_words_as_the_docx_in_the_briefing_s_language()
    {
        var nl = await fixture.App.SignInAsync("NL");
        await nl.RegisteredAsync(Bodies.Labour("NE", "Seizoensarbeid & <meer>"));
        await (await fixture.App.SignInAsync("IT")).RegisteredAsync(Bodies.Labour("NE", "Lavoro"));
        var (_, briefing) = await ComposedAsync("NE", "nl");
        using var gsc = await VisitAsync("GSC", "Secretariat");
        (await gsc.PostAsync($"/briefings/{briefing.Id}/edit",
            ("version", briefing.Version), ("introduction", "Eerst\r\nen dan"), ("noteCountry", "NE"), ("note", "Nota bene"))).ShouldBe(HttpStatusCode.OK);
        gsc.Address.ShouldBe($"/briefings/{briefing.Id}");
        gsc.Page.ShouldContain("<article class=\"sheet\" lang=\"nl\"");
        var page = await SheetWordsAsync(briefing.Id);
        var docx = DocxWords(await gsc.DownloadAsync($"/briefings/{briefing.Id}/file?format=docx"));
        page.ShouldBe(docx);
        string.Join(' ', page).ShouldSatisfyAllConditions(
            words => words.ShouldContain("Eerst en dan"),
            words => words.ShouldContain("Nota bene"),
            words => words.ShouldContain("Seizoensarbeid & <meer>"));
    }

    [Fact]
    public async Task Outside_its_audience_neither_page_nor_file_is_there()
    {
        var (_, briefing) = await ComposedAsync("SN", "en", "IT");
        using var nl = await VisitAsync("NL", "Lead");
        foreach (var path in new[] { "", "/file?format=docx", "/file?format=json" })
        {
            (await nl.GetAsync($"/briefings/{briefing.Id}{path}")).ShouldBe(HttpStatusCode.NotFound, path);
        }

        await nl.GetAsync($"/meetings/{briefing.MeetingId}");
        nl.Page.ShouldNotContain(briefing.Id.ToString());
        using var it = await VisitAsync("IT", "Desk");
        (await it.GetAsync($"/briefings/{briefing.Id}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Freezing_wants_a_tick_and_a_frozen_briefing_cannot_be_edited()
    {
        var (client, briefing) = await ComposedAsync("BJ", "en");
        using var gsc = await VisitAsync("GSC", "Secretariat");
        await gsc.GetAsync($"/briefings/{briefing.Id}/freeze");
        gsc.Page.ShouldContain("never changes afterwards");
        (await gsc.PostAsync($"/briefings/{briefing.Id}/freeze")).ShouldBe(HttpStatusCode.BadRequest);
        gsc.Page.ShouldContain("Tick this to freeze");
        (await client.GetBriefingAsync(briefing.Id)).Frozen.ShouldBeFalse();
        (await gsc.PostAsync($"/briefings/{briefing.Id}/freeze", ("confirmed", "true"))).ShouldBe(HttpStatusCode.OK);
        gsc.Address.ShouldBe($"/briefings/{briefing.Id}");
        var frozen = await client.GetBriefingAsync(briefing.Id);
        frozen.Hashes.Count.ShouldBeGreaterThan(0);
        foreach (var (format, hash) in frozen.Hashes)
        {
            gsc.Page.ShouldContain($"/file?format={format}\"");
            gsc.Page.ShouldContain(hash);
        }

        gsc.Page.ShouldNotContain("/edit\"");
        gsc.Page.ShouldNotContain("/recompose");
        gsc.Page.ShouldNotContain("/freeze");
        (await gsc.GetAsync($"/briefings/{briefing.Id}/edit")).ShouldBe(HttpStatusCode.Conflict);
        (await gsc.PostAsync($"/briefings/{briefing.Id}/edit", ("version", frozen.Version), ("introduction", "Too late"))).ShouldBe(HttpStatusCode.Conflict);
        (await gsc.PostAsync($"/briefings/{briefing.Id}/recompose", ("version", frozen.Version))).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_saves_second_sees_both_texts_beside_each_other_and_loses_nothing()
    {
        var (client, briefing) = await ComposedAsync("TD", "en");
        using var gsc = await VisitAsync("GSC", "Secretariat");
        await gsc.GetAsync($"/briefings/{briefing.Id}/edit");
        var read = gsc.Hidden("version");
        await client.EditBriefingAsync(briefing.Id, new BriefingEdit(briefing.Version, "Theirs", null, ["surprises"]));
        (string, string)[] mine = [("introduction", "Mine"), ("noteCountry", "TD"), ("note", "My note"), ("leftOut", "changes")];
        (await gsc.PostAsync($"/briefings/{briefing.Id}/edit", [("version", read), .. mine])).ShouldBe(HttpStatusCode.PreconditionFailed);
        gsc.Page.ShouldContain("Somebody else changed this briefing meanwhile.");
        gsc.Page.ShouldContain(">Mine</textarea>");
        gsc.Page.ShouldContain(">My note</textarea>");
        gsc.Page.ShouldContain("<p class=\"saved\">Theirs</p>");
        gsc.Page.ShouldContain("value=\"changes\" checked");
        gsc.Page.ShouldNotContain("value=\"surprises\" checked");
        (await gsc.PostAsync($"/briefings/{briefing.Id}/edit", [("version", gsc.Hidden("version")), .. mine])).ShouldBe(HttpStatusCode.OK);
        var saved = (await client.GetBriefingAsync(briefing.Id)).Content;
        (saved.Introduction, saved.Notes.Single().Text, string.Join(' ', saved.LeftOut)).ShouldBe(("Mine", "My note", "changes"));
    }

    [Fact]
    public async Task A_text_too_long_is_refused_at_its_field_with_all_that_was_typed()
    {
        var (_, briefing) = await ComposedAsync("CM", "en");
        using var gsc = await VisitAsync("GSC", "Secretariat");
        (await gsc.PostAsync($"/briefings/{briefing.Id}/edit",
            ("version", briefing.Version), ("introduction", "Kept"), ("noteCountry", "CM"), ("note", new string('n', 5_001)))).ShouldBe(HttpStatusCode.BadRequest);
        gsc.Page.ShouldContain("href=\"#f-notes-0-text\"");
        gsc.Page.ShouldContain("id=\"f-notes-0-text-error\"");
        gsc.Page.ShouldContain(">Kept</textarea>");
    }

    private async Task<(TeamEuropeClient Composer, BriefingView Briefing)> ComposedAsync(string country, string language, params string[] audience)
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new MeetingBody($"On {country}", new DateOnly(2027, 1, 14), [new AgendaItem(country)]));
        return (gsc, await gsc.GetBriefingAsync(await gsc.ComposeBriefingAsync(meeting.Id, new BriefingRequest(language, audience))));
    }

    /// <summary>What the sheet says below its handling mark, without its contents: the docx has them with page numbers.</summary>
    private async Task<List<string>> SheetWordsAsync(Guid id)
    {
        using var reader = await VisitAsync("GSC", "Secretariat");
        var html = System.Text.Encoding.UTF8.GetString(await reader.DownloadAsync($"/briefings/{id}"));
        var from = html.IndexOf("<article", StringComparison.Ordinal);
        var sheet = XElement.Parse(html[from..(html.IndexOf("</article>", StringComparison.Ordinal) + "</article>".Length)]);
        sheet.Elements("nav").Remove();
        sheet.Elements("p").Where(p => (string?)p.Attribute("class") == "sheet__mark").Remove();
        return WordsOf(sheet.DescendantNodes().OfType<XText>().Select(t => t.Value));
    }

    private static List<string> DocxWords(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var stream = zip.GetEntry("word/document.xml")!.Open();
        var body = XDocument.Load(stream);
        body.Descendants(W + "sdt").Remove();
        return WordsOf(body.Descendants(W + "p").Select(p => string.Concat(p.Descendants().Select(e => e.Name == W + "t" ? e.Value : e.Name == W + "br" ? "\n" : ""))));
    }

    private static List<string> WordsOf(IEnumerable<string> texts) => [.. string.Join('\n', texts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private Task<PageVisitor> VisitAsync(string tenant, string role) => PageVisitor.SignInAsync(fixture.App, tenant, role);
}

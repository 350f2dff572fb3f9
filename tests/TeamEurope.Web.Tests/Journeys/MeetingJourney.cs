using System.IO.Compression;
using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>A meeting is planned, its briefing composed, introduced, frozen and downloaded.</summary>
[Collection(WebGroup.Name)]
public class MeetingJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData(1280, false, "en", "Tunisia")]
    [InlineData(360, true, "fr", "Tunisie")]
    public async Task From_the_plan_to_the_document(int width, bool dark, string language, string country)
    {
        await using var lindqvist = await web.SignInAsync("GSC", "Secretariat", "lindqvist", width, dark, language);
        var page = lindqvist.Page;

        // Planned.
        await lindqvist.GoAsync("/meetings");
        await lindqvist.ShouldBeGoodAsync("journey-meetings");
        await lindqvist.Link("Meetings.Plan").ClickAsync();
        await lindqvist.Field("Meetings.Name").FillAsync($"MOCADEM {language}");
        await lindqvist.Field("Meetings.Date").FillAsync($"{DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20):yyyy-MM-dd}");
        await page.GetByLabel(lindqvist.Says("Meetings.Point")).First.SelectOptionAsync("country:TN");
        await lindqvist.ShouldBeGoodAsync("journey-meeting-new");
        await page.GetByRole(AriaRole.Main).Locator(".form__actions").GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1, Name = $"MOCADEM {language}" }).ShouldShowAsync();
        await lindqvist.ShouldShowAsync(country);
        await lindqvist.ShouldBeGoodAsync("journey-meeting");

        // Composed for every tenant.
        await lindqvist.Button("Briefing.ComposeNow").ClickAsync();
        await page.WaitForURLAsync("**/briefings/*");
        await lindqvist.ShouldShowAsync(country);
        await lindqvist.ShouldBeGoodAsync("journey-briefing");

        // Introduced by the secretariat's own words.
        await lindqvist.Link("Briefing.Edit").ClickAsync();
        await lindqvist.Field("Briefing.Introduction").FillAsync("Three warnings want a decision today.");
        await lindqvist.ShouldBeGoodAsync("journey-briefing-edit");
        await page.Locator("main .form__actions").GetByRole(AriaRole.Button).First.ClickAsync();
        await lindqvist.ShouldShowAsync("Three warnings want a decision today.");

        // Frozen, and downloaded.
        await lindqvist.Link("Briefing.FreezeTo").ClickAsync();
        await lindqvist.ShouldBeGoodAsync("journey-freeze");
        await lindqvist.Field("Briefing.FreezeConfirm").CheckAsync();
        await lindqvist.Button("Briefing.Freeze").ClickAsync();
        await lindqvist.ShouldShowAsync(lindqvist.Says("Briefing.FrozenAt"));
        await lindqvist.ShouldBeGoodAsync("journey-briefing-frozen");
        var download = await page.RunAndWaitForDownloadAsync(() => lindqvist.Link("BriefingFormat.docx").ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".docx");
        var text = TextOf(await File.ReadAllBytesAsync(await download.PathAsync()));
        text.ShouldContain(country);
        text.ShouldContain("Three warnings want a decision today.");
    }

    private static string TextOf(byte[] docx)
    {
        docx[..2].ShouldBe("PK"u8.ToArray());
        using var file = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(file.GetEntry("word/document.xml").ShouldNotBeNull().Open());
        return reader.ReadToEnd();
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>Two people at two browsers: what one registers, the other is told of at once.</summary>
[Collection(WebGroup.Name)]
public partial class PushJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData("KZ", 1280, true, "Kazakhstan", "fr")]
    [InlineData("AZ", 360, false, "Azerbaijan", "en")]
    public async Task The_push_arrives_in_the_second_browser(string code, int width, bool dark, string country, string language)
    {
        await web.OffersWorkAsync("FR", code, $"French vineyards in {code}");
        await using var dupont = await web.SignInAsync("FR", "Desk", "dupont", width, dark, language);
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark);

        // Dupont reads the desk; it is live.
        var connected = dupont.Page.WaitForWebSocketAsync();
        await dupont.GoAsync("/");
        await connected;
        await dupont.ShouldBeGoodAsync("journey-desk-quiet");
        var before = await UnreadAsync(dupont);

        // Jansen registers what competes with Dupont's.
        await jansen.GoAsync("/initiatives/new");
        await jansen.TypeWorkAsync($"Dutch vineyards in {code}", country, "seasonal-labour");
        await jansen.RegisterAsync();
        await jansen.Told(jansen.Says("Initiative.SavedNew")).ShouldShowAsync();

        // Dupont is told: in a corner, aloud, and in the count; the page itself stays where it is.
        var toast = dupont.Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = dupont.Says("Shell.News") }).GetByRole(AriaRole.Link);
        await Assertions.Expect(toast.First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });
        var said = await toast.First.InnerTextAsync();
        await Assertions.Expect(dupont.Page.Locator("[aria-live]").Filter(new LocatorFilterOptions { HasText = said }).First).ToBeAttachedAsync();
        (await UnreadAsync(dupont)).ShouldBeGreaterThan(before);
        await dupont.ShouldBeGoodAsync("journey-desk-told");

        // One press leads to the alert.
        await toast.First.ClickAsync();
        await dupont.Page.WaitForURLAsync(new Regex("/alerts/[0-9a-f-]{36}$"));
        await dupont.ShouldShowAsync($"Dutch vineyards in {code}");
        await dupont.ShouldBeGoodAsync("journey-pushed-alert");
        await jansen.ShouldBeGoodAsync("journey-registered");
    }

    [BrowserTheory]
    [InlineData("TJ", 1280, false, "en")]
    [InlineData("KG", 360, true, "nl")]
    public async Task What_is_more_than_anybody_reads_is_one_line_that_leads_to_all_of_it(string code, int width, bool dark, string language)
    {
        const int Comments = 75;
        var mine = await web.OffersWorkAsync("AT", code, $"Austrian orchards in {code}");
        await web.OffersWorkAsync("SI", code, $"Slovene orchards in {code}");
        var alert = await web.AlertOfAsync("AT", mine.Id);
        await using var huber = await web.SignInAsync("AT", "Desk", "huber", width, dark, language);
        await huber.GoAsync("/subscriptions");
        var before = await UnreadAsync(huber);
        var si = await web.ApiAsync("SI");
        var told = huber.Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = huber.Says("Shell.News") }).GetByRole(AriaRole.Link);

        // Once the first one is told, the page listens.
        await si.CommentAsync(alert.Id, "The first");
        await Assertions.Expect(told.First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        for (var i = 0; i < Comments; i++)
        {
            await si.CommentAsync(alert.Id, $"Comment {i}");
        }

        // Ten seconds later the rest comes as a line, and ten seconds later again where there is still more; everything is counted.
        var more = told.Filter(new LocatorFilterOptions { HasTextRegex = new Regex($"^{Regex.Escape(huber.Says("Shell.More", "#")).Replace("\\#", "\\d+", StringComparison.Ordinal)}$") }).First;
        await Assertions.Expect(more).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        int.Parse(Number().Match(await more.InnerTextAsync()).Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        for (var deadline = DateTime.UtcNow + Story.Patience; await UnreadAsync(huber) < before + 1 + Comments; await Task.Delay(200))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline, "everything is counted");
        }

        await huber.ShouldBeGoodAsync("journey-and-more");
        await more.ClickAsync();
        await huber.Page.WaitForURLAsync("**/notifications");
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    private static async Task<int> UnreadAsync(Visitor visitor) =>
        int.Parse(await visitor.Page.Locator("#unread-count").TextContentAsync() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
}

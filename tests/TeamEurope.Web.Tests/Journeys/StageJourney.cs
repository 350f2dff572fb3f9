using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>Moving on while a warning stands unread is refused; who has read goes on.</summary>
[Collection(WebGroup.Name)]
public class StageJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData("TM", 1280, false, "en")]
    [InlineData("MN", 360, true, "nl")]
    public async Task Refused_acknowledged_accepted(string country, int width, bool dark, string language)
    {
        await web.OffersWorkAsync("DE", country, $"German orchards in {country}");
        var mine = await web.OffersWorkAsync("NL", country, $"Dutch orchards in {country}");
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark, language);
        await jansen.GoAsync($"/initiatives/{mine.Id}");
        await jansen.ShouldBeGoodAsync("journey-before-stage");

        // The gates are explained before.
        await jansen.Link("Initiative.ChangeStage").ClickAsync();
        await jansen.ShouldShowAsync(jansen.Says("StageChange.WantsRead"));
        await jansen.ShouldBeGoodAsync("journey-stage");

        // Refused, with the warning that stands in the way; the choice stays.
        var negotiating = jansen.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = jansen.Says("Stage.Negotiating") });
        await negotiating.CheckAsync();
        await jansen.Button("Initiative.ChangeStage").ClickAsync();
        await Assertions.Expect(jansen.Page.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = jansen.Says("StageRefusal.unread-warnings") })).ToBeVisibleAsync();
        await Assertions.Expect(negotiating).ToBeCheckedAsync();
        await jansen.ShouldBeGoodAsync("journey-stage-refused", status: 409);

        // Read.
        await jansen.Button("StageChange.AllRead").ClickAsync();
        await Assertions.Expect(negotiating).ToBeCheckedAsync();
        await Assertions.Expect(jansen.Button("StageChange.AllRead")).ToHaveCountAsync(0);
        await jansen.ShouldBeGoodAsync("journey-stage-read");

        // Accepted.
        await jansen.Button("Initiative.ChangeStage").ClickAsync();
        await jansen.Told(jansen.Says("Initiative.SavedStage")).ShouldShowAsync();
        await jansen.ShouldShowAsync(jansen.Says("Stage.Negotiating"));
        await jansen.ShouldBeGoodAsync("journey-stage-moved");
    }
}

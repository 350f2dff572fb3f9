using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>Two confidential initiatives find each other without either being shown; then one of them is.</summary>
[Collection(WebGroup.Name)]
public class DisclosureJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData("KG", 1280, true, "nl")]
    [InlineData("TJ", 360, false, "en")]
    public async Task A_confidential_initiative_meets_another_blindly_and_is_disclosed(string country, int width, bool dark, string language)
    {
        const string secret = "Lapland berries";
        var hidden = await web.OffersWorkAsync("FI", country, secret, visibility: "Owner");
        var mine = await web.OffersWorkAsync("NL", country, "Dutch tulips", visibility: "Owner");
        var blind = await web.AlertOfAsync("NL", mine.Id, "collision");
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark, language);

        // The queue says that something meets, and nothing of what.
        await jansen.GoAsync($"/alerts?country={country}");
        await jansen.ShouldShowAsync(jansen.Says("Alerts.Undisclosed"));
        await ShouldNotTellAsync(jansen, secret, hidden.Reference);
        await jansen.ShouldBeGoodAsync("journey-blind-queue");
        await jansen.GoAsync($"/alerts/{blind.Id}");
        await jansen.ShouldShowAsync("Dutch tulips");
        await ShouldNotTellAsync(jansen, secret, hidden.Reference);
        await jansen.ShouldBeGoodAsync("journey-blind");

        // Asking shows oneself, and says so before.
        await jansen.Field("Alert.AskReason").FillAsync("We would rather share the season.");
        await jansen.Button("Alert.AskNow").ClickAsync();
        await jansen.Told(jansen.Says("Alert.ToldAsked")).ShouldShowAsync();
        await ShouldNotTellAsync(jansen, secret, hidden.Reference);
        await jansen.ShouldBeGoodAsync("journey-blind-asked");

        // The hidden owner is asked, and accepts.
        await using var virtanen = await web.SignInAsync("FI", "Desk", "virtanen", width, dark, "de");
        await virtanen.GoAsync("/disclosures");
        await virtanen.ShouldShowAsync("We would rather share the season.");
        await virtanen.ShouldBeGoodAsync("journey-disclosures");
        var request = virtanen.Page.GetByRole(AriaRole.Article).Filter(new LocatorFilterOptions { HasText = secret });
        await request.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = virtanen.Says("Disclosures.Accept") }).ClickAsync();
        await virtanen.Told(virtanen.Says("Disclosures.ToldAccepted")).ShouldShowAsync();
        await virtanen.ShouldBeGoodAsync("journey-disclosed");
        await (await web.ApiAsync("NL")).WaitUntilEvaluatedAsync(Story.Patience, alsoNotified: true);

        // Now it is shown to the asker, with its rule; to nobody else.
        await jansen.GoAsync("/disclosures");
        await jansen.ShouldShowAsync(secret);
        await jansen.ShouldBeGoodAsync("journey-disclosed-asker");
        await jansen.GoAsync($"/initiatives/{hidden.Id}");
        await jansen.ShouldShowAsync(secret);
        await using var weber = await web.SignInAsync("DE", "Desk", "weber", width, dark, "de");
        (await weber.GoAsync($"/initiatives/{hidden.Id}")).Status.ShouldBe(404);
        await weber.ShouldBeGoodAsync("journey-not-found", status: 404);
        await weber.GoAsync($"/alerts?country={country}");
        await ShouldNotTellAsync(weber, secret, hidden.Reference);
    }

    private static async Task ShouldNotTellAsync(Visitor visitor, params string[] secrets)
    {
        var page = await visitor.Page.ContentAsync();
        foreach (var secret in secrets)
        {
            page.ShouldNotContain(secret);
        }
    }
}

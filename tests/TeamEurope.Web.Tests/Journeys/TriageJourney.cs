using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>A warning is read, given to somebody, talked about and resolved; the other side sees it.</summary>
[Collection(WebGroup.Name)]
public class TriageJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData("MD", 1280, false, "en")]
    [InlineData("AM", 360, true, "nl")]
    public async Task Triage_and_resolve(string country, int width, bool dark, string language)
    {
        var mine = await web.OffersWorkAsync("NL", country, $"Dutch harvest in {country}");
        await web.OffersWorkAsync("BE", country, $"Belgian harvest in {country}");
        var alert = await web.AlertOfAsync("NL", mine.Id);
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark, language);

        // The queue, narrowed to the country; the filters live in the address.
        await jansen.GoAsync($"/alerts?country={country}");
        await jansen.ShouldBeGoodAsync("journey-queue");
        var row = jansen.Page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "Belgian harvest" });
        await row.ShouldShowAsync();

        // Read there.
        await row.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = jansen.Says("Alerts.Acknowledge") }).ClickAsync();
        await jansen.Told(jansen.Says("Alerts.Acknowledged.One", 1)).ShouldShowAsync();

        // Both sides beside each other.
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await jansen.Page.WaitForURLAsync($"**/alerts/{alert.Id}");
        await jansen.ShouldShowAsync("Dutch harvest");
        await jansen.ShouldShowAsync("Belgian harvest");
        await jansen.ShouldBeGoodAsync("journey-alert");

        // Somebody takes care of it, by a day.
        await jansen.Field("Alert.Assignee").SelectOptionAsync("jansen");
        var due = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(5);
        await jansen.Field("Alert.DueOn").FillAsync($"{due:yyyy-MM-dd}");
        await jansen.Button("Form.Save").ClickAsync();
        await jansen.Told(jansen.Says("Alert.ToldAssigned")).ShouldShowAsync();

        // The other side is asked.
        await jansen.Field("Alert.Comment").FillAsync("Shall we take one half of the season each? @BE/peeters");
        await jansen.Button("Alert.SayIt").ClickAsync();
        await jansen.Told(jansen.Says("Alert.ToldCommented")).ShouldShowAsync();
        await jansen.ShouldBeGoodAsync("journey-alert-commented");

        // Peeters finds the question on the desk.
        await using var peeters = await web.SignInAsync("BE", "Desk", "peeters", width, dark, "fr");
        await peeters.GoAsync("/");
        await peeters.ShouldShowAsync("one half of the season");
        await peeters.ShouldBeGoodAsync("journey-desk-mentioned");

        // Settled.
        await jansen.Field("Alert.Resolution").SelectOptionAsync("Coordinated");
        await jansen.Field("Alert.Note").FillAsync("One half of the season each.");
        await jansen.Button("Alert.ResolveNow").ClickAsync();
        await jansen.Told(jansen.Says("Alert.ToldResolved")).ShouldShowAsync();
        await jansen.ShouldShowAsync(jansen.Says("Resolution.Coordinated"));
        await jansen.ShouldBeGoodAsync("journey-alert-resolved");
        (await web.AlertOfAsync("BE", mine.Id)).Status.ShouldBe("Resolved");
    }
}

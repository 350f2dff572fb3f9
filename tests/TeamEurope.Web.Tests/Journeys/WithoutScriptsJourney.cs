using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>Reading and saving work where no script runs.</summary>
[Collection(WebGroup.Name)]
public class WithoutScriptsJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData("NP", 1280, true, "Nepal")]
    [InlineData("BT", 360, false, "Bhutan")]
    public async Task Register_filter_and_resolve_without_scripts(string code, int width, bool dark, string country)
    {
        await web.OffersWorkAsync("AT", code, $"Austrian huts in {code}");
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark, scripts: false);

        // What the text would raise is shown on asking.
        await jansen.GoAsync("/initiatives/new");
        await jansen.TypeWorkAsync($"Dutch huts in {code}", country, "seasonal-labour");
        await jansen.Button("InitiativeForm.Check").ClickAsync();
        await Assertions.Expect(jansen.Preview()).ToContainTextAsync($"Austrian huts in {code}");
        await jansen.RegisterAsync();
        await jansen.Told(jansen.Says("Initiative.SavedNew")).ShouldShowAsync();
        await (await web.ApiAsync("NL")).WaitUntilEvaluatedAsync(Story.Patience, alsoNotified: true);

        // Found by a filter.
        await jansen.GoAsync("/initiatives");
        await jansen.Field("InitiativeList.Search").FillAsync($"huts in {code}");
        await jansen.Button("Form.Filter").ClickAsync();
        await jansen.ShouldShowAsync($"Dutch huts in {code}");
        await jansen.ShouldShowAsync($"Austrian huts in {code}");

        // Acknowledged and resolved.
        await jansen.GoAsync($"/alerts?country={code}&rule=labour-competition");
        await jansen.Page.Locator("main a[href^='/alerts/']").First.ClickAsync();
        await jansen.Button("Alerts.Acknowledge").ClickAsync();
        await jansen.ShouldShowAsync(jansen.Says("Alert.YouAcknowledged"));
        await jansen.Field("Alert.Resolution").SelectOptionAsync("Complementary");
        await jansen.Button("Alert.ResolveNow").ClickAsync();
        await jansen.Told(jansen.Says("Alert.ToldResolved")).ShouldShowAsync();
        jansen.Complaints.ShouldBeEmpty();
    }
}

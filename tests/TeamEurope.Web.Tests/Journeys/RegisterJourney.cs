using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>An initiative is registered; what it would raise is shown while it is typed.</summary>
[Collection(WebGroup.Name)]
public class RegisterJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData("UZ", 1280, false, "en", "Uzbekistan", "Seasonal labour migration")]
    [InlineData("GE", 360, true, "de", "Georgien", "seasonal-labour")]
    public async Task Register_with_a_live_warning(string code, int width, bool dark, string language, string country, string instrument)
    {
        await web.OffersWorkAsync("ES", code, $"Spanish harvest in {code}");
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark, language);

        // From the list to the form.
        await jansen.GoAsync("/initiatives");
        await jansen.ShouldBeGoodAsync("journey-initiatives");
        await jansen.Link("InitiativeForm.NewTitle").ClickAsync();
        await jansen.ShouldBeGoodAsync("journey-form-empty");

        // While typing, the warning appears beside the form and is said to those who listen.
        await jansen.TypeWorkAsync($"Dutch greenhouses in {code}", country, instrument);
        await Assertions.Expect(jansen.Preview()).ToContainTextAsync($"Spanish harvest in {code}");
        await Assertions.Expect(jansen.Preview().GetByRole(AriaRole.Status)).ToContainTextAsync(jansen.Says("InitiativeForm.Highest", "").TrimEnd('.', ' '));
        await jansen.ShouldBeGoodAsync("journey-form-warned");

        // What is wrong is said at its field, and nothing typed is lost.
        await jansen.Partner(1).FillAsync("Atlantis");
        await jansen.RegisterAsync();
        await Assertions.Expect(jansen.Partner(1)).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(jansen.Field("InitiativeField.title")).ToHaveValueAsync($"Dutch greenhouses in {code}");
        await jansen.ShouldBeGoodAsync("journey-form-wrong", status: 400);

        // Registered, with its alert.
        await jansen.Partner(1).FillAsync(country);
        await jansen.RegisterAsync();
        await jansen.Told(jansen.Says("Initiative.SavedNew")).ShouldShowAsync();
        await jansen.ReloadUntilAsync(jansen.Page.Locator("main a[href^='/alerts/']").Filter(new LocatorFilterOptions { HasNotText = jansen.Says("Initiative.AllAlerts") }));
        await jansen.ShouldShowAsync(country);
        await jansen.ShouldBeGoodAsync("journey-initiative");
    }
}

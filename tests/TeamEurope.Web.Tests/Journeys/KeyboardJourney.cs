using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>From an empty form to the triaged warning without touching a mouse.</summary>
[Collection(WebGroup.Name)]
public class KeyboardJourney(WebFixture web)
{
    private const int FarthestAway = 400;

    [BrowserTheory]
    [InlineData("BY", 1280, false, "Belarus")]
    [InlineData("LA", 360, true, "Laos")]
    public async Task Register_and_triage_by_keyboard_alone(string code, int width, bool dark, string country)
    {
        await web.OffersWorkAsync("IT", code, $"Italian ski lifts in {code}");
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width, dark);
        var keys = jansen.Page.Keyboard;

        // The desk's navigation leads to the list, and one key from there to the form.
        await jansen.GoAsync("/");
        await TabToAsync(jansen, jansen.Link("Nav.initiatives"));
        await keys.PressAsync("Enter");
        await jansen.Page.WaitForURLAsync("**/initiatives");
        await keys.PressAsync("n");
        await jansen.Page.WaitForURLAsync("**/initiatives/new");

        // The form, field after field.
        await TabToAsync(jansen, jansen.Field("InitiativeField.title"));
        await keys.TypeAsync($"Dutch ski lifts in {code}");
        await TabToAsync(jansen, jansen.Field("InitiativeField.stage"));
        await keys.TypeAsync(jansen.Says("Stage.Exploratory"));
        await TabToAsync(jansen, jansen.Field("InitiativeField.visibility"));
        await keys.TypeAsync(jansen.Says("Visibility.TeamEurope"));
        await TabToAsync(jansen, jansen.Partner(1));
        await keys.TypeAsync(country);
        await TabToAsync(jansen, jansen.Field("InitiativeField.measures.instrument", within: jansen.Measure(1)));
        await keys.TypeAsync("seasonal-labour");
        await Assertions.Expect(jansen.Preview()).ToContainTextAsync($"Italian ski lifts in {code}");
        await jansen.ShouldBeGoodAsync("journey-keys-form");
        await TabToAsync(jansen, jansen.Button("InitiativeForm.Register"));
        await keys.PressAsync("Enter");
        await jansen.Told(jansen.Says("Initiative.SavedNew")).ShouldShowAsync();
        await (await web.ApiAsync("NL")).WaitUntilEvaluatedAsync(Story.Patience, alsoNotified: true);

        // The queue: j goes to the first, a acknowledges it, o opens it.
        await jansen.GoAsync($"/alerts?country={code}&rule=labour-competition");
        await keys.PressAsync("?");
        await jansen.Page.GetByRole(AriaRole.Dialog).ShouldShowAsync();
        await jansen.ShouldBeGoodAsync("journey-keys-list");
        await keys.PressAsync("Escape");
        await keys.PressAsync("j");
        await keys.PressAsync("a");
        await jansen.Told(jansen.Says("Alerts.Acknowledged.One", 1)).ShouldShowAsync();
        await keys.PressAsync("j");
        await keys.PressAsync("o");
        await jansen.Page.WaitForURLAsync(new Regex("/alerts/[0-9a-f-]{36}$"));

        // Resolved.
        await TabToAsync(jansen, jansen.Field("Alert.Resolution"));
        await keys.TypeAsync(jansen.Says("Resolution.Coordinated"));
        await TabToAsync(jansen, jansen.Field("Alert.Note"));
        await keys.TypeAsync("One slope each.");
        await TabToAsync(jansen, jansen.Button("Alert.ResolveNow"));
        await keys.PressAsync("Enter");
        await jansen.Told(jansen.Says("Alert.ToldResolved")).ShouldShowAsync();
        await jansen.ShouldBeGoodAsync("journey-keys-resolved");
    }

    /// <summary>Tab until it has the focus.</summary>
    private static async Task TabToAsync(Visitor visitor, ILocator wanted)
    {
        var menu = visitor.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = visitor.Says("Shell.Navigation") });
        for (var i = 0; i < FarthestAway; i++)
        {
            if (await wanted.CountAsync() > 0 && await wanted.First.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"Tab does not reach {wanted} on {visitor.Page.Url}; {await menu.CountAsync()} navigation(s).");
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>From many alerts to those of one country and family, by keyboard, and back to one by one.</summary>
[Collection(WebGroup.Name)]
public partial class GroupsJourney(WebFixture web)
{
    [BrowserTheory]
    [InlineData(1280, false, "en")]
    [InlineData(360, true, "nl")]
    public async Task Many_alerts_are_shown_by_group_and_a_group_leads_to_its_alerts(int width, bool dark, string language)
    {
        await using var novak = await web.SignInAsync("EC", "Coordinator", "novak", width, dark, language);
        await novak.GoAsync("/alerts");
        var groups = novak.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = novak.Says("Alerts.Groups") });
        await groups.ShouldShowAsync();
        await novak.ShouldShowAsync(novak.Says("Alerts.SeveralGroups"));
        await novak.ShouldBeGoodAsync("journey-groups");

        // The first group, as many alerts as it says.
        var row = groups.Locator("tbody tr").First;
        var name = await row.GetByRole(AriaRole.Link).InnerTextAsync();
        var count = Number().Match(await row.Locator(".number").InnerTextAsync()).Value;
        await novak.Page.Keyboard.PressAsync("j");
        await novak.Page.Keyboard.PressAsync("o");
        await novak.Page.WaitForURLAsync(new Regex(@"/alerts\?country=[A-Z]{2}&family="));
        await novak.ShouldShowAsync(novak.Says(count == "1" ? "Alerts.Found.One" : "Alerts.Found.Many", count));
        (await novak.Field("Alerts.Country").EvaluateAsync<string>("e => e.selectedOptions[0].text")).ShouldBe(name.Split(" – ")[0]);
        (await novak.Field("Alerts.Family").EvaluateAsync<string>("e => e.selectedOptions[0].text")).ShouldBe(name.Split(" – ", 2)[1]);
        await novak.ShouldBeGoodAsync("journey-group");

        // And all of them, one by one.
        await novak.GoAsync("/alerts");
        await novak.Link("Alerts.OneByOne").ClickAsync();
        await novak.Page.WaitForURLAsync("**/alerts?view=list");
        await novak.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = novak.Says("Alerts.List") }).ShouldShowAsync();
        await novak.Link("Alerts.ByGroup").ClickAsync();
        await groups.ShouldShowAsync();
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}

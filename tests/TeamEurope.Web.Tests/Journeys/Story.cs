using Microsoft.Playwright;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>What stories need to have happened before they begin, and how they wait.</summary>
internal static class Story
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>An initiative that offers seasonal work to a country: two owners of such compete there.</summary>
    public static async Task<InitiativeView> OffersWorkAsync(
        this WebFixture web, string tenant, string country, string title, string visibility = "TeamEurope", string stage = "Exploratory")
    {
        var api = await web.ApiAsync(tenant);
        var registered = await api.RegisterAsync(new InitiativeBody
        {
            Title = title,
            Partners = [country],
            Stage = stage,
            Visibility = visibility,
            Measures = [new MeasureBody { Instrument = "seasonal-labour", Direction = "Offer" }]
        });
        await api.WaitUntilEvaluatedAsync(Patience, alsoNotified: true);
        return registered.Value;
    }

    /// <summary>The one alert of the rule on an initiative, as the tenant sees it.</summary>
    public static async Task<AlertView> AlertOfAsync(this WebFixture web, string tenant, Guid initiative, string rule = "labour-competition")
    {
        var api = await web.ApiAsync(tenant);
        return (await api.ListAlertsAsync(new AlertFilter { Initiative = initiative, Rule = rule })).Items.ShouldHaveSingleItem();
    }

    /// <summary>Evaluation runs beside the pages: the page is fetched anew until it shows what is waited for.</summary>
    public static async Task ReloadUntilAsync(this Visitor visitor, ILocator shown)
    {
        var until = DateTime.UtcNow + Patience;
        while (await shown.CountAsync() == 0 && DateTime.UtcNow < until)
        {
            await Task.Delay(200);
            await visitor.Page.ReloadAsync();
        }

        await Assertions.Expect(shown.First).ToBeVisibleAsync();
    }

    public static Task ShouldShowAsync(this ILocator shown) => Assertions.Expect(shown).ToBeVisibleAsync();

    public static Task ShouldShowAsync(this Visitor visitor, string text) =>
        Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);
}

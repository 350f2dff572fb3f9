using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Journeys;

/// <summary>Filling in the form of an initiative.</summary>
internal static class Typing
{
    public static ILocator Measure(this Visitor visitor, int number) =>
        visitor.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = $"{visitor.Says("InitiativeForm.Measure")} {number}", Exact = true });

    public static ILocator Partner(this Visitor visitor, int number) =>
        visitor.Page.GetByLabel($"{visitor.Says("InitiativeField.partners")} {number}", new PageGetByLabelOptions { Exact = true });

    public static ILocator Preview(this Visitor visitor) => visitor.Page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = visitor.Says("InitiativeForm.PreviewTitle") });

    /// <summary>An initiative that offers seasonal work, visible to all tenants and explored: names as the visitor's language has them.</summary>
    public static async Task TypeWorkAsync(this Visitor visitor, string title, string country, string instrument)
    {
        await visitor.Field("InitiativeField.title").FillAsync(title);
        await visitor.Field("InitiativeField.stage").SelectOptionAsync("Exploratory");
        await visitor.Field("InitiativeField.visibility").SelectOptionAsync("TeamEurope");
        await visitor.Partner(1).FillAsync(country);
        await visitor.Field("InitiativeField.measures.instrument", within: visitor.Measure(1)).FillAsync(instrument);
    }

    public static Task RegisterAsync(this Visitor visitor) => visitor.Button("InitiativeForm.Register").ClickAsync();
}

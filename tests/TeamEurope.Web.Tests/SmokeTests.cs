using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests;

[Collection(WebGroup.Name)]
public class SmokeTests(WebFixture web)
{
    [BrowserFact]
    public async Task The_sign_in_page_and_the_desk_are_good()
    {
        await using var visitor = await web.VisitAsync();
        await visitor.GoAsync("/sign-in");
        await visitor.ShouldBeGoodAsync("sign-in");
        await using var jansen = await web.SignInAsync("NL", "Desk", "jansen", width: 360, dark: true, language: "nl");
        await jansen.GoAsync("/");
        await jansen.ShouldBeGoodAsync("desk");
    }
}

using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Frame;

/// <summary>Pages speak the language that was chosen, else the one that the browser asks for.</summary>
public class LanguageChoiceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr", "fr")]
    [InlineData("de-AT", "de")]
    [InlineData("nl-BE,nl;q=0.9,fr;q=0.8", "nl")]
    [InlineData("pl,de;q=0.7,fr;q=0.8", "fr")]
    [InlineData("pl", "en")]
    public async Task As_the_browser_asks(string? asked, string spoken)
    {
        using var person = Browserless.At(fixture.App);
        Ask(person, asked);
        await ShouldSpeakAsync(person, spoken);
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task As_chosen_whatever_the_browser_asks(string chosen)
    {
        using var person = Browserless.At(fixture.App);
        Ask(person, "de");
        await person.PostAsync("/language", [("language", chosen), ("returnUrl", "/sign-in")]);
        await ShouldSpeakAsync(person, chosen);
    }

    [Fact]
    public async Task A_language_that_is_not_ours_is_not_taken()
    {
        using var person = Browserless.At(fixture.App);
        Ask(person, "de");
        var answer = await person.PostAsync("/language", [("language", "../x"), ("returnUrl", "/sign-in")]);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        await ShouldSpeakAsync(person, "de");
    }

    private static void Ask(Browserless person, string? languages)
    {
        if (languages is not null)
        {
            person.Http.DefaultRequestHeaders.Add("Accept-Language", languages);
        }
    }

    private static async Task ShouldSpeakAsync(Browserless person, string language)
    {
        var page = await person.Http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        page.ShouldContain($"<html lang=\"{language}\"");
        page.ShouldContain(Words.TextFiles.All["SignIn.Title"][language]);
    }
}

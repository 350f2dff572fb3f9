using System.Net;
using TeamEurope.Testing;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Frame;

/// <summary>Who is in, how, and for what.</summary>
public class SessionTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?after=7&q=a%20b")]
    public async Task Signed_out_every_page_leads_to_sign_in_and_back(string address)
    {
        using var person = Browserless.At(fixture.App);
        var answer = await person.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var there = new Uri(fixture.App.Server.BaseAddress, answer.Headers.Location!);
        there.AbsolutePath.ShouldBe("/sign-in");
        var page = await (await person.GetAsync(there.PathAndQuery)).Content.ReadAsStringAsync();
        page = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var back = await person.SignInAsync("NL", "Desk", "jansen", Browserless.ValueOf(page, "returnUrl"));
        back.Headers.Location!.OriginalString.ShouldBe(address);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task Signing_in_and_choosing_a_language_lead_nowhere_else(string address)
    {
        using var person = Browserless.At(fixture.App);
        ShouldStay(await person.SignInAsync("NL", "Desk", "jansen", address));
        ShouldStay(await person.PostAsync("/language", [("language", "fr"), ("returnUrl", address)]));
    }

    [Fact]
    public async Task The_session_s_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var person = Browserless.At(fixture.App);
        var answer = await person.SignInAsync("NL", "Desk", "jansen");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("teameurope-session=", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("jansen");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        (await person.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.PostAsync("/sign-out", [], from: "/")).Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await person.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/language")]
    public async Task A_form_without_its_token_is_refused_and_nothing_is_done(string address)
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        var session = person.Session;
        var answer = await person.PostRawAsync(address, [("tenant", "FR"), ("role", "Lead"), ("user", "forger"), ("language", "fr")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        person.Session.ShouldBe(session);
        (await person.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        using var forger = await Browserless.SignedInAsync(fixture.App, "FR", "Desk", "forger");
        var stolen = Browserless.ValueOf(await forger.Http.GetStringAsync(new Uri("/", UriKind.Relative)), "__RequestVerificationToken");
        using var person = await Browserless.SignedInAsync(fixture.App);
        (await person.PostRawAsync("/sign-out", [("__RequestVerificationToken", stolen)])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_api_does_not_take_the_session()
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        (await person.GetAsync("/api/v1/initiatives")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var body = new StringContent("""{ "title": "Forged", "partners": ["TN"] }""", System.Text.Encoding.UTF8, "application/json");
        (await person.Http.PostAsync(new Uri("/api/v1/initiatives", UriKind.Relative), body)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Pages_do_not_take_a_token_of_the_api()
    {
        using var http = fixture.App.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await fixture.App.TokenAsync("NL"));
        (await http.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://localhost", true)]
    public async Task The_live_connection_takes_the_session_from_our_own_pages_alone(string? origin, bool isIn)
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/hubs/notifications/negotiate?negotiateVersion=1", UriKind.Relative));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        (await person.Http.SendAsync(request)).StatusCode.ShouldBe(isIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_kept_through_sign_in()
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        await person.PostAsync("/sign-out", [], from: "/");
        var stopped = await person.PostAsync("/initiatives/new?draft=1", [("title", "Vessels & “crews”"), ("line", "one"), ("line", "two")]);
        stopped.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var kept = Browserless.ValueOf(await stopped.Content.ReadAsStringAsync(), "kept");
        kept.ShouldNotContain("Vessels");
        var page = await (await person.SignInAsync("NL", "Desk", "jansen", kept: kept)).Content.ReadAsStringAsync();
        page.ShouldContain("action=\"/initiatives/new?draft=1\"");
        Browserless.ValueOf(page, "title").ShouldBe("Vessels & “crews”");
        page.ShouldContain("value=\"one\"");
        page.ShouldContain("value=\"two\"");
    }

    [Theory]
    [InlineData("NL", HttpStatusCode.Redirect)]
    [InlineData("DE", HttpStatusCode.BadRequest)]
    public async Task A_kept_form_goes_on_only_for_who_wrote_it(string tenant, HttpStatusCode answer)
    {
        const string field = "__RequestVerificationToken";
        using var person = await Browserless.SignedInAsync(fixture.App);
        var token = Browserless.ValueOf(await (await person.GetAsync("/subscriptions")).Content.ReadAsStringAsync(), field);
        await person.PostAsync("/sign-out", [], from: "/");
        var stopped = await person.PostRawAsync("/notifications/read", [(field, token), ("cursor", "0")]);
        var kept = Browserless.ValueOf(await stopped.Content.ReadAsStringAsync(), "kept");

        // A namesake of another tenant in the same browser is another person.
        var page = await (await person.SignInAsync(tenant, "Desk", "jansen", kept: kept)).Content.ReadAsStringAsync();
        page.ShouldContain($"value=\"{token}\"");
        (await person.PostRawAsync("/notifications/read", [(field, token), ("cursor", "0")])).StatusCode.ShouldBe(answer);
    }

    [Fact]
    public async Task A_forged_seal_keeps_nothing()
    {
        using var person = Browserless.At(fixture.App);
        (await person.SignInAsync("NL", "Desk", "jansen", kept: "AAAA")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static void ShouldStay(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }
}

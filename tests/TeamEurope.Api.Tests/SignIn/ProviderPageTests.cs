using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Application.Common;
using TeamEurope.Infrastructure.Live;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.SignIn;

/// <summary>One product and one real provider.</summary>
public sealed class ProviderFixture : IAsyncLifetime
{
    public TestProvider Provider { get; private set; } = null!;

    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await TestProvider.StartAsync();
        App = await TestApp.StartAsync(settings: new Dictionary<string, string>(Provider.Settings) { ["Tenants:Disabled"] = "EC" });
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

/// <summary>Signing in at the pages by a real provider, one redirect after the other.</summary>
public partial class ProviderPageTests(ProviderFixture fixture) : IClassFixture<ProviderFixture>
{
    private TestApp App => fixture.App;

    [Fact]
    public async Task Whom_the_provider_knows_comes_in_where_they_wanted_to_go()
    {
        using var surfer = Surfer.At(App);
        var page = await surfer.SignInAsync("jansen", "/partners/TN");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/partners/TN");
        (await page.Content.ReadAsStringAsync()).ShouldContain("jansen@minbuza.example");
    }

    [Fact]
    public async Task It_is_asked_with_pkce_state_and_nonce_in_the_language_of_the_page()
    {
        using var surfer = Surfer.At(App);
        surfer.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("nl");
        var asked = QueryHelpers.ParseQuery((await surfer.GetAsync("/sign-in/start")).Headers.Location!.Query);
        asked["response_type"].ToString().ShouldBe("code");
        asked["code_challenge_method"].ToString().ShouldBe("S256");
        asked["code_challenge"].ToString().Length.ShouldBeGreaterThan(40);
        asked["nonce"].ToString().Length.ShouldBeGreaterThan(40);
        asked["state"].ToString().Length.ShouldBeGreaterThan(40);
        asked["ui_locales"].ToString().ShouldBe("nl");
        asked["scope"].ToString().Split(' ').ShouldBe(["openid", "profile", "offline_access"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task It_leads_nowhere_else(string returnUrl)
    {
        using var surfer = Surfer.At(App);
        (await surfer.GetAsync((await surfer.AskAsync("jansen", returnUrl)).ToString())).Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Theory]
    [InlineData("stranger", "unknown-directory", 403)]
    [InlineData("nobody", "no-role", 403)]
    [InlineData("novak", "tenant-disabled", 403)]
    [InlineData(null, "cancelled", 200)]
    public async Task Who_does_not_come_in_is_told_why(string? user, string why, int status)
    {
        using var surfer = Surfer.At(App);
        await ShouldStopAsync(surfer, await surfer.SignInAsync(user), why, status);
    }

    [Fact]
    public async Task Who_has_no_directory_is_of_none_here()
    {
        await fixture.Provider.SetAsync("tidless", new TestUser(null, ["Desk"], "tidless@minbuza.example"));
        using var surfer = Surfer.At(App);
        await ShouldStopAsync(surfer, await surfer.SignInAsync("tidless"), "unknown-directory", 403);
    }

    [Fact]
    public async Task An_answer_opens_once()
    {
        using var surfer = Surfer.At(App);
        var back = await surfer.AskAsync("jansen");
        (await surfer.GetAsync(back.ToString())).Headers.Location!.OriginalString.ShouldBe("/");
        // The state is spent.
        await ShouldStopAsync(surfer, await FollowAsync(surfer, back), "failed", 400, isIn: true);
    }

    [Fact]
    public async Task A_code_that_was_used_opens_nothing_under_a_new_state()
    {
        using var surfer = Surfer.At(App);
        var used = await surfer.AskAsync("jansen");
        await surfer.GetAsync(used.ToString());
        using var other = Surfer.At(App);
        var answer = await other.AskAsync("jansen");
        await ShouldStopAsync(other, await FollowAsync(other, With(answer, "code", QueryHelpers.ParseQuery(used.Query)["code"]!)), "failed", 400);
    }

    [Fact]
    public async Task The_code_of_another_browser_opens_nothing_here()
    {
        using var thief = Surfer.At(App);
        using var victim = Surfer.At(App);
        var stolen = await victim.AskAsync("jansen");
        await ShouldStopAsync(thief, await FollowAsync(thief, stolen), "failed", 400);
        // With a state of the thief's own the code is held against another challenge and another nonce.
        var own = await thief.AskAsync("visser");
        await ShouldStopAsync(thief, await FollowAsync(thief, With(own, "code", QueryHelpers.ParseQuery(stolen.Query)["code"]!)), "failed", 400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_forged_state_opens_nothing(string state)
    {
        using var surfer = Surfer.At(App);
        await ShouldStopAsync(surfer, await FollowAsync(surfer, With(await surfer.AskAsync("jansen"), "state", state)), "failed", 400);
    }

    [Fact]
    public async Task An_id_token_for_another_question_opens_nothing()
    {
        // The provider's own page is asked with another nonce, as by somebody in between.
        using var surfer = Surfer.At(App);
        var question = (await surfer.GetAsync("/sign-in/start")).Headers.Location!;
        var answer = await surfer.AnswerAsync(With(question, "nonce", "another"), "jansen");
        await ShouldStopAsync(surfer, await FollowAsync(surfer, answer), "failed", 400);
    }

    [Fact]
    public async Task What_the_page_of_a_stop_says_is_of_few_words_only()
    {
        using var surfer = Surfer.At(App);
        foreach (var why in new[] { "<script>", "", "nonsense" })
        {
            (await surfer.GetAsync($"/sign-in/stopped?why={Uri.EscapeDataString(why)}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task A_new_key_of_the_provider_signs_people_in_without_a_restart()
    {
        await using var provider = await TestProvider.StartAsync();
        await using var app = await TestApp.StartAsync(settings: provider.Settings);
        using (var before = Surfer.At(app))
        {
            (await before.SignInAsync("jansen")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await provider.ChangeKeyAsync(keepsOld: false);
        using var after = Surfer.At(app);
        (await after.SignInAsync("jansen")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_provider_is_away_nobody_new_comes_in_and_is_told_so()
    {
        await using var provider = await TestProvider.StartAsync();
        await using var app = await TestApp.StartAsync(settings: provider.Settings);
        await provider.GoAwayAsync(true);
        using var surfer = Surfer.At(app);
        await ShouldStopAsync(surfer, await surfer.GetAsync("/sign-in/start"), "away", 503);
        await provider.GoAwayAsync(false);
        var back = await surfer.AskAsync("jansen");
        await provider.GoAwayAsync(true);
        await ShouldStopAsync(surfer, await surfer.GetAsync(back.ToString()), "away", 503);
    }

    [Fact]
    public async Task A_form_that_came_after_the_end_of_the_session_is_given_back_after_the_provider()
    {
        using var surfer = Surfer.At(App);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("title", "Vessels & “crews”"), KeyValuePair.Create("draft", "1")]);
        var page = await (await surfer.Http.PostAsync(new Uri("/initiatives/new", UriKind.Relative), form)).Content.ReadAsStringAsync();
        var start = new Uri(App.Server.BaseAddress, WebUtility.HtmlDecode(StartLink().Match(page).Groups[1].Value));
        var back = await surfer.SignInAsync("jansen", QueryHelpers.ParseQuery(start.Query)["returnUrl"]!);
        var given = WebUtility.HtmlDecode(await back.Content.ReadAsStringAsync());
        given.ShouldContain("action=\"/initiatives/new\"");
        given.ShouldContain("Vessels & “crews”");
        // Once.
        (await surfer.GetAsync("/sign-in/kept")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_too_large_for_that_waits_in_its_page()
    {
        using var surfer = Surfer.At(App);
        var large = string.Join(' ', Enumerable.Range(0, 3_000).Select(i => (i * 7919 % 65_537).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("summary", large)]);
        var page = await (await surfer.Http.PostAsync(new Uri("/initiatives/new", UriKind.Relative), form)).Content.ReadAsStringAsync();
        page.ShouldContain("target=\"_blank\"");
        (await surfer.SignInAsync("jansen", "/sign-in/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var kept = new FormUrlEncodedContent([KeyValuePair.Create("kept", KeptField().Match(page[page.IndexOf("/sign-in/kept", StringComparison.Ordinal)..]).Groups[1].Value)]);
        var answer = await surfer.Http.PostAsync(new Uri("/sign-in/kept", UriKind.Relative), kept);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(large);
    }

    [Fact]
    public async Task In_development_anybody_can_still_sign_in_without_the_provider()
    {
        var client = await App.SignInAsync("FR", "Desk");
        (await client.ListInitiativesAsync(new Client.InitiativeFilter())).Items.ShouldBeEmpty();
        using var http = App.Http();
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        page.ShouldContain("/sign-in/start");
        page.ShouldContain("name=\"tenant\"");
    }

    private static async Task ShouldStopAsync(Surfer surfer, HttpResponseMessage answer, string why, int status, bool isIn = false)
    {
        answer = answer.Headers.Location is { } next ? await surfer.GetAsync(next.ToString()) : answer;
        answer.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe($"/sign-in/stopped?why={why}");
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("href=\"/sign-in\"");
        (await surfer.GetAsync("/partners")).StatusCode.ShouldBe(isIn ? HttpStatusCode.OK : HttpStatusCode.Redirect);
    }

    private static async Task<HttpResponseMessage> FollowAsync(Surfer surfer, Uri address) => await surfer.GetAsync(address.ToString());

    private static Uri With(Uri address, string name, string value)
    {
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        query[name] = value;
        return new Uri(QueryHelpers.AddQueryString(address.GetLeftPart(UriPartial.Path), query));
    }

    [GeneratedRegex("href=\"(/sign-in/start[^\"]*)\"")]
    private static partial Regex StartLink();

    [GeneratedRegex("name=\"kept\" value=\"([^\"]*)\"")]
    private static partial Regex KeptField();
}

/// <summary>The life of a session that the provider began, on a clock of the test's.</summary>
public partial class ProviderSessionTests
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_role_that_changes_is_what_the_next_request_has_after_the_renewal()
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("visser");
        (await surfer.GetAsync("/admin/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stage.Provider.SetAsync("visser", new TestUser(TestProvider.Dutch, ["Desk"], "visser@minbuza.example"));
        (await RoleOfAsync(surfer)).ShouldBe("Head of desk");
        stage.Clock.Advance(Renewal);
        (await RoleOfAsync(surfer)).ShouldBe("Desk officer");
        (await stage.Provider.RenewalsAsync()).ShouldBe(1);
        (await RoleOfAsync(surfer)).ShouldBe("Desk officer");
        (await stage.Provider.RenewalsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Many_requests_at_once_renew_once()
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("jansen");
        for (var round = 1; round <= 3; round++)
        {
            // The last after a rest so long that nobody goes on by what was known before.
            stage.Clock.Advance(round == 3 ? 5 * Renewal : Renewal);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => surfer.GetAsync("/partners")));
            answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
            (await stage.Provider.RenewalsAsync()).ShouldBe(round);
        }
    }

    [Theory]
    [InlineData("without a role")]
    [InlineData("gone")]
    [InlineData("in another directory")]
    [InlineData("renamed")]
    public async Task Who_is_nobody_here_any_more_is_out_at_the_renewal(string what)
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("jansen");
        await (what switch
        {
            "without a role" => stage.Provider.SetAsync("jansen", new TestUser(TestProvider.Dutch, [], "jansen@minbuza.example")),
            "in another directory" => stage.Provider.SetAsync("jansen", new TestUser(TestProvider.Commission, ["Desk"], "jansen@minbuza.example")),
            "renamed" => stage.Provider.SetAsync("jansen", new TestUser(TestProvider.Dutch, ["Desk"], "smit@minbuza.example")),
            _ => stage.Provider.RemoveAsync("jansen")
        });
        await ShouldBeInAsync(surfer);
        stage.Clock.Advance(Renewal);
        await ShouldBeOutAsync(surfer);
    }

    [Fact]
    public async Task A_provider_that_is_away_for_a_while_ends_no_session_and_one_that_stays_away_does()
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("jansen");
        await stage.Provider.GoAwayAsync(true);
        stage.Clock.Advance(Renewal);
        await ShouldBeInAsync(surfer);
        stage.Clock.Advance(Renewal);
        await stage.Provider.GoAwayAsync(false);
        await ShouldBeInAsync(surfer);
        await stage.Provider.GoAwayAsync(true);
        stage.Clock.Advance(3 * Renewal);
        await ShouldBeOutAsync(surfer);
    }

    [Fact]
    public async Task A_session_ends_when_nothing_is_done_in_it()
    {
        await using var stage = await Stage.SetAsync(("Session:IdleMinutes", "30"), ("Session:RenewMinutes", "600"));
        using var surfer = await stage.SignedInAsync("jansen");
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        await ShouldBeInAsync(surfer);
        stage.Clock.Advance(TimeSpan.FromMinutes(29));
        await ShouldBeInAsync(surfer);

        // What a page fetches by itself is nobody's doing.
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        (await surfer.GetAsync("/live/news?after=0")).StatusCode.ShouldBe(HttpStatusCode.OK);
        stage.Clock.Advance(TimeSpan.FromMinutes(11));
        await ShouldBeOutAsync(surfer);
    }

    [Fact]
    public async Task A_session_ends_after_its_longest_time_whatever_is_done_in_it()
    {
        await using var stage = await Stage.SetAsync(("Session:LongestMinutes", "60"), ("Session:IdleMinutes", "30"));
        using var surfer = await stage.SignedInAsync("jansen");
        for (var minutes = 10; minutes < 60; minutes += 10)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(10));
            await ShouldBeInAsync(surfer);
        }

        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        await ShouldBeOutAsync(surfer);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_for_every_copy_of_the_cookie_and_leads_to_the_provider()
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("jansen");
        using var copy = Surfer.At(stage.App);
        copy.Cookies.Add(surfer.Cookies.GetAllCookies());
        await ShouldBeInAsync(copy);
        var answer = await SignOutAsync(surfer);
        var there = answer.Headers.GetValues("Refresh").Single().Split("url=", 2)[1];
        there.ShouldStartWith($"{stage.Provider.Issuer}/");
        var asked = QueryHelpers.ParseQuery(new Uri(there).Query);
        asked["id_token_hint"].ToString().Split('.').Length.ShouldBe(3);
        asked["post_logout_redirect_uri"].ToString().ShouldBe("http://localhost/signout-callback-oidc");
        await ShouldBeOutAsync(surfer);
        await ShouldBeOutAsync(copy);
        (await surfer.GetAsync("/signout-callback-oidc")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whose_role_is_taken_away_does_not_go_on_listening()
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("jansen");
        var live = stage.App.Services.GetRequiredService<LiveConnections>();
        using var connection = await ListenAsync(stage, surfer, live);
        await stage.Provider.SetAsync("jansen", new TestUser(TestProvider.Dutch, [], "jansen@minbuza.example"));
        stage.Clock.Advance(TimeSpan.FromSeconds(20));
        live.Sessions.Count.ShouldBe(1);
        stage.Clock.Advance(Renewal);
        await UntilAsync(() =>
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            return live.Sessions.Count == 0;
        });
    }

    [Fact]
    public async Task Whom_a_lead_blocks_elsewhere_does_not_go_on_listening_where_nobody_asks_for_anything()
    {
        await using var stage = await Stage.SetAsync();
        using var surfer = await stage.SignedInAsync("jansen");
        var live = stage.App.Services.GetRequiredService<LiveConnections>();
        using var connection = await ListenAsync(stage, surfer, live);
        await using (var scope = stage.App.OpenJobScope())
        {
            // As another instance writes it.
            (await scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>().People.ExecuteUpdateAsync(p => p.SetProperty(x => x.IsBlocked, true))).ShouldBe(1);
        }

        await UntilAsync(() =>
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            return live.Sessions.Count == 0;
        });
    }

    private static async Task<WebSocket> ListenAsync(Stage stage, Surfer surfer, LiveConnections live)
    {
        var socket = stage.App.Server.CreateWebSocketClient();
        socket.ConfigureRequest = request =>
        {
            request.Headers.Origin = "http://localhost";
            request.Headers.Cookie = surfer.Cookies.GetCookieHeader(stage.App.Server.BaseAddress);
        };
        var connection = await socket.ConnectAsync(new Uri("ws://localhost/hubs/notifications"), CancellationToken.None);
        await connection.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await UntilAsync(() => live.Sessions.Count == 1);
        return connection;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            i.ShouldBeLessThan(200);
            await Task.Delay(50);
        }
    }

    private static async Task<HttpResponseMessage> SignOutAsync(Surfer surfer)
    {
        var page = await (await surfer.GetAsync("/partners")).Content.ReadAsStringAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        return (await surfer.Http.PostAsync(new Uri("/sign-out", UriKind.Relative), form)).EnsureSuccessStatusCode();
    }

    private static async Task<string> RoleOfAsync(Surfer surfer) =>
        RoleName().Match(await (await surfer.GetAsync("/partners")).Content.ReadAsStringAsync()).Groups[1].Value;

    private static async Task ShouldBeInAsync(Surfer surfer) => (await surfer.GetAsync("/partners")).StatusCode.ShouldBe(HttpStatusCode.OK);

    private static async Task ShouldBeOutAsync(Surfer surfer)
    {
        var answer = await surfer.GetAsync("/partners");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldContain("/sign-in?returnUrl=");
    }

    [GeneratedRegex("class=\"menu__role\">([^<]*)<")]
    private static partial Regex RoleName();

    [GeneratedRegex("csrf-token\" content=\"([^\"]+)")]
    private static partial Regex Token();

    /// <summary>A product, a provider, and a clock that the test moves.</summary>
    private sealed class Stage(TestApp app, TestProvider provider, FakeTimeProvider clock) : IAsyncDisposable
    {
        public TestApp App => app;

        public TestProvider Provider => provider;

        public FakeTimeProvider Clock => clock;

        public static async Task<Stage> SetAsync(params (string Name, string Value)[] settings)
        {
            var provider = await TestProvider.StartAsync();
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            var all = provider.Settings;
            foreach (var (name, value) in settings)
            {
                all[name] = value;
            }

            return new Stage(await TestApp.StartAsync(clock: clock, settings: all), provider, clock);
        }

        public async Task<Surfer> SignedInAsync(string user)
        {
            var surfer = Surfer.At(app);
            (await surfer.SignInAsync(user)).StatusCode.ShouldBe(HttpStatusCode.OK);
            return surfer;
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            await provider.DisposeAsync();
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Common;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

public class RateLimitTests
{
    private const string Body = """{ "title": "t", "partners": ["TN"] }""";

    [Fact]
    public async Task One_person_is_held_back_and_nobody_else_is()
    {
        await using var app = await StartAsync(("UserPerMinute", 5));
        using var jansen = await app.RawAsync("NL", user: "jansen");
        using var devries = await app.RawAsync("NL", user: "devries");
        using var namesake = await app.RawAsync("IT", user: "jansen");
        for (var i = 0; i < 5; i++)
        {
            await jansen.AskAsync<StatusView>("status");
        }

        await HeldBackAsync(jansen, "api/v1/status");
        await HeldBackAsync(jansen, "api/v1/nowhere");
        await devries.AskAsync<StatusView>("status");
        await namesake.AskAsync<StatusView>("status");
        (await jansen.GetAsync(new Uri("health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await jansen.GetAsync(new Uri("favicon.svg", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tenant_is_held_back_as_a_whole()
    {
        await using var app = await StartAsync(("TenantPerMinute", 5));
        foreach (var user in new[] { "a", "b", "c", "d", "e" })
        {
            using var http = await app.RawAsync("NL", user: user);
            await http.AskAsync<StatusView>("status");
        }

        using var sixth = await app.RawAsync("NL", user: "f");
        await HeldBackAsync(sixth, "api/v1/status");
        using var other = await app.RawAsync("IT", user: "a");
        await other.AskAsync<StatusView>("status");
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_held_back_by_address()
    {
        await using var app = await StartAsync(("AddressPerMinute", 40));
        using var person = await app.RawAsync("NL");
        using var nobody = app.Http();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 41; i++)
        {
            answers.Add((await nobody.GetAsync(new Uri("api/v1/status", UriKind.Relative))).StatusCode);
        }

        answers.ShouldContain(HttpStatusCode.Unauthorized);
        await HeldBackAsync(nobody, "api/v1/status");
        await person.AskAsync<StatusView>("status");
    }

    [Theory]
    [InlineData("en", "A moment, please")]
    [InlineData("nl", "Een ogenblik, alstublieft")]
    [InlineData("fr", "Un instant")]
    [InlineData("de", "Einen Moment, bitte")]
    public async Task Signing_in_is_held_back_by_address_with_a_calm_page(string language, string title)
    {
        await using var app = await StartAsync(("SignInPerMinute", 3));
        using var nobody = app.Http();
        nobody.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        for (var i = 0; i < 3; i++)
        {
            (await nobody.GetAsync(new Uri("sign-in", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var page = await nobody.GetAsync(new Uri("sign-in", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()).ShouldContain(title);
        using var token = await nobody.SendJsonAsync(HttpMethod.Post, "dev/token", """{ "tenant": "NL", "role": "Desk" }""");
        await token.ProblemAsync(429, "too-many-requests");
    }

    [Fact]
    public async Task Signing_in_is_counted_in_whatever_case_its_address_is_written()
    {
        await using var app = await StartAsync(("SignInPerMinute", 3));
        using var nobody = app.Http();
        foreach (var address in new[] { "Dev/Token", "DEV/token", "dev/TOKEN" })
        {
            (await nobody.SendJsonAsync(HttpMethod.Post, address, """{ "tenant": "NL", "role": "Desk" }""")).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }

        foreach (var address in new[] { "dev/token", "Dev/Token" })
        {
            using var over = await nobody.SendJsonAsync(HttpMethod.Post, address, """{ "tenant": "NL", "role": "Desk" }""");
            await over.ProblemAsync(429, "too-many-requests");
        }

        (await nobody.GetAsync(new Uri("Sign-In", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Previews_have_a_limit_of_their_own_for_a_person_and_for_a_tenant()
    {
        await using var app = await StartAsync(("PreviewPerMinute", 3), ("TenantPreviewPerMinute", 5));
        using var jansen = await app.RawAsync("NL", user: "jansen");
        using var devries = await app.RawAsync("NL", user: "devries");
        foreach (var (http, previews) in new[] { (jansen, 3), (devries, 2) })
        {
            for (var i = 0; i < previews; i++)
            {
                (await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives/preview", Body)).StatusCode.ShouldBe(HttpStatusCode.OK);
            }

            await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives/preview", Body)).ProblemAsync(429, "too-many-requests");
            await http.AskAsync<StatusView>("status");
        }
    }

    [Fact]
    public async Task A_tenant_asks_for_disclosure_so_often_a_day_and_no_more_also_at_once_and_from_two_instances()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string> { ["Limits:DisclosuresPerDay"] = "2" };
        await using var app = await TestApp.StartAsync(clock: clock, database: new KeptDatabase(database), settings: settings);
        await using var second = await TestApp.StartAsync(clock: clock, database: new KeptDatabase(database), settings: settings);
        var countries = new[] { "TN", "MA", "EG", "JO" };
        var (own, hidden) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        foreach (var country in countries)
        {
            await own.RegisterAsync(Bodies.Labour(country, visibility: "Owner"));
            await hidden.RegisterAsync(Bodies.Labour(country, visibility: "Owner"));
        }

        await own.EvaluatedAsync();
        var items = (await own.AllAlertsAsync(new AlertFilter { Rule = "collision" }).ToListAsync()).Select(a => a.Id).ToList();
        items.Count.ShouldBe(countries.Length);
        var (a, b) = (await app.RawAsync("NL", user: "jansen"), await second.RawAsync("NL", user: "devries"));
        var answers = await Task.WhenAll(items.Select((id, i) => (i % 2 == 0 ? a : b).SendJsonAsync(HttpMethod.Post, $"api/v1/alerts/{id}/disclosure-request", """{ "reason": "r" }""")));
        answers.Count(r => r.StatusCode == HttpStatusCode.Created).ShouldBe(2);
        foreach (var refused in answers.Where(r => r.StatusCode != HttpStatusCode.Created))
        {
            await refused.ProblemAsync(429, "too-many-disclosure-requests");
            refused.Headers.RetryAfter!.Delta!.Value.ShouldBe(TimeSpan.FromHours(24));
        }

        clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        using var fresh = await app.RawAsync("NL", user: "jansen");
        var left = items[answers.ToList().FindIndex(r => r.StatusCode != HttpStatusCode.Created)];
        (await fresh.SendJsonAsync(HttpMethod.Post, $"api/v1/alerts/{left}/disclosure-request", """{ "reason": "r" }""")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_person_listens_so_often_at_once_and_may_again_after_hanging_up()
    {
        await using var app = await StartAsync(("ConnectionsPerPerson", 2));
        var first = await ListenAsync(app, "jansen");
        using var second = await ListenAsync(app, "jansen");
        (await IsHungUpAsync(first), await IsHungUpAsync(second)).ShouldBe((false, false));
        using (var third = await ListenAsync(app, "jansen"))
        {
            (await IsHungUpAsync(third)).ShouldBeTrue();
        }

        using var other = await ListenAsync(app, "devries");
        (await IsHungUpAsync(other)).ShouldBeFalse();
        first.Dispose();
        var deadline = DateTime.UtcNow + Acts.Patience;
        while (true)
        {
            using var again = await ListenAsync(app, "jansen");
            if (!await IsHungUpAsync(again))
            {
                break;
            }

            (DateTime.UtcNow < deadline).ShouldBeTrue("in time");
        }
    }

    [Fact]
    public async Task What_is_usual_outside_Development_is_stricter_and_bound_to_nothing_that_is_switched_off()
    {
        await using var app = await AsInProduction.StartAsync();
        var limits = app.Services.GetRequiredService<LimitSettings>();
        limits.ShouldBe(new LimitSettings());
        foreach (var number in new[] { limits.UserPerMinute, limits.TenantPerMinute, limits.AddressPerMinute, limits.SignInPerMinute, limits.PreviewPerMinute, limits.TenantPreviewPerMinute, limits.DisclosuresPerDay, limits.ConnectionsPerPerson })
        {
            number.ShouldBeGreaterThan(0);
        }
    }

    private static Task<TestApp> StartAsync(params (string Name, int Value)[] limits) =>
        TestApp.StartAsync(settings: limits.ToDictionary(l => $"Limits:{l.Name}", l => l.Value.ToString(CultureInfo.InvariantCulture)));

    private static async Task HeldBackAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        await answer.ProblemAsync(429, "too-many-requests");
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
    }

    private static async Task<WebSocket> ListenAsync(TestApp app, string user)
    {
        var token = Uri.EscapeDataString(await app.TokenAsync("NL", user: user));
        var socket = await app.Server.CreateWebSocketClient().ConnectAsync(new Uri(app.Server.BaseAddress, $"hubs/notifications?access_token={token}"), CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        return socket;
    }

    /// <summary>Whether the server ends the connection, rather than keeping quiet.</summary>
    private static async Task<bool> IsHungUpAsync(WebSocket socket)
    {
        var deadline = Task.Delay(TimeSpan.FromSeconds(1));
        try
        {
            while (true)
            {
                var hearing = socket.ReceiveAsync(new byte[1_000], CancellationToken.None);
                if (await Task.WhenAny(hearing, deadline) == deadline)
                {
                    return false;
                }

                if ((await hearing).MessageType == WebSocketMessageType.Close)
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            return true;
        }
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>Whatever is answered, at whatever address, carries the headers that hold browsers to what is meant.</summary>
public partial class HeaderTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Data = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    [Fact]
    public async Task Every_endpoint_answers_with_the_headers()
    {
        using var token = await fixture.App.RawAsync("NL", "Lead");
        using var session = await SignedInAsync(fixture.App);
        using var nobody = fixture.App.Server.CreateClient();
        var seen = 0;
        foreach (var endpoint in Endpoints(fixture.App).Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var method = new HttpMethod(endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: [var first, ..] } ? first : "GET");
            foreach (var http in new[] { nobody, token, session })
            {
                using var request = new HttpRequestMessage(method, AddressOf(endpoint));
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                ShouldBeHeld(answer, $"{method} {AddressOf(endpoint)} {(int)answer.StatusCode}");
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/nowhere")]
    [InlineData("/dist/nowhere.js")]
    [InlineData("/api/v1/initiatives?q=%00")]
    [InlineData("/API/v1/nowhere")]
    [InlineData("/Hubs/nowhere")]
    [InlineData("/Dev/nowhere")]
    [InlineData("/OpenAPI/nowhere")]
    [InlineData("/Health/nowhere")]
    public async Task What_is_nowhere_too(string address)
    {
        using var http = await fixture.App.RawAsync("NL");
        ShouldBeHeld(await http.GetAsync(new Uri(address, UriKind.Relative)), address);
    }

    [Fact]
    public async Task Scripts_and_styles_may_be_kept_and_nothing_else()
    {
        using var http = fixture.App.Http();
        var assets = Endpoints(fixture.App).Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is { Selectors.Count: 0 }).Select(AddressOf).Where(a => a.Contains("dist/", StringComparison.Ordinal)).Distinct().Take(20).ToList();
        assets.ShouldNotBeEmpty();
        foreach (var asset in assets)
        {
            using var answer = await http.GetAsync(new Uri(asset, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            answer.Headers.CacheControl?.NoStore.ShouldBeFalse(asset);
            answer.Headers.ETag.ShouldNotBeNull(asset);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
    }

    [Fact]
    public async Task Versions_are_still_told_and_changed_by()
    {
        using var http = await fixture.App.RawAsync("NL");
        using var made = await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", """{ "title": "t", "partners": ["JP"] }""");
        made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var read = await http.GetAsync(made.Headers.Location);
        (read.Headers.ETag!.Tag, read.Headers.CacheControl!.NoStore).ShouldBe(("\"1\"", true));
        using var changed = await http.SendJsonAsync(HttpMethod.Put, made.Headers.Location!.ToString(), """{ "title": "u", "partners": ["JP"] }""", read.Headers.ETag.Tag);
        changed.Headers.ETag!.Tag.ShouldBe("\"2\"");
    }

    [Fact]
    public async Task Outside_Development_browsers_stay_with_TLS_and_there_is_nothing_for_developers()
    {
        await using var app = await AsInProduction.StartAsync();
        using var http = AsInProduction.Client(app, await fixture.App.TokenAsync("NL"));
        foreach (var address in new[] { "/api/v1/status", "/nowhere", "/health/live" })
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            ShouldBeHeld(answer, address);
            answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        }

        foreach (var address in new[] { "/dev/token", "/openapi/v1.json" })
        {
            using var gone = await http.GetAsync(new Uri(address, UriKind.Relative));
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Outside_Development_cookies_are_this_hosts_alone_and_go_by_TLS()
    {
        await using var app = await AsInProduction.StartAsync();
        using var http = AsInProduction.Client(app);
        using var page = await http.GetAsync(new Uri("/nowhere", UriKind.Relative));
        var forms = page.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        forms.ShouldStartWith("__Host-forms=");
        foreach (var attribute in new[] { "; secure", "; samesite=strict", "; httponly", "; path=/" })
        {
            forms.ShouldContain(attribute);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/language");
        request.Headers.Add("Cookie", forms.Split(';')[0]);
        request.Content = new FormUrlEncodedContent([
            KeyValuePair.Create("language", "nl"), KeyValuePair.Create("__RequestVerificationToken", Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value)
        ]);
        using var chosen = await http.SendAsync(request);
        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var language = chosen.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-language=", StringComparison.Ordinal));
        foreach (var attribute in new[] { "; secure", "; samesite=lax", "; httponly", "; path=/" })
        {
            language.ShouldContain(attribute);
        }

        using var again = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        again.Headers.Add("Cookie", language.Split(';')[0]);
        (await (await http.SendAsync(again)).Content.ReadAsStringAsync()).ShouldContain("<html lang=\"nl\"");
    }

    [Theory]
    [InlineData("mailto:security@register.example", "Contact: mailto:security@register.example\nExpires: ")]
    [InlineData(null, null)]
    public async Task Where_a_contact_is_configured_it_is_said_where_to_report_a_hole(string? contact, string? text)
    {
        await using var app = await TestApp.StartAsync(settings: contact is null ? null : new Dictionary<string, string> { ["Security:Contact"] = contact });
        using var http = app.Http();
        using var answer = await http.GetAsync(new Uri("/.well-known/security.txt", UriKind.Relative));
        answer.StatusCode.ShouldBe(text is null ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        if (text is not null)
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
            (await answer.Content.ReadAsStringAsync()).ShouldStartWith(text);
        }
    }

    private static void ShouldBeHeld(HttpResponseMessage answer, string what)
    {
        var path = answer.RequestMessage!.RequestUri!.AbsolutePath;
        var isData = new[] { "/api", "/hubs", "/dev", "/openapi", "/health" }.Any(p => path.StartsWith(p + "/", StringComparison.OrdinalIgnoreCase));
        Header("Content-Security-Policy").ShouldStartWith(isData ? Data : "default-src 'none'; script-src 'self'", Case.Sensitive, what);
        Header("X-Content-Type-Options").ShouldBe("nosniff", what);
        Header("X-Frame-Options").ShouldBe("DENY", what);
        Header("Referrer-Policy").ShouldBe(isData ? "no-referrer" : "same-origin", what);
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin", what);
        Header("Cache-Control").ShouldBe("no-store", what);
        answer.Headers.Contains("Server").ShouldBeFalse(what);

        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(" and ", values) : "(none)";
    }

    private static List<RouteEndpoint> Endpoints(TestApp app) => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static string AddressOf(RouteEndpoint endpoint) => "/" + Parameter().Replace(
        endpoint.RoutePattern.RawText!.TrimStart('/'), p => p.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : "v1");

    private static async Task<HttpClient> SignedInAsync(TestApp app)
    {
        var http = app.Http();
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("tenant", "NL"), KeyValuePair.Create("role", "Lead"), KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)
        ]);
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return http;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

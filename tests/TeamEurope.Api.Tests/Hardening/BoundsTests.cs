using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>How much is taken in: bodies, rows, depth, headers and time.</summary>
public class BoundsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const int MegaByte = 1024 * 1024;

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_by_the_real_server_and_an_import_takes_more()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var service = await ServiceProcess.StartAsync(database);
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.ExpectContinue = true;
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TeamEurope.Client.TeamEuropeClient.DevTokenAsync(http, "NL", "Desk", null));
        var large = $$"""{ "title": "t", "partners": ["TN"], "extra": "{{new string('x', MegaByte)}}" }""";
        foreach (var path in new[] { "api/v1/initiatives", "api/v1/initiatives/preview", "dev/token" })
        {
            await (await http.SendJsonAsync(HttpMethod.Post, path, large)).ProblemAsync(413, "too-large");
        }

        (await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports?dryRun=true", $"[{large}]")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var file = new StringContent("[\"" + new string('x', 51 * MegaByte) + "\"]", Encoding.UTF8, "application/json");
        await (await http.PostAsync(new Uri("api/v1/imports", UriKind.Relative), file)).ProblemAsync(413, "too-large");
    }

    [Fact]
    public async Task Long_addresses_many_headers_and_long_ones_are_cut_off_by_the_real_server()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var service = await ServiceProcess.StartAsync(database);
        (await SayAsync(service.Address, $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldStartWith("HTTP/1.1 414");
        (await SayAsync(service.Address, $"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 40_000)}\r\n\r\n")).ShouldStartWith("HTTP/1.1 431");
        (await SayAsync(service.Address, $"GET /health/live HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 120).Select(i => $"X-{i}: a\r\n"))}\r\n")).ShouldStartWith("HTTP/1.1 431");
        (await SayAsync(service.Address, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public void Slow_senders_and_readers_hold_no_connection_for_long()
    {
        var limits = fixture.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        limits.RequestHeadersTimeout.ShouldBe(TimeSpan.FromSeconds(15));
        limits.MinRequestBodyDataRate.ShouldNotBeNull().BytesPerSecond.ShouldBeGreaterThanOrEqualTo(240);
        limits.MinResponseDataRate.ShouldNotBeNull().BytesPerSecond.ShouldBeGreaterThanOrEqualTo(240);
        limits.KeepAliveTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(2));
        limits.MaxRequestBodySize.ShouldBe(MegaByte);
    }

    [Fact]
    public async Task A_file_of_too_many_rows_is_refused_as_a_whole_and_one_of_as_many_as_may_be_is_not()
    {
        using var http = await fixture.App.RawAsync("NL");
        var rows = string.Join(',', Enumerable.Repeat("0", 20_001));
        var problem = await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", $"[{rows}]")).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").GetProperty("$")[0].GetString()!.ShouldContain("20001");
        (await http.GetStringAsync(new Uri("api/v1/imports", UriKind.Relative))).ShouldContain("\"items\":[]");
        (await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports?dryRun=true", $"[{rows[2..]}]")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("api/v1/initiatives")]
    [InlineData("api/v1/imports")]
    [InlineData("api/v1/meetings")]
    public async Task Depth_has_an_end(string path)
    {
        using var http = await fixture.App.RawAsync("NL", path.EndsWith("meetings", StringComparison.Ordinal) ? "Secretariat" : "Desk");
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        await (await http.SendJsonAsync(HttpMethod.Post, path, deep)).ProblemAsync(400, "invalid");
    }

    [Fact]
    public async Task Partners_measures_and_statements_have_an_end()
    {
        using var http = await fixture.App.RawAsync("NL");
        var many = string.Join(',', Enumerable.Repeat("\"TN\"", 5_000));
        var statements = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $$"""{ "towards": { "reference": "EC-2026-{{i}}" }, "statement": "s" }"""));
        var problem = await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", $$"""{ "title": "t", "partners": [{{many}}], "complementarity": [{{statements}}] }""")).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(["$.complementarity", "$.partners"]);
    }

    [Theory]
    [InlineData(8, 125, true)]
    [InlineData(5, 200, true)]
    [InlineData(7, 143, false)]
    public async Task Measures_times_partners_have_an_end_at_a_thousand(int partners, int measures, bool isTaken)
    {
        using var http = await fixture.App.RawAsync("FI");
        string[] countries = ["TN", "MA", "EG", "JO", "LB", "DZ", "LY", "SN"];
        var body = $$"""
            { "title": "t", "partners": [{{Repeated(countries[..partners].Select(c => $"\"{c}\""))}}],
              "measures": [{{Repeated(Enumerable.Repeat("""{ "instrument": "return-hub", "direction": "Ask" }""", measures))}}] }
            """;
        using var preview = await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives/preview", body);
        using var answer = await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", body);
        if (isTaken)
        {
            (preview.StatusCode, answer.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Created));
            return;
        }

        foreach (var refused in new[] { preview, answer })
        {
            (await refused.ProblemAsync(400, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["$.measures"]);
        }

        static string Repeated(IEnumerable<string> items) => string.Join(',', items);
    }

    /// <summary>The first line of what is answered.</summary>
    private static async Task<string> SayAsync(Uri address, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        using var patience = new CancellationTokenSource(Acts.Patience);
        return await reader.ReadLineAsync(patience.Token) ?? "";
    }
}

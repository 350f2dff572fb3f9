using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Hardening;

/// <summary>Outside Development: whatever is sent, no answer tells of the inside.</summary>
public sealed class ErrorTests(ProductionFixture fixture) : IClassFixture<ProductionFixture>
{
    private static readonly string[] Inside =
        ["   at ", "Exception", "StackTrace", "System.", "Microsoft.", "TeamEurope.Api", "SELECT ", "INSERT ", "SQLite", "Npgsql", "no such table", "relation \"", "/src/", "Data Source", ".cs:"];

    private readonly HttpClient http = fixture.Client("NL", "Lead");

    [Fact]
    public async Task Odd_bodies_and_encodings()
    {
        var bodies = new (string Name, byte[] Bytes, string Type)[]
        {
            ("cut off", "{ \"title\": \"t"u8.ToArray(), "application/json"),
            ("no UTF-8", [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D], "application/json"),
            ("another encoding", Encoding.Unicode.GetBytes("{ \"title\": 5 }"), "application/json; charset=utf-16"),
            ("an encoding that is known and refused", "{}"u8.ToArray(), "application/json; charset=utf-7"),
            ("an encoding that is none", "{}"u8.ToArray(), "application/json; charset=klingon"),
            ("NUL in a text", "{ \"title\": \"a\\u0000b\", \"partners\": [\"TN\"] }"u8.ToArray(), "application/json"),
            ("NUL itself", "{ \"title\": \"a\0b\", \"partners\": [\"TN\"] }"u8.ToArray(), "application/json"),
            ("huge numbers", "{ \"title\": \"t\", \"partners\": [\"TN\"], \"amountEur\": 1e99999 }"u8.ToArray(), "application/json"),
            ("a number of 10,000 digits", Encoding.UTF8.GetBytes($"{{ \"title\": \"t\", \"partners\": [\"TN\"], \"amountEur\": {new string('9', 10_000)} }}"), "application/json"),
            ("the same field twice", "{ \"title\": 1, \"title\": [], \"partners\": [\"TN\"] }"u8.ToArray(), "application/json"),
            ("wrong types", "{ \"title\": {}, \"partners\": 7, \"measures\": \"x\" }"u8.ToArray(), "application/json")
        };
        foreach (var (name, bytes, type) in bodies)
        {
            foreach (var path in new[] { "api/v1/initiatives", "api/v1/initiatives/preview", "api/v1/imports" })
            {
                using var content = new ByteArrayContent(bytes);
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
                await ShouldBeSilentAsync(answer, $"{name} at {path}", path.EndsWith("imports", StringComparison.Ordinal) ? [400, 415, 202] : [400, 415]);
            }
        }
    }

    [Theory]
    [InlineData("GET", "api/v1/initiatives?limit=1&limit=2", 400)]
    [InlineData("GET", "api/v1/initiatives?country=TN&country=MA", 400)]
    [InlineData("GET", "api/v1/initiatives?q=%FF%FE", 200)]
    [InlineData("GET", "api/v1/initiatives?q=%00", 400)]
    [InlineData("GET", "api/v1/jobs/%F0%9F/runs", 403)]
    [InlineData("GET", "api/v1/initiatives?limit=99999999999999999999", 400)]
    [InlineData("GET", "api/v1/alerts?ring=2147483648", 400)]
    [InlineData("GET", "api/v1/notifications?after=9223372036854775808", 400)]
    [InlineData("GET", "api/v1/exports/..%2F..%2Fappsettings.json/file", 404)]
    [InlineData("GET", "dist/..%2F..%2Fappsettings.json", 404)]
    [InlineData("GET", "dist/%2e%2e/%2e%2e/appsettings.json", 404)]
    [InlineData("GET", "..%5C..%5Cappsettings.json", 404)]
    [InlineData("GET", "appsettings.json", 404)]
    [InlineData("GET", "teameurope.db", 404)]
    [InlineData("TRACE", "api/v1/initiatives", 405)]
    [InlineData("NONSENSE", "api/v1/initiatives", 405)]
    public async Task Odd_addresses(string method, string address, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await http.SendAsync(request);
        await ShouldBeSilentAsync(answer, address, status);
    }

    [Fact]
    public async Task An_address_without_end()
    {
        using var answer = await http.GetAsync(new Uri($"api/v1/initiatives/{new string('a', 7_000)}", UriKind.Relative));
        await ShouldBeSilentAsync(answer, "long", 404);
    }

    [Fact]
    public async Task Another_method_in_a_header_is_not_the_method()
    {
        using var made = await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", """{ "title": "t", "partners": ["TN"] }""");
        foreach (var header in new[] { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, made.Headers.Location);
            request.Headers.Add(header, "DELETE");
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            using var answer = await http.SendAsync(request);
            await ShouldBeSilentAsync(answer, header, 405);
        }

        (await http.GetAsync(made.Headers.Location)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_title_gets_into_the_headers_of_a_file()
    {
        using var secretariat = fixture.Client("GSC", "Secretariat");
        var meeting = await secretariat.SendAsync<MeetingView>(HttpMethod.Post, "meetings", new
        {
            title = "a\r\nX-Evil: 1\r\n\r\n\"; filename=\"../evil.exe", date = "2030-01-02", agenda = new[] { new { country = "TN" } }
        });
        var briefing = await secretariat.SendAsync<BriefingView>(HttpMethod.Post, $"meetings/{meeting.Id}/briefings", new { language = "en" });
        using var file = await secretariat.GetAsync(new Uri($"api/v1/briefings/{briefing.Id}/file?format=md", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Headers.Contains("X-Evil").ShouldBeFalse();
        var name = file.Content.Headers.ContentDisposition!.ToString();
        foreach (var piece in new[] { "evil", "..", "\r", "\n", "/" })
        {
            name.ShouldNotContain(piece);
        }
    }

    [Fact]
    public async Task A_failure_of_ours_says_by_which_reference_it_is_found_and_nothing_more()
    {
        await using var app = await AsInProduction.StartAsync();
        await using (var scope = app.OpenJobScope())
        {
            // Whoever comes in for the first time as a coordinator is looked for there.
            var db = scope.ServiceProvider.GetRequiredService<TeamEuropeDb>();
            if (TestDatabase.Kind != "Sqlite")
            {
                return;
            }

            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"CoordinatorTenants\"");
        }

        using var coordinator = AsInProduction.Client(app, fixture.TokenOf("EC", "Coordinator"));
        using var answer = await coordinator.GetAsync(new Uri("api/v1/status", UriKind.Relative));
        await ShouldBeSilentAsync(answer, "failure", 500);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("CoordinatorTenants");
    }

    private static async Task ShouldBeSilentAsync(HttpResponseMessage answer, string what, params int[] statuses)
    {
        var text = await answer.Content.ReadAsStringAsync();
        statuses.ShouldContain((int)answer.StatusCode, $"{what}: {text}");
        foreach (var inside in Inside)
        {
            text.ShouldNotContain(inside, Case.Sensitive, what);
        }
    }
}

/// <summary>One product as it is outside Development, for all tests of a class, and tokens for it.</summary>
public sealed class ProductionFixture : IAsyncLifetime
{
    private static readonly (string Tenant, string Role)[] People = [("NL", "Lead"), ("GSC", "Secretariat"), ("EC", "Coordinator")];
    private readonly Dictionary<(string Tenant, string Role), string> tokens = [];
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        await using var development = await TestApp.StartAsync();
        foreach (var (tenant, role) in People)
        {
            tokens[(tenant, role)] = await development.TokenAsync(tenant, role);
        }

        app = await AsInProduction.StartAsync();
    }

    public string TokenOf(string tenant, string role) => tokens[(tenant, role)];

    public HttpClient Client(string tenant, string role) => AsInProduction.Client(app, TokenOf(tenant, role));

    public async Task DisposeAsync() => await app.DisposeAsync();
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using Xunit;

namespace TeamEurope.Api.Tests.SignIn;

public class DevelopmentTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("""{ "role": "Desk" }""", "$.tenant")]
    [InlineData("""{ "tenant": "US", "role": "Desk" }""", "$.tenant")]
    [InlineData("""{ "tenant": "nl", "role": "Desk" }""", "$.tenant")]
    [InlineData("""{ "tenant": "NL" }""", "$.role")]
    [InlineData("""{ "tenant": "NL", "role": "King" }""", "$.role")]
    [InlineData("""{ "tenant": "NL", "role": "desk" }""", "$.role")]
    [InlineData("""{ "tenant": 5, "role": "Desk" }""", "$.tenant")]
    [InlineData("null", "$")]
    [InlineData("", "$")]
    [InlineData("x", "$")]
    public async Task A_token_for_nobody_is_refused_with_what_is_possible(string body, string path)
    {
        using var http = fixture.App.Http();
        var problem = await (await http.SendJsonAsync(HttpMethod.Post, "dev/token", body)).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([path]);
    }

    [Fact]
    public async Task A_user_name_too_long_is_refused()
    {
        using var http = fixture.App.Http();
        var body = $$"""{ "tenant": "NL", "role": "Desk", "user": "{{new string('u', 101)}}" }""";
        (await (await http.SendJsonAsync(HttpMethod.Post, "dev/token", body)).ProblemAsync(400, "invalid")).GetProperty("errors").TryGetProperty("$.user", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task The_api_describes_itself_in_openapi_3_1()
    {
        using var http = fixture.App.Http();
        var document = JsonDocument.Parse(await http.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative))).RootElement;
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1.");
        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name.TrimEnd('/')).ToList();
        foreach (var path in new[] { "/api/v1/initiatives", "/api/v1/initiatives/{id}/stage", "/api/v1/imports", "/api/v1/alerts", "/api/v1/notifications", "/api/v1/status" })
        {
            paths.ShouldContain(path);
        }
    }

    [Fact]
    public async Task It_lives_and_is_ready()
    {
        using var http = fixture.App.Http();
        foreach (var health in new[] { "health/live", "health/ready" })
        {
            (await http.GetAsync(new Uri(health, UriKind.Relative))).EnsureSuccessStatusCode();
        }
    }
}

public class StartTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_development_it_does_not_start_without_sign_in_and_says_what_to_configure(string environment)
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment(environment));
        Refusal(factory).ShouldContain("AzureAd");
    }

    [Fact]
    public void Outside_development_a_key_for_development_tokens_stops_the_start()
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment("Production").UseSetting("Development:TokenKey", "a key"));
        Refusal(factory).ShouldContain("Development:TokenKey");
    }

    public static readonly TheoryData<string, string, string> BadSettings = new()
    {
        { "AzureAd:ClientId", "", "AzureAd:ClientId" },
        { "AzureAd:ClientSecret", "", "AzureAd:ClientSecret" },
        { "AzureAd:TenantId", "", "organizations" },
        { "AzureAd:TenantId", "common", "organizations" },
        { "AzureAd:Instance", "http://login.example/", "https" },
        { "AzureAd:CallbackPath", "signin", "AzureAd:CallbackPath" },
        { "OpenIdConnect:Authority", "https://issuer.example", "Both" },
        { "Directories:72f988bf-0000-4000-8000-0000000000aa", "XX", "NL" },
        { "DirectoryRoles:72f988bf-0000-4000-8000-0000000000aa", "King", "Coordinator" },
        { "DirectoryRoles:72f988bf-0000-4000-8000-0000000000ab", "Desk", "72f988bf-0000-4000-8000-0000000000ab" },
        { "Tenants:Disabled", "XX", "Tenants:Disabled" },
        { "Session:IdleMinutes", "0", "Session:IdleMinutes" },
        { "Session:LongestMinutes", "a day", "Session:LongestMinutes" },
        { "Session:RenewMinutes", "-1", "Session:RenewMinutes" }
    };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public void A_setting_that_cannot_be_stops_the_start_and_says_what_is_possible(string name, string value, string says)
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment("Production")
            .UseSetting("AzureAd:TenantId", "organizations").UseSetting("AzureAd:ClientId", "11111111-2222-4333-8444-555555555555").UseSetting("AzureAd:ClientSecret", "secret")
            .UseSetting("Directories:72f988bf-0000-4000-8000-0000000000aa", "NL").UseSetting(name, value));
        Refusal(factory).ShouldContain(says);
    }

    [Theory]
    [InlineData("OpenIdConnect:Authority", "", "OpenIdConnect:Authority")]
    [InlineData("OpenIdConnect:Audience", "", "OpenIdConnect:Audience")]
    [InlineData("OpenIdConnect:Audience", "client", "OpenIdConnect:ClientId")]
    [InlineData("Directories:https://issuer.example/realm", "", "NL")]
    public void So_does_one_of_any_other_issuer(string name, string value, string says)
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment("Production")
            .UseSetting("OpenIdConnect:Authority", "https://issuer.example/realm").UseSetting("OpenIdConnect:ClientId", "client").UseSetting("OpenIdConnect:ClientSecret", "secret")
            .UseSetting("OpenIdConnect:Audience", "urn:api").UseSetting("Directories:https://issuer.example/realm", "NL").UseSetting(name, value));
        Refusal(factory).ShouldContain(says);
    }

    [Fact]
    public void A_provider_without_directories_stops_the_start()
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment("Production")
            .UseSetting("AzureAd:TenantId", "organizations").UseSetting("AzureAd:ClientId", "11111111-2222-4333-8444-555555555555").UseSetting("AzureAd:ClientSecret", "secret"));
        Refusal(factory).ShouldContain("Directories");
    }

    [Fact]
    public void An_unknown_database_stops_the_start()
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment("Development").UseSetting("Database:Provider", "Paper"));
        Refusal(factory).ShouldContain("Sqlite");
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_too_large_and_one_for_an_import_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("teameurope-kestrel-");
        await using (var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseEnvironment("Development")
            .UseSetting("ConnectionStrings:TeamEurope", $"Data Source={Path.Combine(folder.FullName, "test.db")}").UseSetting("Demo:Seed", "false")))
        {
            factory.UseKestrel(0);
            factory.StartServer();
            using var http = factory.CreateClient();
            var token = await TeamEurope.Client.TeamEuropeClient.DevTokenAsync(http, "NL", "Desk");
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            // The service refuses by the length alone and hangs up: the body is not even sent.
            http.DefaultRequestHeaders.ExpectContinue = true;
            var large = $$"""{ "title": "{{new string('x', 10 * 1024 * 1024)}}", "partners": ["TN"] }""";
            await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", large)).ProblemAsync(413, "too-large");
            await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives/preview", large)).ProblemAsync(413, "too-large");
            ((int)(await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", $"[{large}]")).StatusCode).ShouldBe(202);
            (await http.GetStringAsync(new Uri("api/v1/initiatives", UriKind.Relative))).ShouldContain("\"items\":[]");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Refusal(WebApplicationFactory<Program> factory)
    {
        var refusal = Should.Throw<Exception>(() => factory.CreateClient().Dispose());
        var messages = new StringBuilder();
        for (var e = refusal; e is not null; e = e.InnerException)
        {
            messages.AppendLine(e.Message);
        }

        return messages.ToString();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>Every endpoint, in every role, in every relation to what it is about, held against the table that people read.</summary>
public sealed partial class MatrixTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Token = "__RequestVerificationToken";
    private static readonly string[] Roles = ["Desk", "Lead", "Coordinator", "Secretariat", "Auditor", "Operator"];
    private readonly Dictionary<string, (HttpClient Http, string Token)> sessions = [];
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var (http, _) in sessions.Values)
        {
            http.Dispose();
        }

        await app.DisposeAsync();
    }

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_says_and_nobody_else()
    {
        var written = MatrixTable.Read();
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && !e.RoutePattern.RawText!.Contains("/hubs/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (Method: m, Path: PathOf(e)))).ToList();
        endpoints.Select(e => $"{e.Method} {e.Path}").Except(written.Select(w => w.Endpoint)).ShouldBeEmpty("not in docs/authorization.md");
        written.Select(w => w.Endpoint).Except(endpoints.Select(e => $"{e.Method} {e.Path}")).ShouldBeEmpty("in docs/authorization.md only");

        var world = await MatrixWorld.MakeAsync(app);
        var (asked, wrong) = (0, new List<string>());
        foreach (var row in written)
        {
            foreach (var (relation, expected) in row.Outcomes)
            {
                foreach (var role in Roles)
                {
                    var answer = await AskAsync(world, row, relation, role);
                    var seen = answer is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized ? $"{(int)answer}" : "yes";
                    var wanted = row.For(role, expected);
                    asked++;
                    if (seen != wanted)
                    {
                        wrong.Add($"{row.Endpoint} | {relation} | {role}: {seen} ({(int)answer}), the table says {wanted}");
                    }
                }
            }
        }

        output.WriteLine($"{written.Count} endpoints, {asked} cells");
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task Nobody_comes_to_any_of_them_without_signing_in()
    {
        using var http = new HttpClient(app.Server.CreateHandler()) { BaseAddress = app.Server.BaseAddress };
        foreach (var row in MatrixTable.Read())
        {
            using var request = new HttpRequestMessage(new HttpMethod(row.Method), new Uri(AddressOf(row.Path, Guid.NewGuid()), UriKind.Relative));
            using var answer = await http.SendAsync(request);
            var isTurnedAway = answer.StatusCode == HttpStatusCode.Unauthorized
                || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal));
            isTurnedAway.ShouldBeTrue($"{row.Endpoint}: {answer.StatusCode}");
        }
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal);

    private static string AddressOf(string path, Guid id) => path.Replace("{id}", id.ToString(), StringComparison.Ordinal)
        .Replace("{view}", id.ToString(), StringComparison.Ordinal).Replace("{country}", "GM", StringComparison.Ordinal).Replace("{name}", "retention", StringComparison.Ordinal);

    private async Task<HttpStatusCode> AskAsync(MatrixWorld world, MatrixRow row, string relation, string role)
    {
        var id = row.Kind is { } kind ? world[kind, relation] : Guid.Empty;
        var isApi = row.Path.StartsWith("/api/", StringComparison.Ordinal);
        var (http, token) = await SessionAsync(role);
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), new Uri(AddressOf(row.Path, id), UriKind.Relative));
        if (isApi)
        {
            request.Headers.Authorization = new("Bearer", await app.TokenAsync("NL", role, "visitor"));
            request.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
            request.Content = row.Method is "POST" or "PUT" ? JsonContent.Create(MatrixBodies.OfApi(row.Endpoint)) : null;
        }
        else if (row.Method == "POST")
        {
            request.Content = new FormUrlEncodedContent(MatrixBodies.OfPage(row.Endpoint).Append((Token, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        }

        using var answer = await http.SendAsync(request);
        if (MatrixBodies.Ends(row.Endpoint) && (int)answer.StatusCode < 400)
        {
            await world.RenewAsync(app, row.Kind!);
        }

        return answer.StatusCode;
    }

    /// <summary>A browser's session in the role, and the token of its forms.</summary>
    private async Task<(HttpClient Http, string Token)> SessionAsync(string role)
    {
        if (!sessions.TryGetValue(role, out var session))
        {
            var http = new HttpClient(new CookieContainerHandler { InnerHandler = app.Server.CreateHandler() }) { BaseAddress = app.Server.BaseAddress };
            await PostAsync(http, "/sign-in", ("tenant", "NL"), ("role", role), ("user", "visitor"));
            sessions[role] = session = (http, await TokenOfAsync(http, "/admin"));
        }

        return session;
    }

    private static async Task PostAsync(HttpClient http, string address, params (string, string)[] fields)
    {
        var token = await TokenOfAsync(http, address);
        using var form = new FormUrlEncodedContent(fields.Append((Token, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        (await http.PostAsync(new Uri(address, UriKind.Relative), form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<string> TokenOfAsync(HttpClient http, string address) =>
        HiddenToken().Match(await http.GetStringAsync(new Uri(address, UriKind.Relative))).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}

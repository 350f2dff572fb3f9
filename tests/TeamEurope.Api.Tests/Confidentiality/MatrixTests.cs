using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>Every endpoint, in every role, in every relation to what it is about, held against the table that people read.</summary>
public sealed class MatrixTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Roles = ["Desk", "Lead", "Coordinator", "Secretariat", "Auditor", "Operator"];
    private readonly Dictionary<string, PageSession> sessions = [];
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var session in sessions.Values)
        {
            session.Dispose();
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

    [Fact]
    public async Task Live_news_is_for_whoever_reads_content()
    {
        foreach (var role in Roles)
        {
            using var http = await app.RawAsync("NL", role);
            using var answer = await http.PostAsync(new Uri("/hubs/notifications/negotiate?negotiateVersion=1", UriKind.Relative), null);
            answer.StatusCode.ShouldBe(role is "Auditor" or "Operator" ? HttpStatusCode.Forbidden : HttpStatusCode.OK, role);
        }
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal);

    private static string AddressOf(string path, Guid id) => path.Replace("{id}", id.ToString(), StringComparison.Ordinal)
        .Replace("{view}", id.ToString(), StringComparison.Ordinal).Replace("{country}", "GM", StringComparison.Ordinal).Replace("{name}", "retention", StringComparison.Ordinal)
        + (path.EndsWith("/people/data", StringComparison.Ordinal) ? $"?user={MatrixBodies.People[0]}" : "");

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
            request.Content = new FormUrlEncodedContent(MatrixBodies.OfPage(row.Endpoint).Append((PageSession.TokenField, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        }

        using var answer = await http.SendAsync(request);
        if (MatrixBodies.Ends(row.Endpoint) && (int)answer.StatusCode < 400)
        {
            await world.RenewAsync(app, row.Kind!);
        }

        return answer.StatusCode;
    }

    private async Task<PageSession> SessionAsync(string role) =>
        sessions.TryGetValue(role, out var session) ? session : sessions[role] = await PageSession.SignInAsync(app, "NL", role, "visitor");
}

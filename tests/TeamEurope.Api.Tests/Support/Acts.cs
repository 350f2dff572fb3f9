using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Support;

/// <summary>What tests do again and again, and how they read answers.</summary>
internal static class Acts
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const string TypePrefix = "urn:teameurope:problem:";

    /// <summary>The call must be refused with this status and type.</summary>
    public static async Task<TeamEuropeProblemException> RefusedAsync(this Task act, int status, string code)
    {
        var problem = await Should.ThrowAsync<TeamEuropeProblemException>(() => act);
        ((int)problem.Status, problem.Type).ShouldBe((status, TypePrefix + code), problem.Message);
        return problem;
    }

    public static Task EvaluatedAsync(this TeamEuropeClient client) => client.WaitUntilEvaluatedAsync(Patience, alsoNotified: true);

    public static async Task<InitiativeView> RegisteredAsync(this TeamEuropeClient client, InitiativeBody body) =>
        (await client.RegisterAsync(body)).Value;

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public static Task<List<AlertView>> AlertsOfAsync(this TeamEuropeClient client, Guid initiative, string? rule = null) =>
        client.AllAlertsAsync(new AlertFilter { Initiative = initiative, Rule = rule }).ToListAsync();

    public static async Task<AlertView> AlertOfAsync(this TeamEuropeClient client, Guid initiative, string rule = "labour-competition") =>
        (await client.AlertsOfAsync(initiative, rule)).ShouldHaveSingleItem();

    public static async Task<List<NotificationView>> NewsAsync(this TeamEuropeClient client, long after = 0) =>
        [.. (await client.ListNotificationsAsync(after, 200)).Items];

    /// <summary>A raw client, signed in.</summary>
    public static async Task<HttpClient> RawAsync(this TestApp app, string tenant, string role = "Desk", string? user = null)
    {
        var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.TokenAsync(tenant, role, user));
        return http;
    }

    /// <summary>The answer to a GET, which must be there.</summary>
    public static async Task<T> ReadAsync<T>(this HttpClient http, string path) where T : class =>
        (await http.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative))).ShouldNotBeNull();

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient http, HttpMethod method, string path, string? json, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return http.SendAsync(request);
    }

    /// <summary>Problem details as the contract promises them, and nothing of the inside.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("type").GetString().ShouldBe(TypePrefix + code, text);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        foreach (var inside in new[] { "   at ", "Exception", "StackTrace", "System.", "Nullable", "Body body", "Request body" })
        {
            text.ShouldNotContain(inside, Case.Sensitive);
        }

        return problem;
    }
}

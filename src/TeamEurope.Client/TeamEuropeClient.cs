using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamEurope.Contracts;

namespace TeamEurope.Client;

/// <summary>What was read, and the version that a later change names in <c>If-Match</c>.</summary>
public sealed record Versioned<T>(T Value, string? ETag);

/// <summary>
/// The service's calls, typed. The address is the <see cref="HttpClient"/>'s base address (with a slash at its end where it has a
/// path). A refused call throws <see cref="TeamEuropeProblemException"/>. Safe for use by several threads.
/// </summary>
/// <param name="http">Its base address is the service; it stays the caller's to dispose of.</param>
/// <param name="token">Asked before every call; it should keep its token until that is about to expire. Empty: not signed in.</param>
public sealed partial class TeamEuropeClient(HttpClient http, Func<CancellationToken, ValueTask<string>> token)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    /// <summary>Signs in with a token that stays the same.</summary>
    public TeamEuropeClient(HttpClient http, string token) : this(http, _ => ValueTask.FromResult(token)) { }

    internal HttpClient Http => http;

    internal ValueTask<string> TokenAsync(CancellationToken cancellation) => token(cancellation);

    /// <summary>Development only: a token for anybody.</summary>
    public static async Task<string> DevTokenAsync(
        HttpClient http, string tenant, string role, string? user = null, CancellationToken cancellation = default)
    {
        var request = Request(HttpMethod.Post, "dev/token", new DevTokenRequest(tenant, role, user));
        return (await new TeamEuropeClient(http, "").SendAsync(request, BodyAsync<DevTokenView>, cancellation)).AccessToken;
    }

    /// <summary>How much of what was accepted is still to be evaluated or delivered.</summary>
    public Task<StatusView> GetStatusAsync(CancellationToken cancellation = default) => GetAsync<StatusView>("api/v1/status", cancellation);

    /// <summary>Waits until all that was accepted before is evaluated and, where asked for, its notifications are delivered.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="timeout"/>.</exception>
    public Task<StatusView> WaitUntilEvaluatedAsync(
        TimeSpan timeout, bool alsoNotified = false, CancellationToken cancellation = default) =>
        PollAsync(GetStatusAsync, s => s.PendingEvaluations == 0 && (!alsoNotified || s.PendingNotifications == 0), timeout, cancellation);

    private Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        SendAsync(Request(HttpMethod.Get, path), BodyAsync<T>, cancellation);

    private Task<T> PostAsync<T>(string path, object body, CancellationToken cancellation) =>
        SendAsync(Request(HttpMethod.Post, path, body), BodyAsync<T>, cancellation);

    private async Task DoAsync(HttpMethod method, string path, object? body, CancellationToken cancellation, string? ifMatch = null) =>
        await SendAsync(Request(method, path, body, ifMatch), (_, _) => Task.FromResult(true), cancellation);

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using (request)
        {
            var bearer = await token(cancellation);
            if (bearer.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await http.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode) throw await TeamEuropeProblemException.ReadAsync(response, cancellation);
            return await read(response, cancellation);
        }
    }

    private static HttpRequestMessage Request(
        HttpMethod method, string path, object? body = null, string? ifMatch = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body, body.GetType(), options: Json)),
        };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return request;
    }

    private static async Task<T> BodyAsync<T>(HttpResponseMessage response, CancellationToken cancellation) =>
        await response.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new JsonException("The answer is null.");

    private static async Task<Versioned<T>> VersionedAsync<T>(HttpResponseMessage response, CancellationToken cancellation) =>
        new(await BodyAsync<T>(response, cancellation), response.Headers.ETag?.ToString());

    /// <summary>The path with those parameters that have a value.</summary>
    private static string Query(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                query.Add($"{name}={Uri.EscapeDataString(text)}");
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static async IAsyncEnumerable<T> FollowAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> get, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            var page = await get(after, cancellation);
            foreach (var item in page.Items) yield return item;
            after = page.Next;
        }
        while (after is not null);
    }

    private static async Task<T> PollAsync<T>(
        Func<CancellationToken, Task<T>> get, Func<T, bool> isDone, TimeSpan timeout, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        for (var pause = FirstPoll; ; pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll)
        {
            var now = await get(cancellation);
            if (isDone(now)) return now;
            if (Stopwatch.GetElapsedTime(started) + pause > timeout) throw new TimeoutException($"Not done after {timeout}: {now}");
            await Task.Delay(pause, cancellation);
        }
    }
}

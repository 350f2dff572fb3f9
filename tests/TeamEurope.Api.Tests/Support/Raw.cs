using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using TeamEurope.Contracts;

namespace TeamEurope.Api.Tests.Support;

/// <summary>Calls by address, for what the typed client does not offer.</summary>
internal static class Raw
{
    private const string Api = "api/v1/";

    public static Task<T> AskAsync<T>(this HttpClient http, string path) => http.SendAsync<T>(HttpMethod.Get, path, null);

    public static async Task<IReadOnlyList<T>> ItemsAsync<T>(this HttpClient http, string path) => (await http.AskAsync<Page<T>>(path)).Items;

    /// <summary>Every page, joined by <paramref name="cursor"/>.</summary>
    public static async Task<List<T>> AllPagesAsync<T>(this HttpClient http, string path, string cursor = "after")
    {
        var all = new List<T>();
        for (string? next = null; ;)
        {
            var page = await http.AskAsync<Page<T>>(next is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{cursor}={next}");
            all.AddRange(page.Items);
            if ((next = page.Next) is null)
            {
                return all;
            }
        }
    }

    public static async Task<T> SendAsync<T>(this HttpClient http, HttpMethod method, string path, object? body)
    {
        using var response = await http.TrySendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
    }

    public static async Task<HttpResponseMessage> TrySendAsync(this HttpClient http, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Api + path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await http.SendAsync(request);
    }

    public static async Task<JsonElement> RefusedAsync(this HttpClient http, HttpMethod method, string path, object? body, int status, string code)
    {
        using var response = await http.TrySendAsync(method, path, body);
        return await response.ProblemAsync(status, code);
    }
}

using System.Net;
using System.Text.Json;

namespace TeamEurope.Client;

/// <summary>The service refused a call: its problem details (RFC 9457).</summary>
public sealed class TeamEuropeProblemException : Exception
{
    private TeamEuropeProblemException(HttpResponseMessage response, Dictionary<string, JsonElement> members)
        : base(Describe(response, members))
    {
        Status = response.StatusCode;
        Type = Text(members, "type");
        Title = Text(members, "title");
        Detail = Text(members, "detail");
        Errors = ReadErrors(members);
        Members = members;
        RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - DateTimeOffset.UtcNow,
            _ => null,
        };
    }

    public HttpStatusCode Status { get; }

    /// <summary>Stable: what to compare with.</summary>
    public string? Type { get; }
    public string? Title { get; }
    public string? Detail { get; }

    /// <summary>The offending fields: their JSON paths, and messages that say what is possible.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>All members of the problem as they came, also those of its type alone, such as <c>possible</c> or <c>alerts</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members { get; }

    /// <summary>When to try again, where the service says so.</summary>
    public TimeSpan? RetryAfter { get; }

    internal static async Task<TeamEuropeProblemException> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStringAsync(cancellation);
        return new TeamEuropeProblemException(response, ReadMembers(body));
    }

    /// <summary>None where the answer is no JSON object, as of a proxy in between.</summary>
    private static Dictionary<string, JsonElement> ReadMembers(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Describe(HttpResponseMessage response, Dictionary<string, JsonElement> members)
    {
        var head = $"{(int)response.StatusCode} {Text(members, "title") ?? response.ReasonPhrase}";
        var errors = ReadErrors(members).Select(e => $"{e.Key}: {string.Join(' ', e.Value)}");
        return string.Join(" | ", new[] { head, Text(members, "detail") }.Concat(errors).OfType<string>());
    }

    private static string? Text(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string[]> ReadErrors(Dictionary<string, JsonElement> members) =>
        members.TryGetValue("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
            ? errors.EnumerateObject().ToDictionary(e => e.Name, e => Messages(e.Value))
            : [];

    private static string[] Messages(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(m => m.ToString())] : [value.ToString()];
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>Small readers of an api.md body. "Blank text counts as missing, everywhere."</summary>
internal static class OracleBody
{
    public static string? Text(JsonObject body, string name)
    {
        var text = body[name]?.GetValue<string>();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public static DateOnly? Date(JsonObject body, string name) =>
        Text(body, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool Flag(JsonObject body, string name) => body[name]?.GetValue<bool>() ?? false;

    public static HashSet<string> Texts(JsonObject body, string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(body, name))
        {
            found.Add(item!.GetValue<string>());
        }

        return found;
    }

    public static IEnumerable<JsonNode?> Items(JsonObject body, string name) => body[name] as JsonArray ?? [];

    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}

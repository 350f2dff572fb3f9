using System.Text.Json;

namespace TeamEurope.Api.Telemetry;

/// <summary>
/// What of a log entry may leave the process. Our own entries name numbers, ids and codes only and are kept whole. The
/// framework's may quote what users sent (a path, a value that could not be read, the SQL of a failed command): of those only
/// the template is kept, with its placeholders. Of an exception its types and stack are kept, never its message.
/// </summary>
internal static class LogContent
{
    private const string Template = "{OriginalFormat}";

    public static bool KeepsValues(string? category) =>
        category is not null && (category.StartsWith("TeamEurope", StringComparison.Ordinal) || category == "Microsoft.Hosting.Lifetime");

    /// <summary>The text without values; empty where the entry has none.</summary>
    public static string TemplateOf(object? state) =>
        (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(v => v.Key == Template).Value as string ?? "";

    public static List<KeyValuePair<string, object?>> ValuesOf(string? category, IEnumerable<KeyValuePair<string, object?>>? values) =>
        values is null || !KeepsValues(category) ? [] : [.. values.Where(v => v.Key != Template && v.Value is not Exception)];

    /// <summary>Types and stacks, from the outermost to the innermost.</summary>
    public static IEnumerable<(string Type, string? Stack)> Parts(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return (e.GetType().FullName!, e.StackTrace);
        }
    }

    public static string StackOf(Exception exception) => string.Join(Environment.NewLine, Parts(exception).Select(p => $"{p.Type}{Environment.NewLine}{p.Stack}"));

    public static void Write(this Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartArray("exceptions");
        foreach (var (type, stack) in Parts(exception))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("stack", stack);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

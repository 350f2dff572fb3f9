using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeamEurope.Contracts;

namespace TeamEurope.Application.Initiatives;

/// <summary>A version as a list of fields, in the words of the contract, and the differences of two.</summary>
internal static class RevisionFields
{
    /// <summary>What is no field of a version: what every version has, and what its stages say already.</summary>
    private static readonly string[] Left = ["id", "reference", "owner", "version", "stages", "registeredAt", "changedAt"];

    public static IReadOnlyList<FieldChange> Differences(InitiativeView before, InitiativeView after)
    {
        var (old, present) = (FieldsOf(before), FieldsOf(after));
        var order = present.Keys.Concat(old.Keys.Where(k => !present.ContainsKey(k)));
        return
        [
            .. from field in order
               let was = old.GetValueOrDefault(field)
               let now = present.GetValueOrDefault(field)
               where was != now
               select new FieldChange(field, was, now)
        ];
    }

    private static Dictionary<string, string?> FieldsOf(InitiativeView view)
    {
        var fields = new Dictionary<string, string?>();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(view, JsonSerializerOptions.Web)!.AsObject())
        {
            if (!Left.Contains(name))
            {
                Add(fields, name, value);
            }
        }

        return fields;
    }

    private static void Add(Dictionary<string, string?> fields, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject whole:
                foreach (var (name, value) in whole)
                {
                    Add(fields, $"{path}.{name}", value);
                }

                break;
            case JsonArray list when list.All(n => n is JsonValue):
                fields[path] = list.Count == 0 ? null : string.Join(", ", list.Select(TextOf));
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Add(fields, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), list[i]);
                }

                break;
            default:
                fields[path] = TextOf(node);
                break;
        }
    }

    private static string? TextOf(JsonNode? node) =>
        node is null ? null : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
}

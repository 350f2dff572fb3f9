using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using TeamEurope.Application.Common;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>
/// An initiative as somebody typed it: texts by the names of their fields, which are the JSON paths of the contract
/// (<c>measures[0].quantity</c>). It is given back as it came, whatever is wrong with it.
/// </summary>
public sealed partial class TypedInitiative
{
    public const string Measures = "measures";
    public const string Statements = "complementarity";
    public const string Partners = "partners";
    public const string Participants = "participants";
    public const string NamedTenants = "namedTenants";

    private readonly Dictionary<string, string> texts;

    public TypedInitiative(IEnumerable<KeyValuePair<string, string?>> fields) =>
        texts = WithoutGaps(fields.Where(f => Words.Known(f.Value) is not null)
            .Select(f => KeyValuePair.Create(f.Key, f.Value!.Trim().ReplaceLineEndings("\n"))));

    public static TypedInitiative Of(IFormCollection form) =>
        new(form.Where(f => !f.Key.StartsWith('_')).Select(f => KeyValuePair.Create(f.Key, f.Value.LastOrDefault())));

    /// <summary>The names of what was filled in.</summary>
    public IEnumerable<string> Names => texts.Keys;

    /// <summary>What was typed; null where nothing was.</summary>
    public string? this[string name] => texts.GetValueOrDefault(name);

    public bool IsTicked(string name) => texts.ContainsKey(name);

    /// <summary>How many rows of a list are filled in: measures, statements, partners…</summary>
    public int RowsOf(string list) => texts.Keys.Select(k => Row().Match(k)).Where(m => m.Success && m.Groups[1].Value == list)
        .Select(m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture) + 1).DefaultIfEmpty(0).Max();

    /// <summary>The same with one field written otherwise; null empties it.</summary>
    public TypedInitiative With(string name, string? text) =>
        new(texts.Where(t => t.Key != name).Select(t => KeyValuePair.Create(t.Key, (string?)t.Value)).Append(KeyValuePair.Create(name, text)));

    /// <summary>The same without one row of a list.</summary>
    public TypedInitiative Without(string list, int row)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{list}[{row}]");
        return new(texts.Where(t => !t.Key.StartsWith(start, StringComparison.Ordinal)).Select(t => KeyValuePair.Create(t.Key, (string?)t.Value)));
    }

    /// <summary>Rows are numbered anew, so that a row's number on the page is its number in errors: blank ones were left out.</summary>
    private static Dictionary<string, string> WithoutGaps(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var found = new Dictionary<string, string>();
        var rows = new SortedDictionary<(string List, int Row), List<(string Field, string Text)>>();
        foreach (var (name, text) in fields)
        {
            if (Row().Match(name) is { Success: true } match && int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            {
                var key = (match.Groups[1].Value, row);
                rows.TryAdd(key, []);
                rows[key].Add((match.Groups[3].Value, text));
            }
            else
            {
                found[name] = text;
            }
        }

        foreach (var list in rows.Where(r => !IsBlank(r.Value)).GroupBy(r => r.Key.List))
        {
            foreach (var (filled, number) in list.Select((r, i) => (r.Value, i)))
            {
                foreach (var (field, text) in filled)
                {
                    found[string.Create(CultureInfo.InvariantCulture, $"{list.Key}[{number}]{field}")] = text;
                }
            }
        }

        return found;
    }

    /// <summary>A direction alone was preset, not typed.</summary>
    private static bool IsBlank(List<(string Field, string Text)> row) => row.TrueForAll(f => f.Field == ".direction");

    [GeneratedRegex(@"\A([A-Za-z]+)\[([0-9]{1,4})\](.*)\z", RegexOptions.Singleline)]
    private static partial Regex Row();
}

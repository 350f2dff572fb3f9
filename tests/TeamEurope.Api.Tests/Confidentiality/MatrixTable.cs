using Shouldly;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>One endpoint as docs/authorization.md has it.</summary>
/// <param name="Kind">What its address's id is; null where it is about nothing that is somebody's.</param>
/// <param name="Outcomes">By relation, what whoever may come gets: <c>yes</c>, <c>403</c> or <c>404</c>.</param>
internal sealed record MatrixRow(string Method, string Path, string? Kind, IReadOnlyList<string> Roles, IReadOnlyList<(string Relation, string Outcome)> Outcomes)
{
    public string Endpoint => $"{Method} {Path}";

    /// <summary>A cell says what everybody gets who may come, and after a comma whose role gets something else.</summary>
    public string For(string role, string outcome)
    {
        if (!Roles.Contains(role))
        {
            return "403";
        }

        var cell = outcome.Split(", ");
        return cell[1..].Select(other => other.Split(' ')).FirstOrDefault(other => other[0] == role)?[1] ?? cell[0];
    }
}

/// <summary>The tables of docs/authorization.md: one for each kind of thing, its relations in the heads of the columns.</summary>
internal static class MatrixTable
{
    private const string FirstColumn = "endpoint";

    public static List<MatrixRow> Read()
    {
        var (rows, kind, relations) = (new List<MatrixRow>(), (string?)null, Array.Empty<string>());
        var shorthands = new Dictionary<string, string[]>();
        foreach (var cells in File.ReadLines(Path.Combine(Root(), "docs", "authorization.md")).Where(l => l.StartsWith('|')).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries)))
        {
            if (cells[0] == "group of roles")
            {
                (kind, relations) = ("", []);
            }
            else if (cells[0].StartsWith(FirstColumn, StringComparison.Ordinal))
            {
                kind = cells[0][FirstColumn.Length..].Trim() is { Length: > 0 } about ? about["for one ".Length..] : null;
                relations = cells[2..];
            }
            else if (kind == "" && !cells[0].StartsWith('-'))
            {
                shorthands[cells[0]] = cells[1].Split(", ");
            }
            else if (cells[0].StartsWith('`'))
            {
                var endpoint = cells[0].Trim('`').Split(' ');
                var roles = cells[1].Split(", ").SelectMany(r => shorthands.GetValueOrDefault(r, [r])).ToList();
                rows.Add(new MatrixRow(endpoint[0], endpoint[1], kind, roles, relations.Length == 0 ? [("", "yes")] : [.. relations.Zip(cells[2..])]));
            }
        }

        rows.ShouldNotBeEmpty();
        rows.Select(r => r.Endpoint).ShouldBeUnique();
        return rows;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TeamEurope.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}

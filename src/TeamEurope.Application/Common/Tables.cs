using System.Text.RegularExpressions;

namespace TeamEurope.Application.Common;

/// <summary>A table to hand out as a file: its columns, and rows of cells that are text, a number, a day or empty.</summary>
/// <param name="Handling">The handling mark of the whole.</param>
public sealed record Table(string Name, string Handling, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>A cell: a text, a number or a day; nothing of all three is an empty cell.</summary>
public readonly partial record struct Cell(string? Text, decimal? Number, DateOnly? Day)
{
    /// <summary>Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.</summary>
    public static Cell Of(string? text) => new(text is null ? null : FormulaStart().Replace(text, "'"), null, null);

    public static Cell Of(decimal? number) => new(null, number, null);

    public static Cell Of(DateOnly? day) => new(null, null, day);

    /// <summary>
    /// What begins a formula, in ordinary and in full-width characters, or what some spreadsheets skip before one. Not only at the
    /// beginning: where lists are separated by semicolons or tabs, a spreadsheet that opens the file splits the text itself there.
    /// </summary>
    [GeneratedRegex(@"(?:^|(?<=[;\t\r\n]))(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r\n])", RegexOptions.CultureInvariant)]
    private static partial Regex FormulaStart();
}

/// <summary>Writes tables in one format.</summary>
public interface ITableWriter
{
    /// <summary>The format's name, which is also the file's extension: <c>csv</c>, <c>xlsx</c>.</summary>
    string Format { get; }

    string ContentType { get; }

    byte[] Write(Table table);
}

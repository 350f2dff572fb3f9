namespace TeamEurope.Application.Common;

/// <summary>A table to hand out as a file: its columns, and rows of cells that are text, a number, a day or empty.</summary>
/// <param name="Handling">The handling mark of the whole.</param>
public sealed record Table(string Name, string Handling, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>A cell: a text, a number or a day; nothing of all three is an empty cell.</summary>
public readonly record struct Cell(string? Text, decimal? Number, DateOnly? Day)
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>Text that no spreadsheet takes for a formula.</summary>
    public static Cell Of(string? text) =>
        new(text is [var first, ..] && FormulaStarts.Contains(first, StringComparison.Ordinal) ? $"'{text}" : text, null, null);

    public static Cell Of(decimal? number) => new(null, number, null);

    public static Cell Of(DateOnly? day) => new(null, null, day);
}

/// <summary>Writes tables in one format.</summary>
public interface ITableWriter
{
    /// <summary>The format's name, which is also the file's extension: <c>csv</c>, <c>xlsx</c>.</summary>
    string Format { get; }

    string ContentType { get; }

    byte[] Write(Table table);
}

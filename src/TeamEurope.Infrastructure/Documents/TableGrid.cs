using TeamEurope.Application.Briefings;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>A table's columns, with fixed widths, and its cleaned texts. A very wide table becomes several of these.</summary>
internal sealed record TableGrid(
    IReadOnlyList<string> Columns,
    IReadOnlyList<int> Widths,
    IReadOnlyList<bool> Numeric,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    bool Small)
{
    public const int SidePadding = 80;
    public const int TopPadding = 40;
    public const int BottomPadding = 40;

    // The rule between two rows is half a point; engines share it differently among the two.
    private const int RowRule = 14;
    private const int MaxHeaderLines = 8;

    public Look CellLook => Small ? Look.SmallCell : Look.Cell;

    public Look HeaderLook => Small ? Look.SmallHeaderCell : Look.HeaderCell;

    /// <summary>The height of the header row.</summary>
    public int HeaderHeight => HeightOf(Columns.Select((c, i) => Lines(c, i, HeaderLook).Count).Max(), HeaderLook);

    /// <summary>The grids of a table: one, or, with more columns than a page can hold, several that repeat the first column.</summary>
    public static IReadOnlyList<TableGrid> Of(Table table)
    {
        var count = Math.Max(table.Columns.Count, table.Rows.Select(r => r.Count).DefaultIfEmpty().Max());
        var columns = TableColumn.Of(Filled(table.Columns, count), [.. table.Rows.Select(r => Filled(r, count))]);
        return [.. TableColumn.Groups(columns).Select(Make)];
    }

    /// <summary>How many lines the row takes at most.</summary>
    public int LinesOf(IReadOnlyList<string> row) => row.Select((c, i) => Lines(c, i, CellLook).Count).Max();

    /// <summary>The height of a row of so many lines.</summary>
    public int HeightOf(int lines) => HeightOf(lines, CellLook);

    /// <summary>How many lines of a row fit into this height.</summary>
    public int LinesWithin(int height) => (height - HeightOf(0)) / CellLook.Line;

    /// <summary>Parts a row that is too high: what fits into so many lines, and the rest.</summary>
    public (IReadOnlyList<string> Head, IReadOnlyList<string> Tail) Split(IReadOnlyList<string> row, int lines)
    {
        var parts = row.Select((c, i) => SplitText(c, Lines(c, i, CellLook), lines)).ToList();
        return ([.. parts.Select(p => p.Head)], [.. parts.Select(p => p.Tail)]);
    }

    /// <summary>Parts a text after so many of its lines.</summary>
    public static (string Head, string Tail) SplitText(string text, IReadOnlyList<Range> lines, int count) => lines.Count <= count
        ? (text, "")
        : (text[..lines[count - 1].End], text[lines[count].Start..]);

    private static int HeightOf(int lines, Look look) => (lines * look.Line) + TopPadding + BottomPadding + RowRule;

    private IReadOnlyList<Range> Lines(string text, int column, Look look) =>
        LineBreaker.Break(text, look, Widths[column] - (2 * SidePadding));

    private static List<string> Filled(IReadOnlyList<string> row, int count) =>
        [.. row.Select(PlainText.Lines), .. Enumerable.Repeat("", count - row.Count)];

    private static TableGrid Make(IReadOnlyList<TableColumn> columns)
    {
        var grid = new TableGrid(
            [.. columns.Select(c => c.Head)],
            TableColumn.Widths(columns),
            [.. columns.Select(c => c.Numeric)],
            [.. columns[0].Cells.Select((_, row) => columns.Select(c => c.Cells[row]).ToList())],
            TableColumn.AreMany(columns));
        // A header that filled the page would leave no room for a row: it ends in an ellipsis instead.
        return grid with { Columns = [.. grid.Columns.Select((h, i) => Shortened(h, grid.Lines(h, i, grid.HeaderLook)))] };
    }

    private static string Shortened(string text, IReadOnlyList<Range> lines) =>
        lines.Count <= MaxHeaderLines ? text : text[..lines[MaxHeaderLines - 2].End] + "\n…";
}

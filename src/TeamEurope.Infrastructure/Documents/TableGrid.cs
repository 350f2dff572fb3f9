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
    private const int RowRule = 20;
    private const int MaxColumns = 12;
    private const int ManyColumns = 7;
    private const int MaxHeaderLines = 8;
    private const int MinWidth = 500;

    public Look CellLook => Small ? Look.SmallCell : Look.Cell;

    public Look HeaderLook => Small ? Look.SmallHeaderCell : Look.HeaderCell;

    /// <summary>The height of the header row.</summary>
    public int HeaderHeight => HeightOf(Columns.Select((c, i) => Lines(c, i, HeaderLook).Count).Max(), HeaderLook);

    /// <summary>The grids of a table: one, or, with more columns than a page can hold, several that repeat the first column.</summary>
    public static IReadOnlyList<TableGrid> Of(Table table)
    {
        var count = Math.Max(table.Columns.Count, table.Rows.Select(r => r.Count).DefaultIfEmpty().Max());
        var columns = Filled(table.Columns, count);
        var rows = table.Rows.Select(r => Filled(r, count)).ToList();
        return [.. Groups(count).Select(g => Make(g, columns, rows))];
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

    private static IEnumerable<int[]> Groups(int count)
    {
        if (count <= MaxColumns)
        {
            return count == 0 ? [] : [[.. Enumerable.Range(0, count)]];
        }

        // Groups of about equal size look calmer than full ones and a narrow last one.
        var groups = ((count - 2) / (MaxColumns - 1)) + 1;
        var size = ((count - 2) / groups) + 1;
        return Enumerable.Range(1, count - 1).Chunk(size).Select(g => (int[])[0, .. g]);
    }

    private static TableGrid Make(int[] group, List<string> columns, List<List<string>> rows)
    {
        var small = group.Length > ManyColumns;
        var heads = group.Select(c => columns[c]).ToList();
        var cells = rows.Select(r => (IReadOnlyList<string>)[.. group.Select(c => r[c])]).ToList();
        var widths = WidthsOf(heads, cells, small ? Look.SmallCell : Look.Cell, small ? Look.SmallHeaderCell : Look.HeaderCell);
        var numeric = group.Select((_, i) => IsNumeric(cells, i)).ToList();
        var grid = new TableGrid(heads, widths, numeric, cells, small);
        // A header that filled the page would leave no room for a row: it ends in an ellipsis instead.
        return grid with { Columns = [.. heads.Select((h, i) => Shortened(h, grid.Lines(h, i, grid.HeaderLook)))] };
    }

    private static string Shortened(string text, IReadOnlyList<Range> lines) =>
        lines.Count <= MaxHeaderLines ? text : text[..lines[MaxHeaderLines - 2].End] + "\n…";

    /// <summary>Every column gets its longest word if possible, and of what is left the more the more it has to say.</summary>
    private static int[] WidthsOf(List<string> heads, List<IReadOnlyList<string>> rows, Look cell, Look head)
    {
        var longest = new long[heads.Count];
        var wanted = new long[heads.Count];
        for (var i = 0; i < heads.Count; i++)
        {
            // One word of hundreds of letters shall not starve the other columns.
            longest[i] = Math.Min(2600, Most(rows, i, LineBreaker.LongestWord, cell, LineBreaker.LongestWord(heads[i], head)));
            longest[i] = Math.Max(MinWidth, longest[i] + (2 * SidePadding) + 20);
            wanted[i] = Math.Min(9000, Most(rows, i, LineBreaker.NaturalWidth, cell, LineBreaker.NaturalWidth(heads[i], head)));
            wanted[i] = Math.Max(longest[i], wanted[i] + (2 * SidePadding) + 20);
        }

        var left = Page.TextWidth - longest.Sum();
        var more = left <= 0 ? longest : [.. wanted.Select((w, i) => w - longest[i] + 1)];
        var from = left <= 0 ? Enumerable.Repeat((long)MinWidth, heads.Count) : longest;
        var share = Page.TextWidth - from.Sum();
        var widths = from.Select((f, i) => (int)(f + (share * more[i] / more.Sum()))).ToArray();
        widths[^1] += Page.TextWidth - widths.Sum();
        return widths;
    }

    private static int Most(List<IReadOnlyList<string>> rows, int column, Func<string, Look, int> measure, Look look, int least) =>
        rows.Aggregate(least, (most, row) => Math.Max(most, measure(row[column], look)));

    /// <summary>Figures are compared by their last digit, so they stand to the right.</summary>
    private static bool IsNumeric(List<IReadOnlyList<string>> rows, int column) =>
        rows.Exists(r => r[column].Length > 0)
        && rows.TrueForAll(r => r[column].All(c => char.IsAsciiDigit(c) || " \u00A0\u202F.,+-−–%€".Contains(c, StringComparison.Ordinal)));
}

using System.Text.RegularExpressions;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>A column of a table, and how wide the columns of a table are made.</summary>
internal sealed partial record TableColumn(string Head, IReadOnlyList<string> Cells, bool Numeric)
{
    // From so many columns on the letters are smaller.
    private const int Many = 8;
    private const int MinWidth = 320;

    // One word of hundreds of letters shall not starve the other columns, nor one long text.
    private const int MaxWord = 2600;
    private const int MaxLine = 9000;

    // In a wide table a column is content with about eight letters: longer words may break.
    private const int MaxNeed = 800;
    private const int Padding = (2 * TableGrid.SidePadding) + 20;

    public static IReadOnlyList<TableColumn> Of(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows) =>
        [.. heads.Select((head, i) => Make(head, [.. rows.Select(r => r[i])]))];

    /// <summary>Whether the columns are so many that they want small letters.</summary>
    public static bool AreMany(IReadOnlyList<TableColumn> columns) => columns.Count >= Many;

    /// <summary>The columns, in as many groups as needed to fit on the page; each group begins with the first column.</summary>
    public static IReadOnlyList<IReadOnlyList<TableColumn>> Groups(IReadOnlyList<TableColumn> columns)
    {
        if (columns.Count < Many)
        {
            return columns.Count == 0 ? [] : [columns];
        }

        var needs = columns.Select(c => Math.Min(MaxNeed, c.Longest(small: true))).ToList();
        var filled = new List<List<int>>();
        var room = 0;
        for (var i = 1; i < columns.Count; i++)
        {
            if (needs[i] > room || filled.Count == 0)
            {
                filled.Add([]);
                room = Page.TextWidth - needs[0];
            }

            filled[^1].Add(i);
            room -= needs[i];
        }

        // Groups of about equal size look calmer than full ones and a small last one.
        var even = Enumerable.Range(1, columns.Count - 1).Chunk((columns.Count - 2 + filled.Count) / filled.Count).ToList();
        var groups = even.TrueForAll(g => g.Sum(i => needs[i]) <= Page.TextWidth - needs[0])
            ? even
            : filled.ConvertAll(g => g.ToArray());
        return [.. groups.Select(g => (IReadOnlyList<TableColumn>)[columns[0], .. g.Select(i => columns[i])])];
    }

    /// <summary>Widths that fill the page: what each column wants; else its longest word, and more for who has more to say.</summary>
    public static IReadOnlyList<int> Widths(IReadOnlyList<TableColumn> columns)
    {
        var small = AreMany(columns);
        var longest = columns.Select(c => (long)c.Longest(small)).ToList();
        var wanted = columns.Select(c => (long)c.Wanted(small)).ToList();
        var least = columns.Select(_ => (long)MinWidth).ToList();
        var even = columns.Select(_ => 1L).ToList();
        return wanted.Sum() <= Page.TextWidth ? Shared(wanted, even)
            : longest.Sum() <= Page.TextWidth ? Shared(longest, [.. wanted.Zip(longest, (w, l) => w - l)])
            : Shared(least, longest);
    }

    /// <summary>The widths, and what is left of the page by these weights.</summary>
    private static List<int> Shared(List<long> widths, List<long> weights)
    {
        var left = Page.TextWidth - widths.Sum();
        var sum = weights.Sum();
        var shared = widths.Select((w, i) => (int)(w + (left * weights[i] / sum))).ToList();
        shared[^1] += Page.TextWidth - shared.Sum();
        return shared;
    }

    private static TableColumn Make(string head, List<string> cells)
    {
        // Figures are compared by their last digit, so they stand to the right; and they are not broken at a thousand.
        var numeric = cells.Exists(c => c.Any(char.IsAsciiDigit)) && cells.TrueForAll(c => Figure().IsMatch(c));
        return new(head, numeric ? cells.ConvertAll(c => c.Replace(' ', '\u00A0')) : cells, numeric);
    }

    private int Longest(bool small) => Math.Clamp(Most(LineBreaker.LongestWord, small) + Padding, MinWidth, MaxWord);

    private int Wanted(bool small) => Math.Clamp(Most(LineBreaker.NaturalWidth, small) + Padding, Longest(small), MaxLine);

    private int Most(Func<string, Look, int> measure, bool small) => Cells
        .Select(c => measure(c, small ? Look.SmallCell : Look.Cell))
        .Prepend(measure(Head, small ? Look.SmallHeaderCell : Look.HeaderCell))
        .Max();

    // An amount, a share or a count, or the dash that stands for none; not a date with its dashes, nor a list of numbers.
    [GeneratedRegex(@"^([+\-−–]?[\d \u00A0\u202F.,]{1,20}[%€]?|[\-–—])?$")]
    private static partial Regex Figure();
}

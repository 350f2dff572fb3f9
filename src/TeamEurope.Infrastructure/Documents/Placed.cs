namespace TeamEurope.Infrastructure.Documents;

/// <summary>What stands on a page, after pagination. A page begins where <see cref="StartsPage"/> says so, nowhere else.</summary>
internal abstract record Placed(bool StartsPage);

/// <summary>A paragraph, or the part of one that fits on its page.</summary>
/// <param name="StartsPage">Whether a new page begins with it.</param>
/// <param name="Look">How it looks.</param>
/// <param name="Text">Its text, with '\n' for the breaks in it.</param>
/// <param name="Anchor">The entry in the table of contents that leads here.</param>
internal sealed record PlacedText(bool StartsPage, Look Look, string Text, ContentsEntry? Anchor = null) : Placed(StartsPage);

/// <summary>The part of a table that stands on one page, with its header row. A caption, or a gap, always precedes it.</summary>
internal sealed record PlacedTable(TableGrid Grid, IReadOnlyList<IReadOnlyList<string>> Rows) : Placed(false);

/// <summary>A line of the table of contents.</summary>
internal sealed record ContentsEntry(int Number, int Level, string Text, int Page)
{
    /// <summary>The bookmark around the heading, named as Word names its own.</summary>
    public string Bookmark => $"_Toc{100000000 + Number}";
}

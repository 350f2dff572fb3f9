namespace TeamEurope.Application.Briefings;

/// <summary>
/// A briefing as a writer of documents sees it: words in order, already translated and already filtered for its
/// audience. Every text is plain; a writer escapes whatever its format would take for markup.
/// </summary>
/// <param name="Title">What stands on the cover, and in the file's properties.</param>
/// <param name="Subtitle">The line under the title: the meeting, its date, the audience.</param>
/// <param name="HandlingMark">PUBLIC, LIMITE or NATIONAL, shown on every page.</param>
/// <param name="Language">The language of the texts, as a BCP 47 tag such as <c>nl</c> or <c>fr-BE</c>.</param>
/// <param name="ContentsTitle">The heading over the table of contents.</param>
/// <param name="PageLabel">The footer's words: {0} stands for the page, {1} for their number ("Page {0} of {1}").</param>
/// <param name="Blocks">The content, in reading order.</param>
public sealed record BriefingDocument(
    string Title,
    string Subtitle,
    string HandlingMark,
    string Language,
    string ContentsTitle,
    string PageLabel,
    IReadOnlyList<Block> Blocks);

/// <summary>One piece of a briefing. The list of kinds is closed: a writer that forgets one fails its tests.</summary>
public abstract record Block;

/// <summary>A heading, which the table of contents names too.</summary>
/// <param name="Level">1 to 3; what lies outside is brought to the nearest.</param>
/// <param name="Text">One line; line breaks become spaces.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>Running text. A line break in it stays one.</summary>
public sealed record Paragraph(string Text, ParagraphTone Tone = ParagraphTone.Plain) : Block;

/// <summary>How loudly a paragraph speaks.</summary>
public enum ParagraphTone
{
    /// <summary>The body of the text.</summary>
    Plain,

    /// <summary>What the reader must not miss.</summary>
    Strong,

    /// <summary>A source, a footnote, a reservation: smaller and grey.</summary>
    Note
}

/// <summary>Items without an order of rank.</summary>
public sealed record BulletList(IReadOnlyList<string> Items) : Block;

/// <summary>
/// A table under a caption. Its header row is repeated wherever the table goes on. A row shorter than the others is
/// filled up with empty cells; an empty caption shows none.
/// </summary>
public sealed record Table(
    string Caption,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

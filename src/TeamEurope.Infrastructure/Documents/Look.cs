namespace TeamEurope.Infrastructure.Documents;

/// <summary>
/// How one kind of paragraph looks, as its style says and as the pagination counts. Lines are of exact height, so a
/// paragraph's height follows from the number of its lines alone, whatever font an engine takes.
/// </summary>
/// <param name="Style">The id of its paragraph style.</param>
/// <param name="HalfPoints">The font's size in half points, as the format counts it.</param>
/// <param name="Line">The height of a line in twips (twentieths of a point), like all that follows.</param>
/// <param name="Before">The space above.</param>
/// <param name="After">The space below.</param>
/// <param name="Indent">The indent from the left.</param>
/// <param name="Bold">Whether the font is bold.</param>
/// <param name="Colour">The font's colour, as RRGGBB.</param>
internal sealed record Look(
    string Style, int HalfPoints, int Line, int Before, int After, int Indent = 0, bool Bold = false, string Colour = Look.Ink)
{
    public const string Ink = "1F2933";
    public const string DarkBlue = "1B365D";
    public const string Grey = "5B6670";
    public const string Hairline = "B8C4D3";
    public const string HeaderFill = "E6ECF4";

    public static readonly Look Mark = new("HandlingMark", 22, 300, 0, 0, Bold: true, Colour: DarkBlue);
    public static readonly Look Title = new("Title", 56, 680, 3400, 240, Bold: true, Colour: DarkBlue);
    public static readonly Look Subtitle = new("Subtitle", 28, 380, 240, 0, Colour: Grey);
    public static readonly Look ContentsTitle = new("TOCHeading", 32, 420, 0, 200, Bold: true, Colour: DarkBlue);
    public static readonly Look Body = new("BodyText", 20, 270, 0, 120);
    public static readonly Look Strong = new("StrongText", 20, 270, 0, 120, Bold: true, Colour: DarkBlue);
    public static readonly Look Note = new("NoteText", 17, 230, 0, 120, Indent: 170, Colour: Grey);
    public static readonly Look Bullet = new("ListBullet", 20, 270, 0, 60, Indent: 340);

    /// <summary>A bullet's text going on after a page break, without a bullet of its own.</summary>
    public static readonly Look BulletRest = Bullet with { Style = "ListContinue" };
    public static readonly Look Caption = new("Caption", 18, 240, 160, 80, Bold: true, Colour: DarkBlue);

    /// <summary>The empty paragraph that stands after a table and after the table of contents: one line, not more.</summary>
    public static readonly Look Gap = new("Gap", 8, 160, 0, 0);
    public static readonly Look Cell = new("TableText", 17, 220, 0, 0);
    public static readonly Look HeaderCell = new("TableHeading", 17, 220, 0, 0, Bold: true, Colour: DarkBlue);
    public static readonly Look SmallCell = new("TableTextSmall", 15, 190, 0, 0);
    public static readonly Look SmallHeaderCell = new("TableHeadingSmall", 15, 190, 0, 0, Bold: true, Colour: DarkBlue);
    public static readonly Look Running = new("Footer", 16, 220, 0, 0, Colour: Grey);

    private static readonly Look[] Headings =
    [
        new("Heading1", 30, 400, 360, 140, Bold: true, Colour: DarkBlue),
        new("Heading2", 24, 320, 280, 100, Bold: true, Colour: DarkBlue),
        new("Heading3", 21, 280, 200, 80, Bold: true, Colour: "2F5A93")
    ];

    private static readonly Look[] Contents =
    [
        new("TOC1", 20, 270, 100, 0, Bold: true, Colour: DarkBlue),
        new("TOC2", 19, 250, 0, 0, Indent: 280),
        new("TOC3", 18, 240, 0, 0, Indent: 560, Colour: Grey)
    ];

    /// <summary>All of them: the document's styles are made from this list, so none can be used without existing.</summary>
    public static IReadOnlyList<Look> All { get; } =
    [
        Mark, Title, Subtitle, ContentsTitle, Body, Strong, Note, Bullet, BulletRest, Caption, Gap, Cell, HeaderCell,
        SmallCell, SmallHeaderCell, Running, .. Headings, .. Contents
    ];

    public static Look HeadingOf(int level) => Headings[level - 1];

    public static Look ContentsOf(int level) => Contents[level - 1];

    /// <summary>Whether it belongs to what comes below it: headings, and captions over their tables.</summary>
    public bool KeepsWithNext => Style == Caption.Style || Headings.Any(h => h.Style == Style);

    /// <summary>The height of a paragraph of so many lines, with the spaces around it.</summary>
    public int HeightOf(int lines) => Before + (lines * Line) + After;
}

/// <summary>The A4 page, in twips.</summary>
internal static class Page
{
    public const int Width = 11906;
    public const int Height = 16838;
    public const int Side = 1134;
    public const int Top = 1474;
    public const int Bottom = 1304;
    public const int Running = 624;
    public const int TextWidth = Width - (2 * Side);

    // A line is kept free, against rounding in an engine.
    public const int TextHeight = Height - Top - Bottom - 240;
}

using TeamEurope.Application.Briefings;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>
/// Puts a document on pages. Nobody may have to update a field to see right page numbers, so we decide where each page
/// begins: heights are estimated from above (<see cref="LineBreaker"/>), what would not surely fit starts a new page
/// by an explicit break, and what fits on no page is parted. Then the page of every heading is known by construction.
/// </summary>
internal sealed class Paginator
{
    // Shorter paragraphs are moved as a whole; of longer ones at least so many lines stand on either side of a break.
    private const int KeptLines = 6;
    private const int OrphanLines = 3;
    private const int KeptRowLines = 14;
    private const int MaxHeading = 240;
    private const int MaxChain = 6;

    private readonly List<Placed> _placed = [];
    private readonly List<ContentsEntry> _contents = [];
    private int _left = Page.TextHeight;
    private bool _breakNext;
    private int _page;

    private Paginator(int firstPage) => _page = firstPage;

    /// <summary>The pages of a document: cover, contents, body.</summary>
    public static PagedDocument Paginate(BriefingDocument document)
    {
        var cover = new Paginator(1);
        cover.Text(Look.Title, PlainText.Line(document.Title));
        cover.Text(Look.Subtitle, PlainText.Lines(document.Subtitle));

        var body = new Paginator(1) { _breakNext = true };
        var blocks = document.Blocks.SelectMany(Prepared).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            body.Place(blocks, i);
        }

        // The figures do not change the height of the contents, as room for them is always left. So we may count the
        // body's pages from one, then lay the contents out, and know on which page the body really begins.
        var contents = new Paginator(cover._page + 1) { _breakNext = true };
        var before = body._contents.Count == 0 ? cover._page : contents.Contents(document.ContentsTitle, body._contents);
        return new(
            cover._placed,
            contents._placed,
            body._placed,
            [.. body._contents.Select(e => e with { Page = e.Page + before })],
            before + (body._placed.Count == 0 ? 0 : body._page));
    }

    /// <summary>An overlong heading or caption is cut, and a paragraph says the rest, or all of it: no word is lost.</summary>
    private static IEnumerable<Block> Prepared(Block block)
    {
        if (block is Heading heading)
        {
            var (head, rest) = PlainText.Cut(PlainText.Line(heading.Text), MaxHeading);
            yield return new Heading(Math.Clamp(heading.Level, 1, 3), head);
            if (rest.Length > 0)
            {
                yield return new Paragraph(rest);
            }
        }
        else if (block is Table table)
        {
            // A caption stands again over each part of the table, so a long one is given in full only once.
            var caption = PlainText.Line(table.Caption);
            var (head, rest) = PlainText.Cut(caption, MaxHeading);
            if (rest.Length > 0)
            {
                yield return new Paragraph(caption, ParagraphTone.Note);
            }

            yield return table with { Caption = head };
        }
        else
        {
            yield return block;
        }
    }

    private void Place(List<Block> blocks, int index)
    {
        switch (blocks[index])
        {
            case Heading heading:
                PlaceHeading(heading, Following(blocks, index + 1));
                break;
            case Paragraph paragraph:
                Text(LookOf(paragraph.Tone), PlainText.Lines(paragraph.Text));
                break;
            case BulletList list:
                foreach (var item in list.Items)
                {
                    Text(Look.Bullet, PlainText.Lines(item), rest: Look.BulletRest);
                }

                break;
            case Table table:
                PlaceTable(table);
                break;
            default:
                throw new NotSupportedException($"A briefing with a block of kind {blocks[index].GetType().Name} cannot be written.");
        }
    }

    private static Look LookOf(ParagraphTone tone) => tone switch
    {
        ParagraphTone.Strong => Look.Strong,
        ParagraphTone.Note => Look.Note,
        ParagraphTone.Plain => Look.Body
    };

    private void PlaceHeading(Heading heading, int following)
    {
        var look = Look.HeadingOf(heading.Level);
        var height = look.HeightOf(LinesOf(look, heading.Text).Count);
        // A heading at the foot of a page helps nobody. But a long chain of headings may go over several pages.
        if (height + following > _left && (height > _left || height + following <= Page.TextHeight))
        {
            BreakPage();
        }

        var entry = new ContentsEntry(_contents.Count + 1, heading.Level, heading.Text, _page);
        _contents.Add(entry);
        Add(look, heading.Text, height, entry);
    }

    /// <summary>The height of what a heading wants to have below it: the headings that follow, and the beginning of a text or table.</summary>
    private static int Following(List<Block> blocks, int index, int depth = 0)
    {
        if (index >= blocks.Count || depth == MaxChain)
        {
            return 0;
        }

        return blocks[index] switch
        {
            Heading h when Look.HeadingOf(h.Level) is var look =>
                look.HeightOf(LinesOf(look, h.Text).Count) + Following(blocks, index + 1, depth + 1),
            Paragraph p => Beginning(LookOf(p.Tone), p.Text),
            BulletList { Items: [var first, ..] } => Beginning(Look.Bullet, first),
            Table t when TableGrid.Of(t) is [var grid, ..] => CaptionHeight(t.Caption) + grid.HeaderHeight + FirstRow(grid) + Look.Gap.Line,
            _ => 0
        };
    }

    private static int Beginning(Look look, string text)
    {
        var lines = LinesOf(look, PlainText.Lines(text)).Count;
        return look.HeightOf(lines > KeptLines ? OrphanLines : lines);
    }

    private static int FirstRow(TableGrid grid) =>
        grid.Rows is [var first, ..] ? grid.HeightOf(Math.Min(grid.LinesOf(first), KeptRowLines)) : 0;

    private void Text(Look look, string text, Look? rest = null)
    {
        while (true)
        {
            var lines = LinesOf(look, text);
            if (look.HeightOf(lines.Count) <= _left)
            {
                Add(look, text, look.HeightOf(lines.Count));
                return;
            }

            var fitting = Math.Min((_left - look.HeightOf(0)) / look.Line, lines.Count - OrphanLines);
            if (lines.Count <= KeptLines || fitting < OrphanLines)
            {
                BreakPage();
                continue;
            }

            (var head, text) = TableGrid.SplitText(text, lines, fitting);
            Add(look, head, look.HeightOf(fitting));
            look = rest ?? look;
            BreakPage();
        }
    }

    private void PlaceTable(Table table)
    {
        // The captions are numbered when it is known how many there are.
        var captions = new List<int>();
        var grids = TableGrid.Of(table);
        if (grids.Count == 0)
        {
            Text(Look.Caption, table.Caption);
            return;
        }

        foreach (var grid in grids)
        {
            var rows = new Stack<IReadOnlyList<string>>(grid.Rows.Reverse());
            var first = CaptionHeight(table.Caption) + grid.HeaderHeight + FirstRow(grid) + Look.Gap.Line;
            if (first > _left)
            {
                BreakPage();
            }

            do
            {
                captions.Add(_placed.Count);
                PlacePart(table.Caption, grid, rows);
            }
            while (rows.Count > 0);
        }

        for (var i = 0; captions.Count > 1 && table.Caption.Length > 0 && i < captions.Count; i++)
        {
            var caption = (PlacedText)_placed[captions[i]];
            _placed[captions[i]] = caption with { Text = $"{caption.Text} ({i + 1}/{captions.Count})" };
        }
    }

    /// <summary>As many rows as the page holds, under caption and header; breaks the page when some are left.</summary>
    private void PlacePart(string caption, TableGrid grid, Stack<IReadOnlyList<string>> rows)
    {
        Add(caption.Length == 0 ? Look.Gap : Look.Caption, caption, CaptionHeight(caption));
        var room = _left - grid.HeaderHeight - Look.Gap.Line;
        var part = new List<IReadOnlyList<string>>();
        while (rows.TryPop(out var row))
        {
            var lines = grid.LinesOf(row);
            var fitting = grid.LinesWithin(room);
            if (lines > fitting && lines > KeptRowLines && fitting >= OrphanLines)
            {
                (row, var rest) = grid.Split(row, fitting);
                rows.Push(rest);
                lines = fitting;
            }
            else if (lines > fitting)
            {
                rows.Push(row);
                break;
            }

            part.Add(row);
            room -= grid.HeightOf(lines);
        }

        _placed.Add(new PlacedTable(grid, part));
        _left = room + Look.Gap.Line;
        Add(Look.Gap, "", Look.Gap.Line);
        if (rows.Count > 0)
        {
            BreakPage();
        }
    }

    // The number that a divided table's caption gets is measured along.
    private static int CaptionHeight(string caption) => caption.Length == 0
        ? Look.Gap.Line
        : Look.Caption.HeightOf(LinesOf(Look.Caption, caption + " (9999/9999)").Count);

    /// <summary>Lays out the contents; gives the last page they stand on.</summary>
    private int Contents(string title, List<ContentsEntry> entries)
    {
        Text(Look.ContentsTitle, PlainText.Line(title));
        foreach (var entry in entries)
        {
            var look = Look.ContentsOf(entry.Level);
            var height = look.HeightOf(LinesOf(look, entry.Text, FiguresWidth).Count);
            if (height + Look.Gap.Line > _left)
            {
                BreakPage();
            }

            Add(look, entry.Text, height, entry);
        }

        Add(Look.Gap, "", Look.Gap.Line);
        return _page;
    }

    /// <summary>Room for the leader dots and the page number behind an entry of the contents.</summary>
    private const int FiguresWidth = 900;

    private static IReadOnlyList<Range> LinesOf(Look look, string text, int reserved = 0) =>
        LineBreaker.Break(text, look, Page.TextWidth - look.Indent - reserved);

    private void Add(Look look, string text, int height, ContentsEntry? anchor = null)
    {
        _placed.Add(new PlacedText(_breakNext, look, text, anchor));
        _breakNext = false;
        _left -= height;
    }

    private void BreakPage()
    {
        // A page on which nothing stands yet needs no break; what does not fit on an empty one is parted by its kind.
        if (_left == Page.TextHeight)
        {
            return;
        }

        _page++;
        _left = Page.TextHeight;
        _breakNext = true;
    }
}

/// <summary>A document on its pages.</summary>
/// <param name="Cover">The title page.</param>
/// <param name="Contents">The lines of the table of contents; none where there is no heading.</param>
/// <param name="Body">The blocks.</param>
/// <param name="Entries">The headings, each with its page.</param>
/// <param name="Pages">How many pages there are.</param>
internal sealed record PagedDocument(
    IReadOnlyList<Placed> Cover,
    IReadOnlyList<Placed> Contents,
    IReadOnlyList<Placed> Body,
    IReadOnlyList<ContentsEntry> Entries,
    int Pages);

using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>The body of the file: pages already decided become paragraphs, tables and a table of contents.</summary>
internal static class DocxBody
{
    public const string HeaderId = "rIdHeader";
    public const string FooterId = "rIdFooter";
    private const string ContentsInstruction = """ TOC \o "1-3" \h \z """;

    public static Body Make(PagedDocument document, string contentsTitle)
    {
        var body = new Body();
        body.Append(document.Cover.Select(Element));
        if (document.Contents.Count > 0)
        {
            body.Append(Contents(document, contentsTitle));
        }

        body.Append(document.Body.Select(Element));
        LetGo(body);
        body.Append(new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = HeaderId },
            new FooterReference { Type = HeaderFooterValues.Default, Id = FooterId },
            new PageSize { Width = Page.Width, Height = Page.Height },
            new PageMargin
            {
                Top = Page.Top,
                Bottom = Page.Bottom,
                Left = Page.Side,
                Right = Page.Side,
                Header = Page.Running,
                Footer = Page.Running,
                Gutter = 0
            }));
        return body;
    }

    /// <summary>A paragraph of one style.</summary>
    public static Paragraph Paragraph(Look look, bool startsPage = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = look.Style });
        if (startsPage)
        {
            // The space above would push the first line of a page below that of the others.
            properties.Append(new PageBreakBefore(), new SpacingBetweenLines { Before = "0" });
        }

        return new Paragraph(properties);
    }

    /// <summary>A text as runs, its line breaks as breaks.</summary>
    public static Run Text(string text)
    {
        var run = new Run();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <summary>A field with the result that is shown until somebody updates it.</summary>
    public static IEnumerable<Run> Field(string instruction, string cached) =>
        [.. FieldBegin(instruction), Text(cached), Mark(FieldCharValues.End)];

    /// <summary>
    /// A heading that is the last on its page (in a chain of headings longer than the page) must not try to follow its
    /// successor: what an engine then does with our break is its own affair.
    /// </summary>
    private static void LetGo(Body body)
    {
        var keeping = Look.All.Where(l => l.KeepsWithNext).Select(l => l.Style).ToHashSet();
        foreach (var style in body.Elements<Paragraph>()
            .Where(p => p.NextSibling() is Paragraph { ParagraphProperties.PageBreakBefore: not null })
            .Select(p => p.ParagraphProperties!.ParagraphStyleId!)
            .Where(s => keeping.Contains(s.Val!.Value!)))
        {
            style.InsertAfterSelf(new KeepNext { Val = false });
        }
    }

    private static Run[] FieldBegin(string instruction) =>
    [
        Mark(FieldCharValues.Begin),
        new(new FieldCode(instruction) { Space = SpaceProcessingModeValues.Preserve }),
        Mark(FieldCharValues.Separate)
    ];

    private static Run Mark(FieldCharValues kind) => new(new FieldChar { FieldCharType = kind });

    private static OpenXmlElement Element(Placed placed) => placed switch
    {
        PlacedText text => TextElement(text),
        PlacedTable table => Table(table),
        _ => throw new NotSupportedException(placed.GetType().Name)
    };

    private static Paragraph TextElement(PlacedText text)
    {
        var paragraph = Paragraph(text.Look, text.StartsPage);
        if (text.Anchor is not { } anchor)
        {
            // An empty paragraph without a run is as high as its style says.
            return text.Text.Length == 0 ? paragraph : With(paragraph, Text(text.Text));
        }

        var id = anchor.Number.ToString(CultureInfo.InvariantCulture);
        return With(
            paragraph,
            new BookmarkStart { Id = id, Name = anchor.Bookmark },
            Text(text.Text),
            new BookmarkEnd { Id = id });
    }

    /// <summary>
    /// A field, so that a word processor can renew it, in the frame by which it knows a table of contents. Its cached
    /// result is complete: links to the headings' bookmarks, each with its page.
    /// </summary>
    private static SdtBlock Contents(PagedDocument document, string title)
    {
        var pages = document.Entries.ToDictionary(e => e.Number, e => e.Page);
        var content = new SdtContentBlock();
        var begun = false;
        foreach (var line in document.Contents.Cast<PlacedText>())
        {
            if (line.Anchor is not { } entry)
            {
                content.Append(line.Look == Look.Gap
                    ? With(Paragraph(line.Look), Mark(FieldCharValues.End))
                    : TextElement(line));
                continue;
            }

            var paragraph = Paragraph(line.Look, line.StartsPage);
            paragraph.Append(begun ? [] : FieldBegin(ContentsInstruction));
            begun = true;
            var link = new Hyperlink(Text(line.Text), new Run(new TabChar())) { Anchor = entry.Bookmark, History = true };
            link.Append(Field(
                $" PAGEREF {entry.Bookmark} \\h ",
                pages[entry.Number].ToString(CultureInfo.InvariantCulture)));
            content.Append(With(paragraph, link));
        }

        return new SdtBlock(
            new SdtProperties(
                new SdtAlias { Val = title },
                new SdtId { Val = 1 },
                new SdtContentDocPartObject(
                    new DocPartGallery { Val = "Table of Contents" },
                    new DocPartUnique())),
            content);
    }

    private static Table Table(PlacedTable placed)
    {
        var grid = placed.Grid;
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = DocxStyles.TableStyle },
                new TableWidth { Width = Number(Page.TextWidth), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true }),
            new DocumentFormat.OpenXml.Wordprocessing.TableGrid(grid.Widths.Select(w => new GridColumn { Width = Number(w) })),
            new TableRow(
                [new TableRowProperties(new CantSplit(), new TableHeader()), .. grid.Columns.Select((c, i) => Cell(grid, i, grid.HeaderLook, c))]));
        foreach (var row in placed.Rows)
        {
            table.Append(new TableRow([new TableRowProperties(new CantSplit()), .. row.Select((c, i) => Cell(grid, i, grid.CellLook, c))]));
        }

        return table;
    }

    private static TableCell Cell(TableGrid grid, int column, Look look, string text)
    {
        var properties = new TableCellProperties(
            new TableCellWidth { Width = Number(grid.Widths[column]), Type = TableWidthUnitValues.Dxa });
        // Shading in the cells, not in the table's style: not every engine heeds conditional styles.
        if (look == grid.HeaderLook)
        {
            properties.Append(
                new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = Look.HeaderFill },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Bottom });
        }

        var paragraph = Paragraph(look);
        if (grid.Numeric[column])
        {
            paragraph.ParagraphProperties!.Append(new Justification { Val = JustificationValues.Right });
        }

        return new TableCell(properties, text.Length == 0 ? paragraph : With(paragraph, Text(text)));
    }

    private static Paragraph With(Paragraph paragraph, params OpenXmlElement[] children)
    {
        paragraph.Append(children);
        return paragraph;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

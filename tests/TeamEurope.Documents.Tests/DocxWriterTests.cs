using System.IO.Compression;
using DocumentFormat.OpenXml.Wordprocessing;
using FsCheck;
using FsCheck.Fluent;
using TeamEurope.Application.Briefings;
using TeamEurope.Infrastructure.Documents;
using Briefing = TeamEurope.Application.Briefings;

namespace TeamEurope.Documents.Tests;

public sealed class DocxWriterTests
{
    public static TheoryData<string> Names => [.. Briefings.Keys];

    private static Dictionary<string, Func<BriefingDocument>> Briefings { get; } = new()
    {
        ["short"] = Samples.Short,
        ["sixty countries"] = Samples.SixtyCountries,
        ["very long"] = Samples.VeryLong,
        ["any mixture"] = () => Samples.Random(seed: 7, blocks: 60),
        ["nothing"] = () => Samples.Of(),
        ["no headings"] = () => Samples.Of(new Briefing.Paragraph("Only this."))
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_format_s_own_validator_finds_nothing(string name)
    {
        using var docx = new Docx(DocxWriter.Write(Briefings[name]()));
        docx.Errors().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_briefing_gives_the_same_bytes(string name) =>
        DocxWriter.Write(Briefings[name]()).ShouldBe(DocxWriter.Write(Briefings[name]()));

    [Fact]
    public void The_bytes_carry_neither_a_moment_nor_a_random_name()
    {
        using var zip = new ZipArchive(new MemoryStream(DocxWriter.Write(Samples.Short())));
        zip.Entries.Select(e => e.LastWriteTime.Year).Distinct().ShouldBe([1980]);
        zip.Entries.Select(e => e.FullName).ShouldBe(
        [
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
            "word/footer1.xml", "word/header1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml"
        ]);
    }

    [Fact]
    public void Headings_have_real_styles_with_outline_levels()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.Short()));
        docx.Headings.Select(h => (Docx.StyleOf(h), h.InnerText)).ShouldBe(
        [
            ("Heading1", "§1§ Tunisia"), ("Heading2", "§2§ What is asked and offered"), ("Heading3", "§3§ Side effects")
        ]);
        var styles = docx.Main.StyleDefinitionsPart!.Styles!.Elements<Style>().ToDictionary(s => s.StyleId!.Value!);
        Enumerable.Range(1, 3).Select(l => styles[$"Heading{l}"].StyleParagraphProperties!.OutlineLevel!.Val!.Value).ShouldBe([0, 1, 2]);
        docx.Body.Descendants<ParagraphStyleId>().Select(s => s.Val!.Value!).Except(styles.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_contents_are_a_field_whose_entries_lead_to_the_headings()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.SixtyCountries()));
        docx.Body.Descendants<FieldCode>().First().Text.ShouldContain("TOC");
        docx.Contents.Select(e => e.Text).ShouldBe(docx.Headings.Select(h => h.InnerText));
        docx.Contents.Select(e => e.Anchor).ShouldBe(docx.Headings.Select(h => h.GetFirstChild<BookmarkStart>()!.Name!.Value));
        docx.Contents.Select(e => e.Page).ShouldBeInOrder();
        var marks = docx.Body.Descendants<FieldChar>().GroupBy(f => f.FieldCharType!.Value).ToDictionary(g => g.Key, g => g.Count());
        marks.Values.Distinct().Count().ShouldBe(1, "every field that begins is separated and ended");
        // A contents list of four pages or more must have been counted, too.
        docx.Contents[0].Page.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void The_pages_named_are_those_where_the_breaks_put_the_headings()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.SixtyCountries()));
        var page = 1;
        var pages = new List<int>();
        foreach (var paragraph in docx.Body.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>())
        {
            page += paragraph.ParagraphProperties?.PageBreakBefore is null ? 0 : 1;
            if (docx.Headings.Contains(paragraph))
            {
                pages.Add(page);
            }
        }

        docx.Contents.Select(e => e.Page).ShouldBe(pages);
        docx.Pages.ShouldBe(page);
    }

    [Fact]
    public void Every_table_repeats_its_header_and_never_breaks_a_row()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.SixtyCountries()));
        var tables = docx.Body.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>().ToList();
        tables.Count.ShouldBeGreaterThan(60);
        foreach (var rows in tables.Select(t => t.Elements<TableRow>().ToList()))
        {
            rows[0].TableRowProperties!.GetFirstChild<TableHeader>().ShouldNotBeNull();
            rows.ShouldAllBe(r => r.TableRowProperties!.GetFirstChild<CantSplit>() != null);
        }
    }

    [Fact]
    public void A_table_of_many_pages_loses_no_row_and_counts_its_parts()
    {
        var rows = Enumerable.Range(1, 150).Select(i => (IReadOnlyList<string>)[$"Row {i}", "x"]).ToList();
        using var docx = new Docx(DocxWriter.Write(Samples.Of(new Briefing.Table("Many", ["A", "B"], rows))));
        var tables = docx.Body.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>().ToList();
        tables.SelectMany(t => t.Elements<TableRow>().Skip(1)).Select(r => r.GetFirstChild<TableCell>()!.InnerText)
            .ShouldBe(rows.Select(r => r[0]));
        docx.Body.Elements<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Where(p => Docx.StyleOf(p) == "Caption").Select(p => p.InnerText)
            .ShouldBe(Enumerable.Range(1, tables.Count).Select(i => $"Many ({i}/{tables.Count})"));
    }

    [Fact]
    public void A_row_higher_than_a_page_goes_on_without_losing_a_word()
    {
        var text = string.Join(' ', Enumerable.Range(1, 4000));
        using var docx = new Docx(DocxWriter.Write(Samples.Of(new Briefing.Table("Long", ["A", "B"], [["x", text]]))));
        var cells = docx.Body.Descendants<TableRow>().Where(r => r.TableRowProperties!.GetFirstChild<TableHeader>() is null)
            .Select(r => r.Elements<TableCell>().Last().InnerText).ToList();
        cells.Count.ShouldBeGreaterThan(1);
        string.Join(' ', cells).ShouldBe(text);
    }

    [Fact]
    public void Twenty_seven_columns_become_several_tables_under_the_same_first_column()
    {
        var names = Enumerable.Range(1, 27).Select(i => $"State {i}").ToList();
        using var docx = new Docx(DocxWriter.Write(Samples.Of(new Briefing.Table("Matrix", ["Country", .. names], [["Tunisia", .. names]]))));
        var headers = docx.Body.Descendants<TableRow>().Where(r => r.TableRowProperties!.GetFirstChild<TableHeader>() is not null)
            .Select(r => r.Elements<TableCell>().Select(c => c.InnerText).ToList()).ToList();
        headers.Count.ShouldBeGreaterThan(1);
        headers.ShouldAllBe(h => h[0] == "Country");
        headers.SelectMany(h => h.Skip(1)).ShouldBe(names);
    }

    [Fact]
    public void Every_page_carries_its_mark_and_its_number()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.Short()));
        docx.Main.HeaderParts.Single().Header.InnerText.ShouldBe("LIMITE");
        var footer = docx.Main.FooterParts.Single().Footer;
        footer.Descendants<FieldCode>().Select(f => f.Text.Trim()).ShouldBe(["PAGE", "NUMPAGES"]);
        string.Concat(footer.Descendants<Text>().Select(t => t.Text)).ShouldEndWith("Page 1 of 3");
    }

    [Fact]
    public void The_properties_name_title_and_language()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.Short() with { Language = "nl" }));
        (docx.Title, docx.Language).ShouldBe(("Briefing for the meeting of MOCADEM", "nl-NL"));
        docx.Main.StyleDefinitionsPart!.Styles!.Descendants<Languages>().First().Val!.Value.ShouldBe("nl-NL");
        docx.Body.Descendants<PageSize>().Single().ShouldSatisfyAllConditions(s => s.Width!.Value.ShouldBe(11906u), s => s.Height!.Value.ShouldBe(16838u));
    }

    [Fact]
    public void What_garbles_a_text_is_taken_out_of_it()
    {
        using var docx = new Docx(DocxWriter.Write(Samples.Of(new Briefing.Paragraph("a\0\u0001b\uD800\uFFFE\u202Ec\r\nd\te"))));
        docx.Body.Elements<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Last().Descendants<Text>()
            .Select(t => t.Text).ShouldBe(["ab\uFFFDc", "d e"]);
    }

    [Fact]
    public void Any_text_anywhere_gives_a_valid_document() => Prop.ForAll<string, string>((a, b) =>
    {
        var (x, y) = (a ?? "", b ?? "");
        using var docx = new Docx(DocxWriter.Write(new BriefingDocument(x, y, x, y, x, y,
        [
            new Heading(x.Length, y), new Briefing.Paragraph(x, ParagraphTone.Note), new BulletList([x, y]), new Briefing.Table(x, [y, x], [[x, y, x]])
        ])));
        return docx.Errors().Count == 0;
    }).QuickCheckThrowOnFailure();
}

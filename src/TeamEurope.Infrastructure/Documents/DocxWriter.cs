using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using TeamEurope.Application.Briefings;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>
/// Writes a briefing as an Office Open XML document. The same briefing gives the same bytes, as a frozen one carries
/// its hash. The page numbers in its table of contents are right as the file stands: see <see cref="Paginator"/>.
/// </summary>
public static partial class DocxWriter
{
    // The oldest moment that a zip can hold: the file says nothing about when it was made.
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(BriefingDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            Fill(package, document);
        }

        return Normalised(stream);
    }

    private static void Fill(WordprocessingDocument package, BriefingDocument document)
    {
        var paged = Paginator.Paginate(document);
        var language = FullTag(document.Language);
        var main = package.AddNewPart<MainDocumentPart>(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "rIdMain");
        main.Document = new Document(DocxBody.Make(paged, PlainText.Line(document.ContentsTitle)));
        main.AddNewPart<StyleDefinitionsPart>("rIdStyles").Styles = DocxStyles.Make(language);
        main.AddNewPart<NumberingDefinitionsPart>("rIdNumbering").Numbering = DocxStyles.Bullets();
        main.AddNewPart<DocumentSettingsPart>("rIdSettings").Settings = Settings(language);
        main.AddNewPart<HeaderPart>(DocxBody.HeaderId).Header = Header(document);
        main.AddNewPart<FooterPart>(DocxBody.FooterId).Footer = Footer(document, paged.Pages);
        // Written by hand: the package's own properties would get a name that differs from file to file.
        using var core = package.AddNewPart<CoreFilePropertiesPart>("rIdCore").GetStream(FileMode.Create);
        CoreProperties(document, language).Save(core, SaveOptions.DisableFormatting);
    }

    private static Header Header(BriefingDocument document)
    {
        var paragraph = DocxBody.Paragraph(Look.Mark);
        paragraph.Append(DocxBody.Text(OneLine(document.HandlingMark, Look.Mark, Page.TextWidth)));
        return new Header(paragraph);
    }

    private static Footer Footer(BriefingDocument document, int pages)
    {
        var paragraph = DocxBody.Paragraph(Look.Running);
        paragraph.Append(
            DocxBody.Text(OneLine(document.Title, Look.Running, Page.TextWidth * 3 / 4)),
            new Run(new TabChar()));
        foreach (var piece in Placeholder().Split(PlainText.Line(document.PageLabel)))
        {
            OpenXmlElement[] runs = piece switch
            {
                "" => [],
                "{0}" => [.. DocxBody.Field(" PAGE ", "1")],
                "{1}" => [.. DocxBody.Field(" NUMPAGES ", pages.ToString(CultureInfo.InvariantCulture))],
                _ => [DocxBody.Text(piece)]
            };
            paragraph.Append(runs);
        }

        return new Footer(paragraph);
    }

    /// <summary>A running title has one line: a longer text ends in an ellipsis.</summary>
    private static string OneLine(string text, Look look, int width)
    {
        var clean = PlainText.Line(text);
        var lines = LineBreaker.Break(clean, look, width);
        return lines.Count == 1 ? clean : clean[lines[0]] + "…";
    }

    private static Settings Settings(string language) => new(
        // No hint to update fields at opening: it makes Word ask a question, and nothing needs updating.
        new Compatibility(new CompatibilitySetting
        {
            Name = CompatSettingNameValues.CompatibilityMode,
            Uri = "http://schemas.microsoft.com/office/word",
            Val = "15"
        }),
        new ThemeFontLanguages { Val = language },
        new DecimalSymbol { Val = "." },
        new ListSeparator { Val = ";" });

    private static XDocument CoreProperties(BriefingDocument document, string language)
    {
        XNamespace cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        return new XDocument(
            new XDeclaration("1.0", "utf-8", "yes"),
            new XElement(
                cp + "coreProperties",
                new XAttribute(XNamespace.Xmlns + "cp", cp),
                new XAttribute(XNamespace.Xmlns + "dc", dc),
                new XElement(dc + "title", PlainText.Line(document.Title)),
                new XElement(dc + "subject", PlainText.Line(document.Subtitle)),
                new XElement(dc + "language", language),
                new XElement(cp + "keywords", PlainText.Line(document.HandlingMark))));
    }

    /// <summary>Word wants a region with the language; where none is given it is where most of the EU's speakers live.</summary>
    private static string FullTag(string language) => language switch
    {
        "en" => "en-IE",
        "el" => "el-GR",
        "cs" => "cs-CZ",
        "da" => "da-DK",
        "et" => "et-EE",
        "ga" => "ga-IE",
        "sl" => "sl-SI",
        "sv" => "sv-SE",
        { Length: 2 } when LanguageTag().IsMatch(language) => $"{language}-{language.ToUpperInvariant()}",
        not null when LanguageTag().IsMatch(language) => language,
        _ => "en-IE"
    };

    /// <summary>The same parts, in the order of their names, without times.</summary>
    private static byte[] Normalised(MemoryStream package)
    {
        package.Position = 0;
        using var from = new ZipArchive(package, ZipArchiveMode.Read);
        using var stream = new MemoryStream();
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            // "[Content_Types].xml" comes first by its name, as readers like it.
            foreach (var part in from.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(part.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = Timeless;
                using var source = part.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        }

        return stream.ToArray();
    }

    [GeneratedRegex(@"(\{[01]\})")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageTag();
}

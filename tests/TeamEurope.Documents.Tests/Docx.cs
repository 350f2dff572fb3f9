using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TeamEurope.Documents.Tests;

/// <summary>Reads a written document as a word processor would find it.</summary>
internal sealed class Docx : IDisposable
{
    private readonly MemoryStream _stream;
    private readonly WordprocessingDocument _package;

    public Docx(byte[] bytes)
    {
        _stream = new MemoryStream(bytes);
        _package = WordprocessingDocument.Open(_stream, isEditable: false);
    }

    public MainDocumentPart Main => _package.MainDocumentPart!;

    public Body Body => Main.Document.Body!;

    public string? Title => _package.PackageProperties.Title;

    public string? Language => _package.PackageProperties.Language;

    public IReadOnlyList<Paragraph> Headings =>
        [.. Body.Elements<Paragraph>().Where(p => StyleOf(p).StartsWith("Heading", StringComparison.Ordinal))];

    /// <summary>The entries of the table of contents: text, bookmark and the page that is cached for it.</summary>
    public IReadOnlyList<(string Text, string Anchor, int Page)> Contents =>
    [
        .. Body.Descendants<Hyperlink>().Select(h => (
            h.Elements<Run>().First().InnerText,
            h.Anchor!.Value!,
            int.Parse(h.Descendants<Text>().Last().Text, System.Globalization.CultureInfo.InvariantCulture)))
    ];

    /// <summary>The number of pages that the footer shows.</summary>
    public int Pages => int.Parse(
        Main.FooterParts.Single().Footer.Descendants<Text>().Last().Text, System.Globalization.CultureInfo.InvariantCulture);

    public static string StyleOf(Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "";

    /// <summary>What the schema of the format finds wrong.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(_package)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")
    ];

    public void Dispose()
    {
        _package.Dispose();
        _stream.Dispose();
    }
}

using System.Text;
using TeamEurope.Application.Briefings;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>Briefings as Word files.</summary>
internal sealed class DocxBriefingWriter : IBriefingWriter
{
    public string Format => "docx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public byte[] Write(BriefingDocument document) => DocxWriter.Write(document);
}

/// <summary>Briefings as Markdown.</summary>
internal sealed class MarkdownBriefingWriter : IBriefingWriter
{
    public string Format => "md";

    public string ContentType => "text/markdown; charset=utf-8";

    public byte[] Write(BriefingDocument document) => Encoding.UTF8.GetBytes(MarkdownWriter.Write(document));
}

using System.Text.Json;
using TeamEurope.Contracts;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Briefings;

/// <summary>Writes briefings in one format.</summary>
public interface IBriefingWriter
{
    /// <summary>The format's name, which is also the file's extension: <c>docx</c>, <c>md</c>.</summary>
    string Format { get; }

    string ContentType { get; }

    byte[] Write(BriefingDocument document);
}

/// <summary>A briefing in every format there is a writer for, and as JSON: what is printed of its content, as the contract writes it.</summary>
public sealed class BriefingPrinter(IEnumerable<IBriefingWriter> writers, BriefingLayout layout)
{
    private const string Json = "json";
    private readonly Dictionary<string, IBriefingWriter> byFormat = writers.ToDictionary(w => w.Format);

    /// <summary>What is possible, in alphabetical order.</summary>
    public IReadOnlyList<string> Formats => [.. byFormat.Keys.Append(Json).Order(StringComparer.Ordinal)];

    public string ContentTypeOf(string format) => format == Json ? "application/json" : byFormat[format].ContentType;

    public byte[] Print(Briefing briefing, BriefingContent content, string format) => format == Json
        ? JsonSerializer.SerializeToUtf8Bytes(content.ToPrinted(), JsonSerializerOptions.Web)
        : byFormat[format].Write(layout.LayOut(content, briefing.Language));
}

namespace TeamEurope.Domain.Exports;

public enum ExportStatus { Running, Done, Failed }

/// <summary>
/// A file being written page by page for the one who asked. Progress is saved with the page it speaks of, so that after a crash it goes
/// on where it stopped.
/// </summary>
public sealed class Export
{
    public const int FileNameMaxLength = 100;

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string Role { get; init; }
    public required string Format { get; init; }

    /// <summary>Which initiatives are wanted, as a document.</summary>
    public required string Selection { get; init; }
    public required int Total { get; init; }
    public required DateTimeOffset At { get; init; }
    public ExportStatus Status { get; private set; }
    public int Processed { get; private set; }
    public int Pages { get; private set; }

    /// <summary>The reference of the last row: the next page begins after it.</summary>
    public string? After { get; private set; }
    public string? FileName { get; private set; }
    public string? ContentType { get; private set; }

    public void Advance(int rows, string after)
    {
        Processed += rows;
        Pages++;
        After = after;
    }

    public void Finish(string fileName, string contentType) => (Status, FileName, ContentType) = (ExportStatus.Done, fileName, contentType);

    public void Fail() => Status = ExportStatus.Failed;
}

/// <summary>The rows of one page as a document, kept until the file is written.</summary>
public sealed record ExportPage(Guid ExportId, int Page, string Rows);

/// <summary>The finished file.</summary>
public sealed record ExportBytes(Guid ExportId, byte[] Bytes);

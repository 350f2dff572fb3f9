namespace TeamEurope.Domain.Imports;

public enum ImportStatus { Running, Done, Failed }

/// <summary>A row that was not taken over. Rows count from 1.</summary>
public sealed record ImportRejection(int Row, string? ExternalId, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>
/// A file being taken over row by row. Progress is saved with the rows it speaks of, so that after a crash it goes on
/// where it stopped.
/// </summary>
public sealed class Import
{
    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string Role { get; init; }
    public required bool IsDryRun { get; init; }
    public required bool IsBaseline { get; init; }
    public required int Total { get; init; }
    public required DateTimeOffset At { get; init; }
    public ImportStatus Status { get; private set; }
    public int Processed { get; private set; }
    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Unchanged { get; private set; }
    public IReadOnlyList<ImportRejection> Rejected { get; private set; } = [];

    /// <summary>Its rejected rows were kept long enough: only their number is still known.</summary>
    public bool IsForgotten { get; private set; }

    public void Advance(int created, int updated, int unchanged, IReadOnlyList<ImportRejection> rejected)
    {
        Created += created;
        Updated += updated;
        Unchanged += unchanged;
        Rejected = [.. Rejected, .. rejected];
        Processed += created + updated + unchanged + rejected.Count;
        Status = Processed >= Total ? ImportStatus.Done : ImportStatus.Running;
    }

    public void Fail() => Status = ImportStatus.Failed;

    public void Forget() => (Rejected, IsForgotten) = ([], true);
}

/// <summary>The file of an import as it was sent, kept until it is taken apart into its rows.</summary>
public sealed class ImportFile
{
    public required Guid ImportId { get; init; }
    public required string Rows { get; init; }
}

/// <summary>One row of an import's file, kept until the import is done.</summary>
public sealed class ImportRow
{
    public required Guid ImportId { get; init; }

    /// <summary>From 1, as people count them.</summary>
    public required int Number { get; init; }

    /// <summary>Null where the row has none, or one that is longer than any initiative's.</summary>
    public string? ExternalId { get; init; }

    /// <summary>JSON, as it stood in the file.</summary>
    public required string Text { get; init; }
}

namespace TeamEurope.Contracts;

/// <summary>How far an import has come. A rejected row does not stop the others.</summary>
public sealed record ImportView(
    Guid Id, string Status, bool DryRun, bool Baseline, int Processed, int Total, int Created, int Updated, int Unchanged,
    IReadOnlyList<RejectedRow> Rejected);

/// <summary>A row that was not taken over. <see cref="Row"/> counts from 1.</summary>
public sealed record RejectedRow(int Row, string? ExternalId, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>An import in a list: of rejected rows only their number.</summary>
public sealed record ImportSummary(
    Guid Id, string Status, bool DryRun, bool Baseline, int Processed, int Total, int Created, int Updated, int Unchanged, int Rejected,
    string User, DateTimeOffset At);

namespace TeamEurope.Contracts;

/// <summary>A file being written: Running, Done or Failed. Its file is there once it is Done, for a day.</summary>
public sealed record ExportView(Guid Id, string Status, int Processed, int Total, DateTimeOffset At);

namespace TeamEurope.Contracts;

/// <summary>How a background job is: Idle, Running or Failed. Of a failure only its type is told.</summary>
public sealed record JobView(string Name, string State, DateTimeOffset? LastRunAt, string? LastError, int Pending);

/// <summary>
/// An act of somebody of the reader's tenant. <see cref="On"/> says on what kind of thing, <see cref="References"/> on which: references
/// and codes, never titles or texts.
/// </summary>
public sealed record AuditView(DateTimeOffset At, string By, string What, string On, IReadOnlyList<string> References, string? Cause);

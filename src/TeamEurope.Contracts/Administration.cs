namespace TeamEurope.Contracts;

/// <summary>How a background job is: Idle, Running or Failed. Of a failure only its type is told.</summary>
public sealed record JobView(string Name, string State, DateTimeOffset? LastRunAt, string? LastError, int Pending)
{
    /// <summary>When its time comes, or its next attempt; nothing where it works whenever there is work.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>What its last run came to, in numbers.</summary>
    public string? LastNote { get; init; }
}

/// <summary>
/// A run of a scheduled job: Running, Done or Failed, begun by Schedule, Retry or Hand. The note holds numbers, of a failure only its
/// type is told.
/// </summary>
public sealed record JobRunView(
    Guid Id, string Job, DateTimeOffset ScheduledFor, int Attempt, string Trigger, string? By, string Instance, DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt, string Outcome, string? Note, string? ErrorType, DateTimeOffset? RetryAt);

/// <summary>
/// An act of somebody of the reader's tenant. <see cref="On"/> says on what kind of thing, <see cref="References"/> on which: references
/// and codes, never titles or texts.
/// </summary>
public sealed record AuditView(DateTimeOffset At, string By, string What, string On, IReadOnlyList<string> References, string? Cause)
{
    /// <summary>Its number in the tenant's chain; null for what was done before the chain began.</summary>
    public long? Sequence { get; init; }

    /// <summary>From where: a network address, or <c>job</c>.</summary>
    public string? From { get; init; }

    /// <summary>What stood there before and after: words and numbers as they are, texts and content by their SHA-256.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>The entry's place in the chain: SHA-256 over all of it and the hash of the one before.</summary>
    public string? Hash { get; init; }
}

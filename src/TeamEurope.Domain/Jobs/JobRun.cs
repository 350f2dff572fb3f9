namespace TeamEurope.Domain.Jobs;

public enum JobOutcome { Running, Done, Failed }

/// <summary>Why a run began: its time had come, the run before failed, or an operator asked for it.</summary>
public enum JobTrigger { Schedule, Retry, Hand }

/// <summary>
/// One run of a scheduled job. The row is there before the work begins, and it is unique by job, time and attempt: of several instances
/// whose schedules fire at the same time one runs the job. No content: the note holds numbers, of a failure only its type is kept.
/// </summary>
public sealed class JobRun
{
    public const int NameMaxLength = 40;
    public const int InstanceMaxLength = 200;
    public const int MostAttempts = 5;

    /// <summary>After so long without a sign of life the instance that had a run is taken for dead.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(3);

    private const string Lost = "Lost";

    /// <summary>How long after each failed attempt the next one begins.</summary>
    private static readonly TimeSpan[] BackOff = [.. new[] { 1, 5, 15, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    public required Guid Id { get; init; }
    public required string Job { get; init; }
    public required DateTimeOffset ScheduledFor { get; init; }
    public required int Attempt { get; init; }
    public required JobTrigger Trigger { get; init; }

    /// <summary>The instance that has it.</summary>
    public required string Instance { get; init; }

    /// <summary>Who asked for it, where somebody did.</summary>
    public string? By { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The last sign of life of the instance that has it.</summary>
    public required DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public JobOutcome Outcome { get; private set; }

    /// <summary>The job's name while it runs, and nothing after: unique, so that no job runs beside itself.</summary>
    public string? Holds { get; private set; }
    public string? Note { get; private set; }
    public string? ErrorType { get; private set; }

    /// <summary>When the next attempt is due; nothing where it went well, was tried for the last time, or is tried already.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public void Begin() => Holds = Job;

    public void Succeed(string note, DateTimeOffset now) => End(JobOutcome.Done, note, null, now);

    public void Fail(string? note, string errorType, DateTimeOffset now)
    {
        End(JobOutcome.Failed, note, errorType, now);
        RetryAt = Attempt < MostAttempts ? now + BackOff[Attempt - 1] : null;
    }

    /// <summary>Its instance was killed, or has been silent for too long: the next attempt is due at once.</summary>
    public void GiveUp(DateTimeOffset now)
    {
        End(JobOutcome.Failed, null, Lost, now);
        RetryAt = Attempt < MostAttempts ? now : null;
    }

    private void End(JobOutcome outcome, string? note, string? errorType, DateTimeOffset now) =>
        (Outcome, Note, ErrorType, EndedAt, SeenAt, Holds) = (outcome, note, errorType, now, now, null);
}

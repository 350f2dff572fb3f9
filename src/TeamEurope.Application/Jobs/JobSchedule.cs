namespace TeamEurope.Application.Jobs;

/// <summary>When a job's time comes, in UTC: every day, or on one day of the week.</summary>
public sealed record JobSchedule(TimeOnly At, DayOfWeek? On = null)
{
    private int Period => On is null ? 1 : 7;

    /// <summary>The first time after an instant.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => LastUntil(instant).AddDays(Period);

    /// <summary>The last time that had come by then.</summary>
    public DateTimeOffset LastUntil(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        day = On is { } wanted ? day.AddDays(-(((int)day.DayOfWeek - (int)wanted + Period) % Period)) : day;
        var time = new DateTimeOffset(day, At, TimeSpan.Zero);
        return time <= instant ? time : time.AddDays(-Period);
    }
}

/// <summary>What a scheduled job does. It may be stopped at any time and run again: whatever it does is done once.</summary>
public interface IJobWork
{
    Task<JobResult> RunAsync(Domain.Jobs.JobRun run, CancellationToken cancellationToken);
}

/// <summary>How a run went.</summary>
/// <param name="Note">Numbers, never content.</param>
/// <param name="Error">The type of what went wrong, where something did: the run has failed and is tried again.</param>
public sealed record JobResult(string Note, string? Error = null)
{
    /// <summary>Whether it found what should not be, mended or not.</summary>
    public bool HasFound { get; init; }
}

/// <summary>A job with a time of its own.</summary>
public sealed record ScheduledJob(string Name, JobSchedule Schedule, Type Work);

/// <summary>Which instance of the product this is, as runs tell it.</summary>
public sealed record JobInstance(string Name);

using System.Collections.Concurrent;

namespace TeamEurope.Application.Jobs;

/// <summary>What works in the background.</summary>
public enum Job { Evaluation, Push, Import, Export, Scheduler }

public enum JobState { Idle, Running, Failed }

/// <summary>How a job is. Of a failure only its type is kept: a message could hold content.</summary>
public sealed record JobReport(JobState State, DateTimeOffset? LastRunAt, string? LastError);

/// <summary>Where this instance's workers say how they are; in memory only.</summary>
public sealed class JobBoard(TimeProvider clock)
{
    private static readonly JobReport NotYet = new(JobState.Idle, null, null);
    private readonly ConcurrentDictionary<Job, JobReport> reports = new();

    public JobReport Of(Job job) => reports.GetValueOrDefault(job, NotYet);

    public void Started(Job job) => Set(job, r => r with { State = JobState.Running, LastRunAt = clock.GetUtcNow() });

    public void Done(Job job) => Set(job, r => r with { State = JobState.Idle, LastError = null });

    public void Failed(Job job, Exception cause) => Set(job, r => r with { State = JobState.Failed, LastError = cause.GetType().Name });

    private void Set(Job job, Func<JobReport, JobReport> change) => reports.AddOrUpdate(job, _ => change(NotYet), (_, old) => change(old));
}

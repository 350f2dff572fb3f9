using Microsoft.Extensions.DependencyInjection;
using Quartz;
using TeamEurope.Application.Jobs;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>When the scheduled jobs begin. Quartz only says that a time has come; the table of runs decides whose run it is.</summary>
public static class Scheduling
{
    /// <summary>The times of all jobs, in the store that the database's provider has: in memory, or shared by all instances.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IDatabaseProvider provider) => services.AddQuartz(quartz =>
    {
        provider.ConfigureJobStore(quartz);
        foreach (var job in ScheduledJobs.All)
        {
            var key = new JobKey(job.Name);
            quartz.AddJob<TimeHasCome>(j => j.WithIdentity(key).StoreDurably());
            quartz.AddTrigger(t => t.ForJob(key).WithIdentity(job.Name).WithSchedule(CronScheduleBuilder.Create(CronOf(job.Schedule)).InTimeZone(TimeZoneInfo.Utc)));
        }
    });

    private static string CronOf(JobSchedule schedule) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{schedule.At.Second} {schedule.At.Minute} {schedule.At.Hour} ? * {(schedule.On is { } day ? (int)day + 1 : "*")}");
}

/// <summary>Claims the run of a job whose time has come. Where the claim cannot be made, the job keeper makes it good.</summary>
[DisallowConcurrentExecution]
internal sealed class TimeHasCome(JobRunner runner, ClaimedRuns claimed) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var time = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        if (await runner.ClaimAsync(context.JobDetail.Key.Name, time, 1, Domain.Jobs.JobTrigger.Schedule, null, cancellationToken) is { } run)
        {
            claimed.Add(run);
        }
    }
}

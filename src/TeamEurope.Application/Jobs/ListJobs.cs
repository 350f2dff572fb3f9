using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Exports;
using TeamEurope.Domain.Imports;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs;

/// <summary>
/// How this instance's background work is and how much waits for it, then the scheduled jobs as their last run on any instance left
/// them; no content, no tenant.
/// </summary>
[Allow(Role.Operator, Role.Lead, Role.Coordinator)]
public sealed record ListJobs : IQuery<Page<JobView>>, IReachesOthers;

internal sealed class ListJobsHandler(ITeamEuropeDb db, JobBoard board, PushPosition position, TimeProvider clock)
    : IRequestHandler<ListJobs, Result<Page<JobView>>>
{
    public async Task<Result<Page<JobView>>> Handle(ListJobs request, CancellationToken cancellationToken)
    {
        var pushed = position.Cursor;
        List<JobView> jobs =
        [
            ToView(Job.Evaluation, await db.CountWaitingAsync(cancellationToken)),
            ToView(Job.Push, await db.Notifications.CountAsync(n => n.Cursor > pushed, cancellationToken)),
            ToView(Job.Import, await db.Imports.CountAsync(i => i.Status == ImportStatus.Running, cancellationToken)),
            ToView(Job.Export, await db.Exports.CountAsync(e => e.Status == ExportStatus.Running, cancellationToken)),
            ToView(Job.Scheduler, await db.JobRuns.CountAsync(r => r.RetryAt != null, cancellationToken))
        ];
        foreach (var job in ScheduledJobs.All)
        {
            var last = await db.JobRuns.AsNoTracking().Where(r => r.Job == job.Name)
                .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
            jobs.Add(ToView(job, last));
        }

        return new Page<JobView>(jobs, null);
    }

    private JobView ToView(Job job, int pending)
    {
        var report = board.Of(job);
        return new JobView(job.ToString(), report.State.ToString(), report.LastRunAt, report.LastError, pending);
    }

    private JobView ToView(ScheduledJob job, JobRun? last)
    {
        var (scheduled, retry) = (job.Schedule.NextAfter(clock.GetUtcNow()), last?.RetryAt);
        var state = last?.Outcome switch
        {
            JobOutcome.Running => JobState.Running,
            JobOutcome.Failed => JobState.Failed,
            _ => JobState.Idle
        };
        return new JobView(job.Name, state.ToString(), last?.StartedAt, last?.ErrorType, retry is null ? 0 : 1)
        {
            NextRunAt = retry < scheduled ? retry : scheduled, LastNote = last?.Note
        };
    }
}

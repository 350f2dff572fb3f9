using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Imports;

namespace TeamEurope.Application.Jobs;

/// <summary>How this instance's background work is, and how much waits for it; no content, no tenant.</summary>
[Allow(Role.Operator, Role.Lead, Role.Coordinator)]
public sealed record ListJobs : IQuery<Page<JobView>>;

internal sealed class ListJobsHandler(ITeamEuropeDb db, JobBoard board, PushPosition position) : IRequestHandler<ListJobs, Result<Page<JobView>>>
{
    public async Task<Result<Page<JobView>>> Handle(ListJobs request, CancellationToken cancellationToken)
    {
        var pushed = position.Cursor;
        return new Page<JobView>(
            [
                ToView(Job.Evaluation, await db.RegisterEvents.CountAsync(e => !e.IsEvaluated, cancellationToken)),
                ToView(Job.Push, await db.Notifications.CountAsync(n => n.Cursor > pushed, cancellationToken)),
                ToView(Job.Import, await db.Imports.CountAsync(i => i.Status == ImportStatus.Running, cancellationToken))
            ],
            null);
    }

    private JobView ToView(Job job, int pending)
    {
        var report = board.Of(job);
        return new JobView(job.ToString(), report.State.ToString(), report.LastRunAt, report.LastError, pending);
    }
}

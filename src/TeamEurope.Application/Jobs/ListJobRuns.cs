using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs;

/// <summary>The runs of a scheduled job on all instances, latest first.</summary>
[Allow(Role.Operator)]
public sealed record ListJobRuns(string Name, string? After = null, int? Limit = null) : IQuery<Page<JobRunView>>;

internal sealed class ListJobRunsHandler(ITeamEuropeDb db) : IRequestHandler<ListJobRuns, Result<Page<JobRunView>>>
{
    public async Task<Result<Page<JobRunView>>> Handle(ListJobRuns request, CancellationToken cancellationToken)
    {
        if (ScheduledJobs.Find(request.Name) is null)
        {
            return Refusal.NotFound;
        }

        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var after = Paging.ReadCursor(errors, request.After);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var runs = db.JobRuns.AsNoTracking().Where(r => r.Job == request.Name);
        if (after is var (instant, id))
        {
            runs = runs.Where(r => r.StartedAt < instant || (r.StartedAt == instant && r.Id.CompareTo(id) < 0));
        }

        var items = await runs.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return Paging.PageOf(items, limit, r => (r.StartedAt, r.Id), ToView);
    }

    public static JobRunView ToView(JobRun r) => new(
        r.Id, r.Job, r.ScheduledFor, r.Attempt, r.Trigger.ToString(), r.By, r.Instance, r.StartedAt, r.EndedAt, r.Outcome.ToString(), r.Note,
        r.ErrorType, r.RetryAt);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs;

/// <summary>
/// Looks after the runs of all instances: those whose instance went silent, failed ones whose next attempt is due, and times that came
/// while nobody was there. Whichever instance looks first claims.
/// </summary>
public sealed class JobKeeper(ITeamEuropeDb db, IUnitOfWork work, JobRunner runner, ClaimedRuns claimed, TimeProvider clock, ILogger<JobKeeper> log)
{
    /// <summary>The scheduler comes first; what has not begun by then is begun here.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await GiveUpLostAsync(cancellationToken);
        await RetryAsync(cancellationToken);
        await CatchUpAsync(cancellationToken);
    }

    private async Task GiveUpLostAsync(CancellationToken cancellationToken)
    {
        var (now, silentSince) = (clock.GetUtcNow(), clock.GetUtcNow() - JobRun.LostAfter);
        await work.InTransactionAsync(async () =>
        {
            foreach (var lost in await db.JobRuns.Where(r => r.Outcome == JobOutcome.Running && r.SeenAt < silentSince).ToListAsync(cancellationToken))
            {
                log.LogError("{Job} was lost with {Instance}", lost.Job, lost.Instance);
                lost.GiveUp(now);
            }

            return await db.SaveChangesAsync(cancellationToken);
        }, static _ => true, cancellationToken);
    }

    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var failed in await db.JobRuns.AsNoTracking().Where(r => r.RetryAt != null && r.RetryAt <= now).OrderBy(r => r.RetryAt).ToListAsync(cancellationToken))
        {
            var isKnown = ScheduledJobs.Find(failed.Job) is not null;
            var run = isKnown
                ? await runner.ClaimAsync(failed.Job, failed.ScheduledFor, failed.Attempt + 1, JobTrigger.Retry, failed.By, cancellationToken)
                : null;
            if (!isKnown || await db.JobRuns.AnyAsync(
                r => r.Job == failed.Job && r.ScheduledFor == failed.ScheduledFor && r.Attempt > failed.Attempt, cancellationToken))
            {
                await db.JobRuns.Where(r => r.Id == failed.Id).ExecuteUpdateAsync(u => u.SetProperty(r => r.RetryAt, (DateTimeOffset?)null), cancellationToken);
            }

            Queue(run);
        }
    }

    /// <summary>A job that has never run here is not late: its first time is still to come.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = await db.JobRuns.GroupBy(r => r.Job).Select(g => new { Job = g.Key, At = g.Max(r => r.ScheduledFor) })
            .ToDictionaryAsync(g => g.Job, g => g.At, cancellationToken);
        foreach (var job in ScheduledJobs.All)
        {
            var due = job.Schedule.LastUntil(now);
            if (last.TryGetValue(job.Name, out var known) && known < due && now - due > Late)
            {
                Queue(await runner.ClaimAsync(job.Name, due, 1, JobTrigger.Schedule, null, cancellationToken));
            }
        }
    }

    private void Queue(JobRun? run)
    {
        if (run is not null)
        {
            claimed.Add(run);
        }
    }
}

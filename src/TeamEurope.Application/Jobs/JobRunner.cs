using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs;

/// <summary>Claims runs of scheduled jobs and carries them out, each in a scope of its own. The table of runs decides who has what.</summary>
public sealed class JobRunner(IJobScopes scopes, JobInstance instance, ProductMeter meter, TimeProvider clock, ILogger<JobRunner> log)
{
    private const string Stopped = "Stopped";
    private static readonly TimeSpan PulseEvery = TimeSpan.FromSeconds(30);

    /// <summary>The run, which is then this instance's to carry out; null where another has it, or the job is running just now.</summary>
    /// <param name="actor">Who begins it by hand, for the audit chain.</param>
    public async Task<JobRun?> ClaimAsync(
        string job, DateTimeOffset scheduledFor, int attempt, JobTrigger trigger, string? by, CancellationToken cancellationToken, AuditActor? actor = null)
    {
        var now = clock.GetUtcNow();
        var run = new JobRun
        {
            Id = Guid.CreateVersion7(now), Job = job, ScheduledFor = scheduledFor, Attempt = attempt, Trigger = trigger, By = by,
            Instance = instance.Name, StartedAt = now, SeenAt = now
        };
        run.Begin();
        return await InTransactionAsync(async (db, trail) =>
        {
            // Where two write at once the table lets one; the other is tried again and finds it here.
            if (await db.JobRuns.AnyAsync(
                r => r.Holds == job || (r.Job == job && r.ScheduledFor == scheduledFor && r.Attempt == attempt), cancellationToken))
            {
                return false;
            }

            db.JobRuns.Add(run);
            await db.SaveChangesAsync(cancellationToken);
            if (actor is not null)
            {
                trail.Note(new AuditNote(AuditWords.JobStarted, "job") { Subject = run.Id, Code = job }, actor);
            }

            return true;
        }, cancellationToken) ? run : null;
    }

    /// <summary>Carries out a claimed run to its end, whatever that is.</summary>
    public async Task RunAsync(JobRun run, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var pulse = PulseAsync(run.Id, stop);
        try
        {
            await using var scope = scopes.Open();
            var work = (IJobWork)scope.ServiceProvider.GetRequiredService(ScheduledJobs.Find(run.Job)!.Work);
            var result = await work.RunAsync(run, stop.Token);
            await EndAsync(run.Id, r => End(r, result));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Where another instance has taken it over, the row says so already and nothing changes here.
            log.LogWarning("{Job} was stopped and is tried again", run.Job);
            await EndAsync(run.Id, r => r.Fail(null, Stopped, clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            log.LogError(e, "{Job} failed at attempt {Attempt}", run.Job, run.Attempt);
            await EndAsync(run.Id, r => r.Fail(null, e.GetType().Name, clock.GetUtcNow()));
        }
        finally
        {
            await stop.CancelAsync();
            await pulse;
        }
    }

    private void End(JobRun run, JobResult result)
    {
        if (result.Error is { } error)
        {
            log.LogError("{Job} failed at attempt {Attempt}: {Error}, {Note}", run.Job, run.Attempt, error, result.Note);
            run.Fail(result.Note, error, clock.GetUtcNow());
        }
        else
        {
            run.Succeed(result.Note, clock.GetUtcNow());
        }
    }

    /// <summary>Says that this instance is alive, and stops the run where it has been given to another meanwhile.</summary>
    private async Task PulseAsync(Guid id, CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(PulseEvery, stop.Token));
            if (stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await using var scope = scopes.Open();
                var now = clock.GetUtcNow();
                var held = await scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>().JobRuns
                    .Where(r => r.Id == id && r.Outcome == JobOutcome.Running)
                    .ExecuteUpdateAsync(u => u.SetProperty(r => r.SeenAt, now), stop.Token);
                if (held == 0)
                {
                    await stop.CancelAsync();
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "A sign of life could not be kept");
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Even while the product stops: the row is to say that the run is over. Where the database is away the row is found lost later.</summary>
    private async Task EndAsync(Guid id, Action<JobRun> end)
    {
        try
        {
            JobRun? ended = null;
            await InTransactionAsync(async (db, _) =>
            {
                if (await db.JobRuns.SingleOrDefaultAsync(r => r.Id == id && r.Outcome == JobOutcome.Running) is { } held)
                {
                    end(held);
                    await db.SaveChangesAsync(CancellationToken.None);
                    ended = held;
                }

                return true;
            }, CancellationToken.None);
            if (ended is not null)
            {
                meter.JobRan(ended.Job, ended.Outcome.ToString().ToLowerInvariant());
            }
        }
        catch (Exception e)
        {
            log.LogError(e, "The end of a run could not be kept");
        }
    }

    private async Task<bool> InTransactionAsync(Func<ITeamEuropeDb, AuditTrail, Task<bool>> act, CancellationToken cancellationToken)
    {
        await using var scope = scopes.Open();
        var db = scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().InTransactionAsync(
            () => act(db, scope.ServiceProvider.GetRequiredService<AuditTrail>()), static _ => true, cancellationToken);
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Jobs;
using TeamEurope.Infrastructure.Hosting;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>Carries out the runs that this instance has claimed, beside each other, and looks after those that were lost, failed or missed.</summary>
internal sealed class JobWorker(
    IJobScopes scopes, JobRunner runner, ClaimedRuns claimed, JobSettings settings, Readiness readiness, JobBoard board, ILogger<JobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        await readiness.Loaded.WaitAsync(stoppingToken);
        var (running, lookFailed) = (new List<Task>(), false);
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = claimed.Next;
            if (settings.Schedule)
            {
                lookFailed = !await LookAsync(lookFailed, stoppingToken);
            }

            running.RemoveAll(r => r.IsCompleted);
            running.AddRange(claimed.TakeAll().Select(run => Task.Run(() => runner.RunAsync(run, stoppingToken), CancellationToken.None)));
            await Task.WhenAny(woken, Task.Delay(Glance, stoppingToken));
        }

        // Each ends its row before the product is gone.
        await Task.WhenAll(running);
    }

    /// <summary>False where it failed; where it goes well again, that is said too.</summary>
    private async Task<bool> LookAsync(bool failedBefore, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.Open();
            await scope.ServiceProvider.GetRequiredService<JobKeeper>().LookAsync(stoppingToken);
            if (failedBefore)
            {
                board.Done(Job.Scheduler);
            }

            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            board.Failed(Job.Scheduler, e);
            log.LogError(e, "The runs of the jobs could not be looked after");
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}

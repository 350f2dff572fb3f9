using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using TeamEurope.Application.Jobs;
using TeamEurope.Infrastructure.Hosting;

namespace TeamEurope.Infrastructure.Jobs;

/// <summary>
/// Starts the scheduler and stops it with the product. A scheduler that cannot start, because its database is away, stops nothing: it is
/// said and tried again, ever less often.
/// </summary>
internal sealed class SchedulerStarter(ISchedulerFactory factory, JobSettings settings, Readiness readiness, JobBoard board, ILogger<SchedulerStarter> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private bool hasStarted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Schedule)
        {
            return;
        }

        await readiness.Loaded.WaitAsync(stoppingToken);
        for (var wait = FirstWait; !await TryStartAsync(stoppingToken); wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            await Task.Delay(wait, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (hasStarted)
        {
            await StopSchedulerAsync(cancellationToken);
        }
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            board.Started(Job.Scheduler);
            await (await factory.GetScheduler(cancellationToken)).Start(cancellationToken);
            hasStarted = true;
            board.Done(Job.Scheduler);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            board.Failed(Job.Scheduler, e);
            log.LogError(e, "The scheduler cannot start and tries again");
            return false;
        }
    }

    private async Task StopSchedulerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (await factory.GetScheduler(cancellationToken)).Shutdown(waitForJobsToComplete: false, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The scheduler did not stop in order");
        }
    }
}

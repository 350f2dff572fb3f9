using TeamEurope.Application.Telemetry;

namespace TeamEurope.Api.Hosting;

/// <summary>Looks every few seconds for what waits: for the gauges, and to say in the log that evaluation is behind.</summary>
internal sealed class BacklogWatch(DatabaseProbe database, ProductMeter meter, IConfiguration configuration, TimeProvider clock, ILogger<BacklogWatch> log) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Glance);
        do
        {
            if (await database.LookAsync(stoppingToken) is not { } backlog)
            {
                continue;
            }

            meter.Waiting(backlog);
            var age = backlog.AgeOfOldest(clock.GetUtcNow()).TotalSeconds;
            if (age > Health.LimitSeconds(configuration))
            {
                log.LogWarning("Evaluation is behind: {Waiting} changes wait, the oldest for {Seconds} s", backlog.Waiting, Math.Round(age));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

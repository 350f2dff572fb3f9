using System.Text.Json.Serialization;
using TeamEurope.Api.Telemetry;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.Telemetry;
using TeamEurope.Infrastructure.Hosting;

namespace TeamEurope.Api.Hosting;

/// <summary>Whether this instance should be sent requests; numbers and words of few only.</summary>
public sealed record HealthReport(string Status, IReadOnlyList<HealthCheck> Checks);

/// <param name="Waiting">How much waits, where that is too long.</param>
/// <param name="Seconds">How old or how long, where that is too long.</param>
public sealed record HealthCheck(string Name, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Waiting = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds = null);

/// <summary>Tells the truth about this instance, within about two seconds whatever state the database is in.</summary>
internal sealed class Health(DatabaseProbe database, Readiness readiness, JobBoard board, IConfiguration configuration, TimeProvider clock)
{
    public const string Ready = "ready";
    public const string Degraded = "degraded";
    public const string NotReady = "not ready";
    private const string LimitSetting = "Health:MostEvaluationLagSeconds";
    private const int UsualLimitSeconds = 60;
    private const string Ok = "ok";

    public async Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        var backlog = await database.LookAsync(cancellationToken);
        var hasLoaded = readiness.Loaded.IsCompletedSuccessfully;
        var outbox = Outbox(backlog);
        var evaluation = Evaluation();

        // Late alerts do not make an instance unready: all instances share one outbox, and taking all of them out of the
        // balancer would make an outage of a delay.
        var status = readiness.IsDraining || backlog is null || !hasLoaded ? NotReady
            : outbox.Status == Ok && evaluation.Status == Ok ? Ready : Degraded;
        return new HealthReport(status,
        [
            new HealthCheck("instance", readiness.IsDraining ? "draining" : Ok),
            new HealthCheck("database", backlog is null ? "unreachable" : Ok),
            new HealthCheck("register", hasLoaded ? Ok : "loading"),
            outbox,
            evaluation
        ]);
    }

    /// <summary>From when on evaluation is behind.</summary>
    public static int LimitSeconds(IConfiguration configuration) => configuration.GetValue(LimitSetting, UsualLimitSeconds);

    private HealthCheck Outbox(Backlog? backlog)
    {
        if (backlog is null)
        {
            return new HealthCheck("outbox", "unknown");
        }

        var age = backlog.AgeOfOldest(clock.GetUtcNow()).TotalSeconds;
        // Numbers only where they are needed: nobody is signed in here, and at all other times they would tell when somebody
        // registers something.
        return age > LimitSeconds(configuration) ? new HealthCheck("outbox", "behind", backlog.Waiting, Math.Round(age, 1)) : new HealthCheck("outbox", Ok);
    }

    /// <summary>How long this instance's present evaluation has been running, and whether its last one failed.</summary>
    private HealthCheck Evaluation()
    {
        var report = board.Of(Job.Evaluation);
        var running = report is { State: JobState.Running, LastRunAt: { } since } ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0;
        return report.LastError is not null ? new HealthCheck("evaluation", "failing")
            : running > LimitSeconds(configuration) ? new HealthCheck("evaluation", "slow", Seconds: Math.Round(running, 1))
            : new HealthCheck("evaluation", Ok);
    }
}

internal static class HealthEndpoints
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseProbe>().AddSingleton<Health>();
        if (!builder.Environment.IsDevelopment() || TelemetrySetup.IsOn(builder.Configuration))
        {
            builder.Services.AddHostedService<BacklogWatch>();
        }
    }

    /// <summary>For the balancer and whoever watches: no sign-in, no content.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live").DisableRateLimiting().AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async (Health health, CancellationToken ct) =>
        {
            var report = await health.ReportAsync(ct);
            return Results.Json(report, statusCode: report.Status == Health.NotReady ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        }).DisableRateLimiting().AllowAnonymous().ExcludeFromDescription();
    }
}

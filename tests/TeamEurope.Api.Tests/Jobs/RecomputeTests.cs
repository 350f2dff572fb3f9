using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Jobs;

public class RecomputeTests
{
    [Fact]
    public async Task What_the_register_gives_is_proven_and_a_stored_alert_that_differs_is_repaired()
    {
        await using var app = await TestApp.StartAsync(demo: true);
        var nl = await app.SignInAsync("NL");
        await nl.EvaluatedAsync();
        var first = await app.RunJobAsync("recompute");
        first.Outcome.ShouldBe("Done", first.Note);
        first.Note.ShouldNotBeNull().ShouldEndWith(" compared, 0 differ");
        int.Parse(first.Note!.Split(' ')[0], null).ShouldBeGreaterThan(100);

        var before = new Dictionary<string, (int Score, AlertLevel Level)>();
        await app.InDatabaseAsync(async db =>
        {
            var alerts = await db.Alerts.Where(a => a.Status != AlertStatus.Cleared).OrderBy(a => a.Rule == Alert.Collision).ThenBy(a => a.Key).ToListAsync();
            before = alerts.ToDictionary(a => a.Key, a => (a.Substance.Score, a.Level));
            var context = (DbContext)db;
            context.Entry(alerts[0]).Property(a => a.Substance).CurrentValue = alerts[0].Substance with { Score = 1 };
            context.Entry(alerts[1]).Property(a => a.Status).CurrentValue = AlertStatus.Cleared;
            context.Entry(alerts[2]).Property(a => a.Key).CurrentValue = "programme-overlap|unfounded";
            await db.SaveChangesAsync(default);
        });
        var second = await app.RunJobAsync("recompute");
        (second.Outcome, second.Note).ShouldBe(("Done", $"{before.Count} compared, 4 differ, repaired"), "one has another score, two are missing, one is unfounded");
        await app.InDatabaseAsync(async db =>
        {
            var now = await db.Alerts.Where(a => a.Status != AlertStatus.Cleared).ToListAsync();
            now.Select(a => KeyValuePair.Create(a.Key, (a.Substance.Score, a.Level))).ShouldBe(before, ignoreOrder: true);
        });
        (await app.RunJobAsync("recompute")).Note.ShouldBe($"{before.Count} compared, 0 differ");
    }

    /// <summary>Whatever is done to the tables past the product, the night finds it, says so, and mends it: readers see again what they saw.</summary>
    [Fact]
    public async Task A_damage_of_each_kind_is_found_reported_and_repaired()
    {
        var log = new ErrorLog();
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<ILoggerProvider>(log));
        var (nl, it, es, ec) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"), await app.SignInAsync("ES"), await app.SignInAsync("EC", "Coordinator"));
        await nl.RegisterAsync(Bodies.Labour("MA", visibility: "Owner"));
        await it.RegisterAsync(Bodies.Labour("MA"));
        await nl.RegisterAsync(Bodies.Vessels("TN") with { Visibility = "Owner" });
        await es.RegisterAsync(Bodies.Plain(country: "LY") with { Measures = [new MeasureBody { Instrument = "readmission", Direction = "Ask" }] });
        await nl.EvaluatedAsync();
        var seen = await SeenByAsync(nl, it, es, ec);
        seen.ShouldContain("1 collision MA");
        seen.ShouldContain("2 collision LY");

        foreach (var (manner, damage) in Damages())
        {
            log.Errors.Clear();
            await app.InDatabaseAsync(async db => (await damage(db)).ShouldBeGreaterThan(0, manner));
            var run = await app.RunJobAsync("recompute");
            run.Outcome.ShouldBe("Done", manner);
            run.Note.ShouldNotBeNull().ShouldMatch(" compared, [1-9][0-9]* differ, repaired$", manner);
            log.Errors.ShouldContain(e => e.StartsWith("A stored alert is not what the register gives: "), manner);
            log.Errors.ShouldAllBe(e => !e.Contains("Labour") && !e.Contains("-2026-") && !e.EndsWith("|ES"), manner);
            (await app.RunJobAsync("recompute")).Note.ShouldNotBeNull().ShouldEndWith(" compared, 0 differ", Case.Sensitive, manner);
            (await SeenByAsync(nl, it, es, ec)).ShouldBe(seen, manner);
        }
    }

    private static IEnumerable<(string Manner, Func<ITeamEuropeDb, Task<int>> Damage)> Damages()
    {
        foreach (var (kind, which) in new (string, Expression<Func<Alert, bool>>)[]
        {
            ("an alert", a => a.Rule == "labour-competition"),
            ("a pair's blind item", a => a.Rule == Alert.Collision && a.First != null && !a.IsSecondHidden),
            ("a spillover's blind item", a => a.Rule == Alert.Collision && a.First == null)
        })
        {
            yield return ($"{kind} lost", db => db.Alerts.Where(which).ExecuteDeleteAsync());
            yield return ($"{kind} cleared though its ground is there", db => db.Alerts.Where(which).ExecuteUpdateAsync(u => u.SetProperty(a => a.Status, AlertStatus.Cleared)));
            yield return ($"{kind} with another level", db => db.Alerts.Where(which).ExecuteUpdateAsync(u => u.SetProperty(a => a.Level, AlertLevel.Low)));
            yield return ($"{kind} that concerns nobody", db => db.AlertAudiences.Where(t => db.Alerts.Where(which).Any(a => a.Id == t.AlertId)).ExecuteDeleteAsync());
            yield return ($"{kind} without its countries", db => ((DbContext)db).Set<AlertCountry>().Where(c => db.Alerts.Where(which).Any(a => a.Id == c.AlertId)).ExecuteDeleteAsync());
            yield return ($"{kind} that goes by another key", db => db.Alerts.Where(which).ExecuteUpdateAsync(u => u.SetProperty(a => a.Key, a => a.Key + "x")));
        }

        yield return ("what an alert says", async db =>
        {
            var alert = await db.Alerts.SingleAsync(a => a.Rule == "labour-competition" && a.Status != AlertStatus.Cleared);
            ((DbContext)db).Entry(alert).Property(a => a.Substance).CurrentValue = alert.Substance with { Evidence = [] };
            return await db.SaveChangesAsync(default);
        });
    }

    private static async Task<List<string>> SeenByAsync(params TeamEuropeClient[] readers)
    {
        var seen = new List<string>();
        foreach (var (at, reader) in readers.Index())
        {
            seen.AddRange((await reader.AllAlertsAsync().ToListAsync()).Where(a => a.Status != "Cleared")
                .Select(a => $"{at} {a.Rule} {string.Join(',', a.Countries)}").Order(StringComparer.Ordinal));
        }

        return seen;
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Errors.Add(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }

    [Fact]
    public async Task The_passing_of_the_day_is_evaluated_when_the_windows_job_is_done()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        var nl = await app.SignInAsync("NL");
        await nl.RegisterAsync(Bodies.Labour("MA"));
        await nl.EvaluatedAsync();
        clock.SetUtcNow(new DateTimeOffset(JobActs.Today.AddDays(1), new TimeOnly(0, 0, 5), TimeSpan.Zero));
        var run = await app.RunJobAsync("windows");
        (run.Outcome, run.Note).ShouldBe(("Done", "evaluated as of 2026-11-25"));
        app.Services.GetRequiredService<RegisterMirror>().AsOf.ShouldBe(JobActs.Today.AddDays(1));
        await app.InDatabaseAsync(async db => (await db.RegisterEvents.AnyAsync(e => !e.IsEvaluated)).ShouldBeFalse());
    }
}

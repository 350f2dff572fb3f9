using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
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
            var alerts = await db.Alerts.Where(a => a.Rule != Alert.Collision && a.Status != AlertStatus.Cleared).OrderBy(a => a.Key).ToListAsync();
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
            var now = await db.Alerts.Where(a => a.Rule != Alert.Collision && a.Status != AlertStatus.Cleared).ToListAsync();
            now.Select(a => KeyValuePair.Create(a.Key, (a.Substance.Score, a.Level))).ShouldBe(before, ignoreOrder: true);
        });
        (await app.RunJobAsync("recompute")).Note.ShouldBe($"{before.Count} compared, 0 differ");
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

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Jobs;

public class RetentionTests
{
    [Fact]
    public async Task What_is_kept_long_enough_goes_and_the_register_stays()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock, settings: new Dictionary<string, string> { ["Retention:JobRuns"] = "45" });
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("MA"), "key-1");
        var import = await it.StartImportAsync([Bodies.Labour("MA"), Bodies.Labour("MA") with { Stage = "Nowhere" }]);
        await it.WaitForImportAsync(import.Id, Acts.Patience);
        await nl.EvaluatedAsync();
        await nl.MarkReadAsync((await nl.NewsAsync())[^1].Cursor);
        await app.RunJobAsync("windows");

        async Task<(int Answers, int Read, int Unread, int Runs, int Rejected)> KeptAsync(int days)
        {
            clock.SetUtcNow(JobActs.Noon.AddDays(days));
            (await app.RunJobAsync("retention")).Outcome.ShouldBe("Done");
            var kept = (0, 0, 0, 0, 0);
            await app.InDatabaseAsync(async db => kept = (
                await db.IdempotentAnswers.CountAsync(), await db.Notifications.CountAsync(n => n.Tenant == "NL"),
                await db.Notifications.CountAsync(n => n.Tenant == "IT"), await db.JobRuns.CountAsync(r => r.Job == "windows"),
                (await db.Imports.SingleAsync()).Rejected.Count));
            return kept;
        }

        var (answers, read, unread, runs, rejected) = await KeptAsync(29);
        (answers, runs, rejected).ShouldBe((1, 1, 1));
        read.ShouldBeGreaterThan(0);
        unread.ShouldBeGreaterThan(0);
        (await KeptAsync(31)).ShouldBe((0, read, unread, 1, 1));
        (await KeptAsync(91)).ShouldBe((0, read, unread, 0, 0));
        (await KeptAsync(181)).ShouldBe((0, 0, unread, 0, 0));

        await app.InDatabaseAsync(async db =>
        {
            (await db.Initiatives.CountAsync(), await db.Revisions.CountAsync(), await db.Imports.CountAsync()).ShouldBe((2, 2, 1));
            (await db.Alerts.AnyAsync()).ShouldBeTrue();
            (await db.AlertEvents.AnyAsync()).ShouldBeTrue();
            (await db.RegisterEvents.AnyAsync()).ShouldBeTrue();
        });
        using var http = await app.RawAsync("IT", "Lead");
        (await http.ItemsAsync<ImportSummary>("imports")).Single().Rejected.ShouldBe(1, "that it was rejected is still known");
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Jobs;
using TeamEurope.Contracts;
using TeamEurope.Domain.Jobs;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Jobs;

public class JobRunTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Names = ["windows", "recompute", "retention", "reminders", "daily-digest", "weekly-digest"];

    [Fact]
    public async Task Scheduled_jobs_are_listed_after_the_workers_with_their_next_time()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        using var http = await app.RawAsync("NL", "Lead");
        var jobs = await http.ItemsAsync<JobView>("jobs");
        jobs.Select(j => j.Name).ShouldBe([.. new[] { "Evaluation", "Push", "Import", "Export", "Scheduler" }, .. Names]);
        jobs.Take(5).ShouldAllBe(j => j.NextRunAt == null);
        var midnight = new DateTimeOffset(JobActs.Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        jobs.Skip(5).Take(5).Select(j => j.NextRunAt!.Value - midnight).ShouldBe(
            [new(0, 0, 5), new(2, 10, 0), new(3, 10, 0), new(6, 0, 0), new(6, 30, 0)]);
        var monday = jobs[^1].NextRunAt!.Value;
        (monday.DayOfWeek, monday.TimeOfDay).ShouldBe((DayOfWeek.Monday, new TimeSpan(6, 45, 0)));
        (monday - clock.GetUtcNow()).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task An_operator_runs_a_job_by_hand_and_nobody_else_does()
    {
        var run = await fixture.App.RunJobAsync("retention");
        (run.Outcome, run.Trigger, run.By, run.Attempt, run.ErrorType, run.RetryAt).ShouldBe(("Done", "Hand", "EC/moreau", 1, null, null));
        run.Note.ShouldBe("0 deleted, 0 alerts set aside");
        run.EndedAt.ShouldNotBeNull();
        using var http = await fixture.App.RawAsync("EC", "Operator");
        var job = (await http.ItemsAsync<JobView>("jobs")).Single(j => j.Name == "retention");
        (job.State, job.LastNote, job.LastRunAt).ShouldBe(("Idle", "0 deleted, 0 alerts set aside", run.StartedAt));
        foreach (var name in new[] { "Evaluation", "nothing" })
        {
            await http.RefusedAsync(HttpMethod.Post, $"jobs/{name}/run", null, 404, "not-found");
            await http.RefusedAsync(HttpMethod.Get, $"jobs/{name}/runs", null, 404, "not-found");
        }

        using var lead = await fixture.App.RawAsync("NL", "Lead");
        await lead.RefusedAsync(HttpMethod.Post, "jobs/retention/run", null, 403, "role-may-not");
        await lead.RefusedAsync(HttpMethod.Get, "jobs/retention/runs", null, 403, "role-may-not");
    }

    [Fact]
    public async Task Of_many_that_claim_the_same_run_one_gets_it_and_nobody_runs_a_job_beside_itself()
    {
        await using var app = await TestApp.StartAsync();
        var runner = app.Services.GetRequiredService<JobRunner>();
        var time = new DateTimeOffset(2026, 11, 24, 2, 10, 0, TimeSpan.Zero);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => runner.ClaimAsync("recompute", time, 1, JobTrigger.Schedule, null, default)));
        var run = claims.OfType<JobRun>().ShouldHaveSingleItem();
        using var http = await app.RawAsync("EC", "Operator");
        await http.RefusedAsync(HttpMethod.Post, "jobs/recompute/run", null, 409, "job-running");
        await runner.RunAsync(run, default);
        (await app.EndOfAsync("recompute", r => r.Id == run.Id)).Outcome.ShouldBe("Done");
        (await runner.ClaimAsync("recompute", time, 1, JobTrigger.Schedule, null, default)).ShouldBeNull("it has run");
        (await app.RunJobAsync("recompute")).Outcome.ShouldBe("Done");
    }

    [Fact]
    public async Task A_run_whose_instance_fell_silent_is_given_up_and_tried_again_once()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        await app.Services.GetRequiredService<JobRunner>().ClaimAsync("retention", clock.GetUtcNow(), 1, JobTrigger.Schedule, null, default);
        clock.Advance(JobRun.LostAfter);
        await app.LookAsync();
        (await app.RunsAsync("retention")).ShouldHaveSingleItem().Outcome.ShouldBe("Running", "it may still live");
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(app.LookAsync(), app.LookAsync());
        var second = await app.EndOfAsync("retention", r => r.Attempt == 2);
        (second.Outcome, second.Trigger).ShouldBe(("Done", "Retry"));
        var runs = await app.RunsAsync("retention");
        runs.Count.ShouldBe(2);
        (runs[1].Outcome, runs[1].ErrorType).ShouldBe(("Failed", "Lost"));
        await app.LookAsync();
        (await app.RunsAsync("retention")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_time_that_came_while_nobody_was_there_is_made_good_once()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        await app.LookAsync();
        (await app.RunsAsync("retention")).ShouldBeEmpty("its first time is still to come");
        await app.RunJobAsync("retention");
        clock.SetUtcNow(new DateTimeOffset(JobActs.Today.AddDays(2), new TimeOnly(3, 11), TimeSpan.Zero));
        await app.LookAsync();
        (await app.RunsAsync("retention")).Count.ShouldBe(1, "the scheduler may be about to");
        clock.Advance(TimeSpan.FromMinutes(2));
        await app.LookAsync();
        var made = await app.EndOfAsync("retention", r => r.Trigger == "Schedule");
        made.ScheduledFor.ShouldBe(new DateTimeOffset(JobActs.Today.AddDays(2), new TimeOnly(3, 10), TimeSpan.Zero));
        await app.LookAsync();
        (await app.RunsAsync("retention")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_scheduler_starts_with_the_product_and_says_so()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string> { ["Jobs:Schedule"] = "true" });
        using var http = await app.RawAsync("EC", "Operator");
        for (var deadline = DateTime.UtcNow + Acts.Patience; ; await Task.Delay(20))
        {
            var scheduler = (await http.ItemsAsync<JobView>("jobs")).Single(j => j.Name == "Scheduler");
            scheduler.State.ShouldNotBe("Failed", scheduler.LastError);
            if (scheduler is { State: "Idle", LastRunAt: not null })
            {
                break;
            }

            DateTime.UtcNow.ShouldBeLessThan(deadline);
        }

        var quartz = await app.Services.GetRequiredService<Quartz.ISchedulerFactory>().GetScheduler();
        foreach (var job in ScheduledJobs.All)
        {
            var trigger = (await quartz.GetTrigger(new Quartz.TriggerKey(job.Name))).ShouldNotBeNull();
            trigger.NextFireTimeUtc.ShouldBe(job.Schedule.NextAfter(DateTimeOffset.UtcNow), job.Name);
        }

        await quartz.TriggerJob(new Quartz.JobKey("retention"), null!);
        (await app.EndOfAsync("retention", r => r.Trigger == "Schedule")).Outcome.ShouldBe("Done");
    }

    [Fact]
    public async Task A_scheduler_that_cannot_start_is_seen_and_tried_again_and_stops_nothing()
    {
        var broken = new BrokenScheduler();
        await using var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string> { ["Jobs:Schedule"] = "true" },
            services: services => services.Replace(ServiceDescriptor.Singleton<Quartz.ISchedulerFactory>(broken)));
        using var http = await app.RawAsync("EC", "Operator");
        for (var deadline = DateTime.UtcNow + Acts.Patience; ; await Task.Delay(20))
        {
            var scheduler = (await http.ItemsAsync<JobView>("jobs")).Single(j => j.Name == "Scheduler");
            if (broken.Tries >= 2 && scheduler.State == "Failed")
            {
                scheduler.LastError.ShouldBe("TimeoutException");
                break;
            }

            DateTime.UtcNow.ShouldBeLessThan(deadline);
        }

        (await app.RunJobAsync("retention")).Outcome.ShouldBe("Done");
    }

    /// <summary>A scheduler whose database is away.</summary>
    private sealed class BrokenScheduler : Quartz.ISchedulerFactory
    {
        public int Tries { get; private set; }

        public ValueTask<List<Quartz.IScheduler>> GetAllSchedulers(CancellationToken cancellationToken = default) => throw new TimeoutException();

        public ValueTask<Quartz.IScheduler> GetScheduler(CancellationToken cancellationToken = default)
        {
            Tries++;
            throw new TimeoutException();
        }

        public ValueTask<Quartz.IScheduler?> LookupScheduler(string schedName, CancellationToken cancellationToken = default) => throw new TimeoutException();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using Shouldly;
using TeamEurope.Contracts;
using TeamEurope.Instances.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Instances.Tests;

/// <summary>Jobs run once, however many instances there are.</summary>
public class JobTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [InstancesFact]
    public async Task A_job_whose_time_comes_at_two_instances_runs_once()
    {
        await using var cluster = await Cluster.StartAsync();
        await using var jobs = new NpgsqlConnection(cluster.Database.ConnectionStringOf(PostgreSqlTestDatabase.Jobs));
        await jobs.OpenAsync();

        // Both have the times in one store, under one entry each.
        await UntilAsync(async () => await ScalarAsync(jobs, "SELECT count(DISTINCT instance_name) FROM quartz.qrtz_scheduler_state") == 2);
        (await ScalarAsync(jobs, "SELECT count(*) FROM quartz.qrtz_triggers")).ShouldBe(6);
        foreach (var job in new[] { "retention", "reminders" })
        {
            var soon = DateTimeOffset.UtcNow.AddSeconds(1);
            await ExecuteAsync(jobs, $"UPDATE quartz.qrtz_triggers SET next_fire_time = {soon.UtcTicks} WHERE job_name = '{job}' AND trigger_state = 'WAITING'");
        }

        await UntilAsync(async () => await ScalarAsync(jobs, "SELECT count(*) FROM \"JobRuns\" WHERE \"Outcome\" = 'Done'") >= 2);
        await Task.Delay(TimeSpan.FromSeconds(6));
        (await ScalarAsync(jobs, "SELECT count(*) FROM \"JobRuns\"")).ShouldBe(2);
        (await ScalarAsync(jobs, "SELECT count(*) FROM \"JobRuns\" WHERE \"Trigger\" = 'Schedule' AND \"Outcome\" = 'Done' AND \"Attempt\" = 1")).ShouldBe(2);
    }

    [InstancesFact]
    public async Task A_job_started_by_hand_at_both_instances_at_once_runs_once()
    {
        await using var cluster = await Cluster.StartAsync();
        using var a = await OperatorAsync(cluster.A);
        using var b = await OperatorAsync(cluster.B);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? a : b).PostAsync(new Uri("/api/v1/jobs/recompute/run", UriKind.Relative), null)));
        answers.Count(r => r.StatusCode == HttpStatusCode.Accepted).ShouldBeGreaterThan(0);
        answers.ShouldAllBe(r => r.StatusCode == HttpStatusCode.Accepted || r.StatusCode == HttpStatusCode.Conflict);
        var started = answers.Count(r => r.StatusCode == HttpStatusCode.Accepted);
        IReadOnlyList<JobRunView> runs = [];
        await UntilAsync(async () =>
        {
            runs = (await b.GetFromJsonAsync<Page<JobRunView>>(new Uri("/api/v1/jobs/recompute/runs", UriKind.Relative)))!.Items;
            return runs.Count == started && runs.All(r => r.Outcome == "Done");
        });

        // Where more than one was taken, they ran one after the other.
        var ordered = runs.OrderBy(r => r.StartedAt).ToList();
        ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.EndedAt <= pair.Second.StartedAt);
    }

    private static async Task<HttpClient> OperatorAsync(ServiceProcess instance)
    {
        var http = new HttpClient { BaseAddress = instance.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Client.TeamEuropeClient.DevTokenAsync(http, "EC", "Operator"));
        return http;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var deadline = DateTime.UtcNow + Patience; !await isSo(); await Task.Delay(100))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline);
        }
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

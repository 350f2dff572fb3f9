using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Common;
using TeamEurope.Application.Jobs;
using TeamEurope.Contracts;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Jobs;

/// <summary>Jobs driven by hand: no test waits for a schedule.</summary>
internal static class JobActs
{
    public static readonly DateOnly Today = new(2026, 11, 24);
    public static readonly DateTimeOffset Noon = new(Today, new TimeOnly(12, 0), TimeSpan.Zero);

    /// <summary>Runs the job as an operator does, and waits for the end of the run.</summary>
    public static async Task<JobRunView> RunJobAsync(this TestApp app, string job)
    {
        using var http = await app.RawAsync("EC", "Operator", "moreau");
        var run = await http.SendAsync<JobRunView>(HttpMethod.Post, $"jobs/{job}/run", null);
        return await app.EndOfAsync(job, r => r.Id == run.Id);
    }

    public static async Task<IReadOnlyList<JobRunView>> RunsAsync(this TestApp app, string job)
    {
        using var http = await app.RawAsync("EC", "Operator", "moreau");
        return await http.ItemsAsync<JobRunView>($"jobs/{job}/runs");
    }

    public static async Task<JobRunView> EndOfAsync(this TestApp app, string job, Func<JobRunView, bool> which)
    {
        for (var deadline = DateTime.UtcNow + Acts.Patience; ; await Task.Delay(20))
        {
            if ((await app.RunsAsync(job)).SingleOrDefault(r => which(r) && r.Outcome != "Running") is { } ended)
            {
                return ended;
            }

            DateTime.UtcNow.ShouldBeLessThan(deadline);
        }
    }

    /// <summary>The look that an instance takes every few seconds.</summary>
    public static async Task LookAsync(this TestApp app)
    {
        await using var scope = app.OpenJobScope();
        await scope.ServiceProvider.GetRequiredService<JobKeeper>().LookAsync(CancellationToken.None);
    }

    public static async Task InDatabaseAsync(this TestApp app, Func<ITeamEuropeDb, Task> act)
    {
        await using var scope = app.OpenJobScope();
        await act(scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>());
    }
}

using System.Globalization;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>
/// Random histories of everything that can change an alert, from several tenants, with crashes: whenever the register is at rest, the
/// alerts are what a computation from nothing gives, and everybody was told of them as the history says.
/// <c>TEAMEUROPE_HISTORIES</c> says how many (usually a few), <c>TEAMEUROPE_HISTORIES_FROM</c> where the seeds begin,
/// <c>TEAMEUROPE_HISTORIES_SHRINK</c> for how many seconds one that fails is made shorter.
/// </summary>
public class HistoryTests(ITestOutputHelper output)
{
    private const int Steps = 40;
    private const int StepsBetweenChecks = 4;
    private static readonly int Usual = Setting("TEAMEUROPE_HISTORIES", 2);
    private static readonly int First = Setting("TEAMEUROPE_HISTORIES_FROM", 1);
    private static readonly TimeSpan PatienceForShrinking = TimeSpan.FromSeconds(Setting("TEAMEUROPE_HISTORIES_SHRINK", 300));

    [Fact]
    public async Task No_history_leaves_an_alert_wrong_or_somebody_untold()
    {
        var all = new Counts();
        var failures = new List<string>();
        for (var seed = First; seed < First + Usual; seed++)
        {
            var chance = new Chance(seed);
            var steps = new List<Step>();
            var counts = await TryAsync(steps, history => steps.Count == 0 ? [.. chance.Beginning(history)] : steps.Count < Steps ? [chance.Next(history)] : [], StepsBetweenChecks);
            if (counts.Failure is { } failure)
            {
                failures.Add(await ExplainAsync(seed, steps, failure));
            }

            all = new Counts
            {
                Steps = all.Steps + counts.Counts.Steps, Accepted = all.Accepted + counts.Counts.Accepted, Refused = all.Refused + counts.Counts.Refused,
                Crashes = all.Crashes + counts.Counts.Crashes, News = all.News + counts.Counts.News, Alerts = all.Alerts + counts.Counts.Alerts
            };
        }

        output.WriteLine($"{Usual} histories from seed {First}: {all}");
        failures.ShouldBeEmpty(string.Join("\n\n", failures));
        all.Refused.ShouldBeLessThan(all.Accepted / 3);
        all.News.ShouldBeGreaterThan(all.Steps);
    }

    /// <summary>The failure with the shortest history that still fails, each step a line that <see cref="Step.Read"/> reads.</summary>
    private static async Task<string> ExplainAsync(int seed, List<Step> steps, Exception failure)
    {
        var shortest = await Shrinker.ShrinkAsync(steps, async some => (await ReplayAsync(some)).Failure is not null, PatienceForShrinking);
        var (again, _) = await ReplayAsync(shortest);
        return $"Seed {seed}, step {steps.Count}: {failure.Message}\n\n{shortest.Count} steps still fail ({(again ?? failure).Message}):\n{Step.Write(shortest)}\n\n{failure}";
    }

    /// <summary>Carries given steps out, checking after each.</summary>
    internal static Task<(Exception? Failure, Counts Counts)> ReplayAsync(List<Step> steps)
    {
        var at = 0;
        return TryAsync([], _ => at < steps.Count ? [steps[at++]] : [], 1);
    }

    private static async Task<(Exception? Failure, Counts Counts)> TryAsync(List<Step> steps, Func<History, List<Step>> next, int stepsBetweenChecks)
    {
        await using var history = await History.BeginAsync();
        try
        {
            while (next(history) is { Count: > 0 } some)
            {
                foreach (var step in some)
                {
                    steps.Add(step);
                    await history.DoAsync(step);
                }

                if (steps.Count % stepsBetweenChecks == 0)
                {
                    await history.CheckAsync();
                }
            }

            await history.CheckAsync();
            return (null, history.Counts);
        }
        catch (Exception e)
        {
            return (e, history.Counts);
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : usual;
}

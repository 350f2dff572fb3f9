using System.Diagnostics;
using Shouldly;
using TeamEurope.Api.Tests.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Instances.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Instances.Tests;

/// <summary>
/// What production does to two instances while people write. After each: no acknowledged write lost, no alert missing or double, listeners
/// have caught up by themselves, and readiness told the truth meanwhile.
/// </summary>
public class DisturbanceTests(ITestOutputHelper output)
{
    private const int Writers = 4;
    private const int MostWrites = 350;
    private const int Some = 15;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    [InstancesFact]
    public async Task An_instance_is_killed_and_comes_back()
    {
        await using var cluster = await Cluster.StartAsync();
        await StandsAsync(cluster, 61, async storm =>
        {
            await cluster.A.KillAsync();
            (await cluster.A.IsReadyAsync(Moment)).ShouldBeFalse();
            await Cluster.SaysAsync(cluster.B, isReady: true);
            await storm.MoreAsync(Some);
            await cluster.RestartAAsync();
        });
    }

    [InstancesFact]
    public async Task An_instance_hangs_and_goes_on()
    {
        await using var cluster = await Cluster.StartAsync();
        await StandsAsync(cluster, 62, async _ =>
        {
            cluster.A.Hang();
            (await cluster.A.IsReadyAsync(Moment)).ShouldBeFalse();
            await Cluster.SaysAsync(cluster.B, isReady: true);
            await Task.Delay(TimeSpan.FromSeconds(13));
            cluster.A.GoOn();
            await Cluster.SaysAsync(cluster.A, isReady: true);
        });
    }

    [InstancesFact]
    public async Task The_database_is_restarted()
    {
        await using var cluster = await Cluster.StartAsync();
        await StandsAsync(cluster, 63, async _ =>
        {
            await cluster.Server.StopServerAsync();
            await Cluster.SaysAsync(cluster.A, isReady: false);
            await Cluster.SaysAsync(cluster.B, isReady: false);
            await Task.Delay(Moment);
            await cluster.Server.StartServerAsync();
            await Cluster.SaysAsync(cluster.A, isReady: true);
            await Cluster.SaysAsync(cluster.B, isReady: true);
        });
    }

    [InstancesFact]
    public async Task One_instances_network_to_the_database_is_cut_for_ten_seconds()
    {
        var host = await Host.SetUpAsync();
        await using var cluster = await Cluster.StartAsync(host);
        await StandsAsync(cluster, 64, async _ =>
        {
            await host.PullDatabaseCableAsync();
            var cut = Stopwatch.GetTimestamp();
            await Cluster.SaysAsync(cluster.A, isReady: false);
            await Cluster.SaysAsync(cluster.B, isReady: true);
            var rest = TimeSpan.FromSeconds(10) - Stopwatch.GetElapsedTime(cut);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            await host.PlugDatabaseCableAsync();
            await Cluster.SaysAsync(cluster.A, isReady: true);
        });
    }

    private async Task StandsAsync(Cluster cluster, int seed, Func<Storm, Task> disturbance)
    {
        try
        {
            await StandsAsync(cluster, seed, disturbance, await Storm.TodayAsync());
        }
        catch
        {
            // Who hung up on whom, when.
            output.WriteLine(cluster.Balancer.Errors);
            throw;
        }
    }

    private async Task StandsAsync(Cluster cluster, int seed, Func<Storm, Task> disturbance, DateOnly today)
    {
        var storm = new Storm(seed, today, MostWrites);
        var listener = new Listener(await cluster.SignInAsync("NL"));
        await listener.Connected;
        await storm.WriteThroughAsync(await cluster.WritersAsync(), Writers, Pace, async () =>
        {
            await storm.MoreAsync(Some);
            await disturbance(storm);
            await storm.MoreAsync(Some);
        });
        output.WriteLine($"{storm.Acknowledged} writes acknowledged; answers in between: {string.Join(", ", storm.Failures)}");
        storm.Acknowledged.ShouldBeGreaterThan(Some);

        var twins = new Twins((tenant, role) => cluster.SignInAsync(tenant, role), today);
        await storm.CheckAsync(twins, "after it", readers: 4, "NL", "IT");
        var kept = await KeptAsync(twins);
        await listener.WaitForAsync(heard => heard.Count > 0 && heard[^1].Cursor >= kept[^1].Cursor, Twins.Patience);
        HeardOnceInOrder(listener.Heard, kept);
        await listener.DisposeAsync();
    }

    /// <summary>All that is kept was heard, once, in order; what was heard and is kept no more gave way to the same said again later.</summary>
    private static void HeardOnceInOrder(IReadOnlyList<NotificationView> heard, List<NotificationView> kept)
    {
        heard.Select(n => n.Cursor).ShouldBe(heard.Select(n => n.Cursor).Distinct().Order());
        var stands = kept.Select(n => n.Cursor).ToHashSet();
        heard.Where(n => stands.Contains(n.Cursor)).Select(n => n.Cursor).ShouldBe(kept.Select(n => n.Cursor));
        var last = heard.GroupBy(n => (n.AlertId, n.Kind)).ToDictionary(g => g.Key, g => g.Max(n => n.Cursor));
        heard.Where(n => !stands.Contains(n.Cursor) && n.Cursor == last[(n.AlertId, n.Kind)]).ShouldBeEmpty();
    }

    private static async Task<List<NotificationView>> KeptAsync(Twins twins)
    {
        var client = await twins.As("NL");
        var kept = new List<NotificationView>();
        Page<NotificationView> page;
        do
        {
            page = await client.ListNotificationsAsync(kept.Count > 0 ? kept[^1].Cursor : 0, limit: 200);
            kept.AddRange(page.Items);
        }
        while (page.Next is not null);
        return kept;
    }
}

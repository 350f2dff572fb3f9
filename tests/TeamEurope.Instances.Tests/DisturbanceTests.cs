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
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    [InstancesFact]
    public async Task An_instance_is_killed_and_comes_back()
    {
        await using var cluster = await Cluster.StartAsync();
        await StandsAsync(cluster, 61, async () =>
        {
            await Task.Delay(Settling);
            await cluster.A.KillAsync();
            (await cluster.A.IsReadyAsync(Settling)).ShouldBeFalse();
            await Cluster.SaysAsync(cluster.B, isReady: true);
            await Task.Delay(Settling);
            await cluster.RestartAAsync();
            await Task.Delay(Settling);
        });
    }

    [InstancesFact]
    public async Task An_instance_hangs_and_goes_on()
    {
        await using var cluster = await Cluster.StartAsync();
        await StandsAsync(cluster, 62, async () =>
        {
            await Task.Delay(Settling);
            cluster.A.Hang();
            (await cluster.A.IsReadyAsync(Settling)).ShouldBeFalse();
            await Cluster.SaysAsync(cluster.B, isReady: true);
            await Task.Delay(TimeSpan.FromSeconds(13));
            cluster.A.GoOn();
            await Cluster.SaysAsync(cluster.A, isReady: true);
            await Task.Delay(Settling);
        });
    }

    [InstancesFact]
    public async Task The_database_is_restarted()
    {
        await using var cluster = await Cluster.StartAsync();
        await StandsAsync(cluster, 63, async () =>
        {
            await Task.Delay(Settling);
            await cluster.Server.StopServerAsync();
            await Cluster.SaysAsync(cluster.A, isReady: false);
            await Cluster.SaysAsync(cluster.B, isReady: false);
            await Task.Delay(Settling);
            await cluster.Server.StartServerAsync();
            await Cluster.SaysAsync(cluster.A, isReady: true);
            await Cluster.SaysAsync(cluster.B, isReady: true);
            await Task.Delay(Settling);
        });
    }

    [InstancesFact]
    public async Task One_instances_network_to_the_database_is_cut_for_ten_seconds()
    {
        var host = await Host.SetUpAsync();
        await using var cluster = await Cluster.StartAsync(host);
        await StandsAsync(cluster, 64, async () =>
        {
            await Task.Delay(Settling);
            await host.PullDatabaseCableAsync();
            var cut = Stopwatch.GetTimestamp();
            await Cluster.SaysAsync(cluster.A, isReady: false);
            await Cluster.SaysAsync(cluster.B, isReady: true);
            await Task.Delay(TimeSpan.FromSeconds(10) - Stopwatch.GetElapsedTime(cut));
            await host.PlugDatabaseCableAsync();
            await Cluster.SaysAsync(cluster.A, isReady: true);
            await Task.Delay(Settling);
        });
    }

    private async Task StandsAsync(Cluster cluster, int seed, Func<Task> disturbance)
    {
        var today = await Storm.TodayAsync();
        var storm = new Storm(seed, today, MostWrites);
        var listener = new Listener(await cluster.SignInAsync("NL"));
        await listener.Connected;
        await storm.WriteThroughAsync(await cluster.WritersAsync(), Writers, Pace, disturbance);
        output.WriteLine($"{storm.Acknowledged} writes acknowledged; answers in between: {string.Join(", ", storm.Failures)}");
        storm.Acknowledged.ShouldBeGreaterThan(30);

        var twins = new Twins((tenant, role) => cluster.SignInAsync(tenant, role), today);
        await storm.CheckAsync(twins, "after it", readers: 4, "NL", "IT");
        var kept = await KeptAsync(twins);
        await listener.WaitForAsync(heard => heard.Count >= kept.Count, TimeSpan.FromSeconds(20));
        listener.Heard.Select(n => n.Cursor).ShouldBe(kept.Select(n => n.Cursor));
        await listener.DisposeAsync();
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

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>
/// A hundred writes a second for a minute, all in one country, from sixteen writers on two instances on PostgreSQL: how long after its
/// answer a registration's collisions are heard by the other owners, and whether anything is lost or said twice.
/// </summary>
internal static partial class HotCountry
{
    private const int Writers = 16;
    private const string Country = "TN";

    /// <param name="size">How many initiatives there are before.</param>
    public static async Task MeasureAsync(int perSecond, int seconds, int days, int size)
    {
        await using var server = await PostgreSqlCluster.StartAsync(isDurable: true);
        await PostgreSqlTestDatabase.PrepareAsync(server);
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
        await using var one = await ServiceProcess.StartAsync(database, environment: Loud.Settings);
        await using var two = await ServiceProcess.StartAsync(database, environment: Loud.Settings);
        ServiceProcess[] instances = [one, two];
        var owners = Register.Owners;
        var clients = await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => instances[w % 2].SignInAsync(owners[w % owners.Length])));

        await Filling.FillAsync(one, size);
        var filled = DateTimeOffset.UtcNow;

        // Warm, so that the minute measures the service and not its compiler.
        var random = new Random(3);
        await Parallel.ForAsync(0, 1_500, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (i, stop) =>
            await clients[i % Writers].RegisterAsync(Register.Sparse(new Random(i), -1 - i), cancellation: stop));
        await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(5), alsoNotified: true);

        // Each owner listens at the instance where it does not write first.
        var heard = new ConcurrentDictionary<(string Owner, Guid Alert), int>();
        var arrivals = new ConcurrentBag<(string Text, long At)>();
        using var stop = new CancellationTokenSource();
        var listening = new List<Task>();
        for (var o = 0; o < owners.Length; o++)
        {
            var owner = owners[o];
            listening.Add(await Ear.ListenAsync(await instances[(o + 1) % 2].SignInAsync(owner), news =>
            {
                arrivals.Add((news.Text, Stopwatch.GetTimestamp()));
                if (news.Kind == "AlertOpened")
                {
                    heard.AddOrUpdate((owner, news.AlertId!.Value), 1, (_, times) => times + 1);
                }
            }, stop.Token));
        }

        var answered = new ConcurrentDictionary<string, long>();
        var latencies = new ConcurrentBag<double>();
        var bodies = Enumerable.Range(0, perSecond * seconds).Select(i => Register.InOneCountry(random, i, Country, days)).ToArray();
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < bodies.Length; i = Interlocked.Increment(ref next))
            {
                var due = TimeSpan.FromSeconds((double)i / perSecond) - watch.Elapsed;
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                var start = Stopwatch.GetTimestamp();
                var view = (await client.RegisterAsync(bodies[i])).Value;
                var end = Stopwatch.GetTimestamp();
                answered[view.Reference] = end;
                latencies.Add(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
            }
        })));
        var rate = bodies.Length / watch.Elapsed.TotalSeconds;
        var behind = Stopwatch.StartNew();
        await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(10), alsoNotified: true);
        behind.Stop();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await Task.WhenAll(listening);

        // A collision can be heard once both are there: it counts from the later of the two answers. What names one initiative only (a
        // spillover, a blind item) does not say which other's answer it counts from.
        var pushes = arrivals.Select(a => (a.At, References: Reference().Matches(a.Text).Select(m => m.Value).Where(answered.ContainsKey).ToList()))
            .Where(a => a.References.Count > 1)
            .Select(a => (a.At - a.References.Max(r => answered[r])) * 1000.0 / Stopwatch.Frequency).ToList();

        // What opened before may have come to this country since: that is no opening.
        var alerts = new List<(string Owner, AlertView Alert)>();
        foreach (var owner in owners)
        {
            await foreach (var alert in (await one.SignInAsync(owner)).AllAlertsAsync(new AlertFilter { Country = Country }, pageSize: 200))
            {
                if (alert.OpenedAt >= filled)
                {
                    alerts.Add((owner, alert));
                }
            }
        }

        var lost = alerts.Count(a => a.Alert.Status != "Cleared" && !heard.ContainsKey((a.Owner, a.Alert.Id)));

        List<double> posts = [.. latencies];
        Console.WriteLine(
            $"{perSecond}/s asked for {seconds} s in one country, windows over {days} days, {size} initiatives before: {rate:0}/s written (p50 {posts.Percentile(0.5):0.0} ms, p95 {posts.Percentile(0.95):0.0} ms), {alerts.Count} new alerts in the owners' lists, {(double)alerts.Count / bodies.Length:0.0} for each write");
        Console.WriteLine(
            $"  answer to push at the other instance: p50 {pushes.Percentile(0.5):0} ms, p95 {pushes.Percentile(0.95):0} ms, p99 {pushes.Percentile(0.99):0} ms of {pushes.Count}; behind at the end {behind.Elapsed.TotalSeconds:0.0} s; in a list and never heard: {lost}; heard as opened twice: {heard.Count(h => h.Value > 1)}");
    }

    [GeneratedRegex(@"[A-Z]{2,}-\d{4}-\d{4,}")]
    private static partial Regex Reference();
}

/// <summary>What is measured is how fast news travels: nothing of it is held back.</summary>
internal static class Loud
{
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["Live__PushesPerMinute"] = "1000000",
        ["Live__FoldSeconds"] = "0"
    };
}

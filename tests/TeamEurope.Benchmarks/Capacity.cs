using System.Collections.Concurrent;
using System.Diagnostics;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>
/// What one and two instances carry on each database that is to be had here: writers that register as fast as they can, readers beside
/// them, and how long after the answer a listener at another instance hears.
/// </summary>
internal static class Capacity
{
    private const int Writers = 8;
    private const int Readers = 4;
    private const int Before = 500;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    private sealed record Figures(double Writes, double WriteP95, double Reads, double ReadP95, double PushP50, double PushP95, double BehindSeconds, double Megabytes);

    public static async Task MeasureAsync()
    {
        Console.WriteLine($"| database | instances | writes/s | p95 | reads/s beside them | p95 | heard elsewhere p50, p95 | behind at the end | memory each |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        await using (var file = new SqliteTestDatabase())
        {
            Print("SQLite", 1, await MeasureAsync(file, 1));
        }

        if (PostgreSqlCluster.Programs is null)
        {
            Console.WriteLine("PostgreSQL is not installed: not measured.");
            return;
        }

        await using var server = await PostgreSqlCluster.StartAsync(isDurable: true);
        await PostgreSqlTestDatabase.PrepareAsync(server);
        foreach (var instances in new[] { 1, 2 })
        {
            await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
            Print("PostgreSQL, three logins and the wall", instances, await MeasureAsync(database, instances));
        }
    }

    private static async Task<Figures> MeasureAsync(TestDatabase database, int count)
    {
        var instances = new List<ServiceProcess>();
        for (var i = 0; i < count; i++)
        {
            instances.Add(await ServiceProcess.StartAsync(database, environment: Loud.Settings));
        }

        var owners = Register.Owners;
        var clients = new Dictionary<(string Owner, int Instance), TeamEuropeClient>();
        foreach (var owner in owners)
        {
            for (var i = 0; i < count; i++)
            {
                clients[(owner, i)] = await instances[i].SignInAsync(owner);
            }
        }

        var random = new Random(7);
        foreach (var rows in Enumerable.Range(0, Before).Select(n => Register.Body(random, n)).Chunk(Before / owners.Length).Select((rows, i) => (Rows: rows, Owner: owners[i % owners.Length])))
        {
            var import = await clients[(rows.Owner, 0)].StartImportAsync(rows.Rows, baseline: true);
            await clients[(rows.Owner, 0)].WaitForImportAsync(import.Id, TimeSpan.FromMinutes(2));
        }

        await clients[(owners[0], 0)].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(2), alsoNotified: true);
        var (writes, reads, pushes) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), new ConcurrentBag<double>());
        using var stop = new CancellationTokenSource();
        var isOn = false;
        var listening = await Ear.ListenAsync(clients[(owners[0], count - 1)], news =>
        {
            // How long ago it was kept: the service's clock and this one are the same.
            if (Volatile.Read(ref isOn))
            {
                pushes.Add((DateTimeOffset.UtcNow - news.At).TotalMilliseconds);
            }
        }, stop.Token);
        Volatile.Write(ref isOn, true);
        var number = Before;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
            {
                var own = new Random(w);
                for (var i = 0; watch.Elapsed < Duration; i++)
                {
                    var body = Register.Body(own, Interlocked.Increment(ref number));
                    var start = Stopwatch.GetTimestamp();
                    await clients[(owners[(w + i) % owners.Length], w % count)].RegisterAsync(body);
                    writes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            })).Concat(Enumerable.Range(0, Readers).Select(r => Task.Run(async () =>
            {
                while (watch.Elapsed < Duration)
                {
                    var start = Stopwatch.GetTimestamp();
                    await clients[(owners[r % owners.Length], r % count)].ListAlertsAsync(limit: 50);
                    reads.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }))));
        var behind = Stopwatch.StartNew();
        await clients[(owners[0], 0)].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(3), alsoNotified: true);
        behind.Stop();
        await stop.CancelAsync();
        await listening;
        var memory = instances.Average(i => i.WorkingSet / 1024.0 / 1024.0);
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        List<double> write = [.. writes], read = [.. reads], push = [.. pushes];
        return new Figures(
            write.Count / Duration.TotalSeconds, write.Percentile(0.95), read.Count / Duration.TotalSeconds, read.Percentile(0.95),
            push.Percentile(0.5), push.Percentile(0.95), behind.Elapsed.TotalSeconds, memory);
    }

    private static void Print(string database, int instances, Figures f) => Console.WriteLine(
        $"| {database} | {instances} | {f.Writes:0} | {f.WriteP95:0} ms | {f.Reads:0} | {f.ReadP95:0} ms | {f.PushP50:0} ms, {f.PushP95:0} ms | {f.BehindSeconds:0.0} s | {f.Megabytes:0} MB |");
}

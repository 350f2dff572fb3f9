using System.Collections.Concurrent;
using System.Diagnostics;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>
/// POST of an initiative with three measures while the service evaluates what was posted, beside raw inserts of the very same rows in like
/// transactions, by as many writers, on the same database at the same durability: turn by turn.
/// </summary>
internal static class WriteSpeed
{
    private const int Rounds = 7;
    private const int Writes = 2_400;
    private const int WarmUp = 6_000;
    private const int Writers = 8;

    /// <param name="size">How many initiatives there are before.</param>
    public static async Task MeasureAsync(int size)
    {
        await using (var file = new DurableFile())
        {
            await MeasureAsync("SQLite", size, file, new SqliteRows(file.Path));
        }

        if (PostgreSqlCluster.Programs is null)
        {
            Console.WriteLine("PostgreSQL is not installed: not measured.");
            return;
        }

        await using var server = await PostgreSqlCluster.StartAsync(isDurable: true);
        await PostgreSqlTestDatabase.PrepareAsync(server);
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
        await MeasureAsync("PostgreSQL", size, database, new PostgreSqlRows(database.ConnectionStringOf(PostgreSqlTestDatabase.Owner)));
    }

    private static async Task MeasureAsync(string name, int size, TestDatabase database, RawRows raw)
    {
        await using var service = await ServiceProcess.StartAsync(database);
        await Filling.FillAsync(service, size);
        var clients = await Task.WhenAll(Register.Owners.Take(Writers).Select(o => service.SignInAsync(o)));
        var random = new Random(7);
        var number = 0;
        await PostAsync(clients, random, WarmUp, () => Interlocked.Increment(ref number), []);
        await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(5));
        var (rates, raws, evaluated, latencies) = (new List<double>(), new List<double>(), new List<double>(), new ConcurrentBag<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await PostAsync(clients, random, Writes, () => Interlocked.Increment(ref number), latencies);
            rates.Add(Writes / watch.Elapsed.TotalSeconds);
            await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(5));
            evaluated.Add(Writes / watch.Elapsed.TotalSeconds);
            raws.Add(await raw.InsertAgainAsync(Writes, Writers));
        }

        List<double> list = [.. latencies];
        Console.WriteLine(
            $"{name}, {size} initiatives before, {Writers} writers: POST {Rate(rates)} (p50 {list.Percentile(0.5):0.0} ms, p95 {list.Percentile(0.95):0.0} ms), with all evaluation {Rate(evaluated)}; raw inserts {Rate(raws)}; ratio {rates.Percentile(0.5) / raws.Percentile(0.5):0.00}");
    }

    private static string Rate(List<double> rates) => $"{rates.Percentile(0.5):0}/s ({rates.Percentile(0):0} to {rates.Percentile(1):0})";

    private static Task PostAsync(TeamEuropeClient[] clients, Random random, int count, Func<int> next, ConcurrentBag<double> latencies)
    {
        var bodies = new ConcurrentQueue<Contracts.InitiativeBody>(Enumerable.Range(0, count).Select(_ => Register.Sparse(random, next())));
        return Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            while (bodies.TryDequeue(out var body))
            {
                var start = Stopwatch.GetTimestamp();
                await client.RegisterAsync(body);
                latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
    }
}

/// <summary>A file on the disk, not in memory: what is measured waits for the disk.</summary>
internal sealed class DurableFile : TestDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("teameurope-benchmark-").FullName;

    public string Path => System.IO.Path.Combine(folder, "benchmark.db");

    public override IReadOnlyDictionary<string, string> Settings => SettingsOf("Sqlite", $"Data Source={Path}");

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

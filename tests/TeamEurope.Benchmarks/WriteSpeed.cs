using System.Collections.Concurrent;
using System.Diagnostics;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

internal static class WriteSpeed
{
    public static async Task MeasureAsync(string kind, int writers, int writes)
    {
        PostgreSqlCluster? server = null;
        TestDatabase database;
        if (kind == "PostgreSql")
        {
            server = await PostgreSqlCluster.StartAsync(isDurable: true);
            await PostgreSqlTestDatabase.PrepareAsync(server);
            database = await PostgreSqlTestDatabase.CreateAsync(server);
        }
        else
        {
            database = new SqliteFile(Path.Combine(Directory.CreateTempSubdirectory("teameurope-benchmark-").FullName, "b.db"));
        }

        await using var service = await ServiceProcess.StartAsync(database);
        var clients = new List<TeamEuropeClient>();
        foreach (var owner in Register.Owners) clients.Add(await service.SignInAsync(owner));
        var random = new Random(7);
        for (var i = 0; i < 200; i++) await clients[i % clients.Count].RegisterAsync(Register.Body(random, -1 - i));
        await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(1));
        var bodies = Enumerable.Range(0, writes).Select(i => Register.Body(random, i)).ToList();
        for (var round = 0; round < 3; round++)
        {
            var latencies = new ConcurrentBag<double>();
            var next = -1;
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var i && i < writes)
                {
                    var start = Stopwatch.GetTimestamp();
                    await clients[w % clients.Count].RegisterAsync(bodies[i] with { ExternalId = $"{round}-{i}" });
                    latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            })));
            var rate = writes / watch.Elapsed.TotalSeconds;
            await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(5));
            List<double> list = [.. latencies];
            Console.WriteLine($"{kind} {writers} writers: {rate:0}/s p50 {list.Percentile(0.5):0.0} p95 {list.Percentile(0.95):0.0}, with evaluation {writes / watch.Elapsed.TotalSeconds:0}/s");
        }
    }
}

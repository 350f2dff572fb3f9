using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using TeamEurope.Rules;
using TeamEurope.Rules.Rules;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>
/// The rules alone, on a synthetic register of several sizes: the whole of it, beside a bare loop that only finds the matching pairs and
/// a self-join in PostgreSQL that does the same; and one change in it.
/// </summary>
internal static class RuleSpeed
{
    private const int Rounds = 7;
    private const int Changes = 1_000;

    /// <summary>Of so many changes one is also evaluated with all evidence, which in a dense register takes seconds.</summary>
    private const int WholeEach = 4;

    public static async Task MeasureAsync(int size, bool withSql)
    {
        var footprints = SyntheticFootprints.Make(size);
        var bare = new BareLoop(footprints);
        var build = Stopwatch.StartNew();
        var index = RegisterIndex.Of(footprints, [], SyntheticFootprints.Reference, SyntheticFootprints.Settings, SyntheticFootprints.AsOf);
        build.Stop();
        var (loops, evaluations, pairs, found, scores) = (new List<double>(), new List<double>(), 0L, 0L, 0L);
        for (var round = -1; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            pairs = bare.CountPairs();
            var middle = Stopwatch.GetTimestamp();
            (found, scores) = (0, 0);
            RuleEngine.Visit(index, index.TouchAll(), (scoped in f) => (found, scores) = (found + 1, scores + f.Score));
            var end = Stopwatch.GetTimestamp();
            if (round >= 0)
            {
                loops.Add(Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds);
                evaluations.Add(Stopwatch.GetElapsedTime(middle, end).TotalMilliseconds);
            }
        }

        Console.WriteLine(
            $"{size} initiatives, {pairs} matching pairs of measures, {found} findings (sum of scores {scores}); read into the index in {build.ElapsedMilliseconds} ms");
        Console.WriteLine($"  bare loop {loops.Spread()}; all rules {evaluations.Spread()}: {evaluations.Percentile(0.5) / loops.Percentile(0.5):0.0} × the bare loop");
        MeasureChanges(index, footprints.ConvertAll(f => f.Id), size);
        if (withSql)
        {
            await MeasureSqlAsync(bare, evaluations.Percentile(0.5));
        }
    }

    private static void MeasureChanges(RegisterIndex index, List<Guid> ids, int size)
    {
        var random = new Random(77);
        var (scored, whole, touchedOthers) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Changes; i++)
        {
            var id = ids[random.Next(ids.Count)];
            var changed = SyntheticFootprints.Make(random, size + i) with { Id = id, Owner = index.Find(id)!.Owner };
            var touched = new Touched();
            var start = Stopwatch.GetTimestamp();
            index.Put(changed, touched);
            RuleEngine.Visit(index, touched, static (scoped in _) => { });
            scored.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (i % WholeEach == 0)
            {
                start = Stopwatch.GetTimestamp();
                RuleEngine.Evaluate(index, touched);
                whole.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            touchedOthers.Add(touched.Spillovers.Count + touched.Groups.Count);
        }

        Console.WriteLine(
            $"  one change: p50 {scored.Percentile(0.5):0.00} ms, p99 {scored.Percentile(0.99):0.0} ms; with all terms and evidence p50 {whole.Percentile(0.5):0.00} ms, p99 {whole.Percentile(0.99):0.0} ms; spillovers and groups touched p50 {touchedOthers.Percentile(0.5):0}, p99 {touchedOthers.Percentile(0.99):0}");
    }

    /// <summary>The same pairs by one self-join, streamed to the client and not kept, with an index that holds all that the join asks.</summary>
    private static async Task MeasureSqlAsync(BareLoop bare, double evaluation)
    {
        if (PostgreSqlCluster.Programs is null)
        {
            Console.WriteLine("  PostgreSQL is not installed: the self-join was not measured.");
            return;
        }

        await using var server = await PostgreSqlCluster.StartAsync(isDurable: false);
        await using var connection = new NpgsqlConnection(server.AdminConnectionString + ";Command Timeout=0");
        await connection.OpenAsync();
        await RunAsync(connection, "CREATE TABLE m (id int, cell int, owner int, s int, e int)");
        await using (var copy = await connection.BeginBinaryImportAsync("COPY m FROM STDIN (FORMAT binary)"))
        {
            var id = 0;
            foreach (var (cell, owner, start, end) in bare.Rows)
            {
                await copy.StartRowAsync();
                foreach (var value in new[] { id++, cell, owner, start, end })
                {
                    await copy.WriteAsync(value, NpgsqlDbType.Integer);
                }
            }

            await copy.CompleteAsync();
        }

        await RunAsync(connection, "CREATE INDEX ON m (cell, s) INCLUDE (e, owner, id)");
        await RunAsync(connection, "CREATE INDEX ON m (cell, e) INCLUDE (s, owner, id)");
        await RunAsync(connection, "VACUUM ANALYZE m");
        await RunAsync(connection, "SET work_mem = '512MB'");
        var times = new List<double>();
        var joined = 0L;
        for (var round = 0; round < 2; round++)
        {
            joined = 0;
            var watch = Stopwatch.StartNew();
            await using var command = new NpgsqlCommand(
                "SELECT a.id, b.id FROM m a JOIN m b ON a.cell = b.cell AND a.id < b.id AND a.owner <> b.owner AND a.s <= b.e AND b.s <= a.e", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                joined++;
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"  self-join in PostgreSQL: {joined} pairs, {times.Spread()}: {times.Percentile(0) / evaluation:0} × all rules");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

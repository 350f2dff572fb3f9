using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace TeamEurope.Benchmarks;

/// <summary>POST of an initiative with three measures, beside raw inserts of the very same rows in like transactions on a like file.</summary>
internal static class RegistrationRate
{
    private const int Writes = 1_000;
    private static readonly string[] Tables =
        ["Initiatives", "InitiativePartners", "InitiativeTenants", "InitiativeInstruments", "StageChanges", "InitiativeRevisions", "RegisterEvents"];

    public static async Task MeasureAsync(ServiceUnderTest service)
    {
        var random = new Random(7);
        var clients = await Task.WhenAll(Register.Owners.Take(4).Select(o => service.SignInAsync(o)));
        for (var i = 0; i < 50; i++)
        {
            await clients[0].RegisterAsync(Register.Body(random, -1 - i));
        }

        await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(1));
        var bodies = Enumerable.Range(0, Writes).Select(i => Register.Body(random, i)).ToList();
        var latencies = new List<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(clients.Select(async (client, writer) =>
        {
            for (var i = writer; i < Writes; i += clients.Length)
            {
                var start = Stopwatch.GetTimestamp();
                await client.RegisterAsync(bodies[i]);
                lock (latencies)
                {
                    latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }));
        var rate = Writes / watch.Elapsed.TotalSeconds;
        await clients[0].WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(5));
        var evaluated = Writes / watch.Elapsed.TotalSeconds;
        var raw = await RawInsertsAsync(service.DatabasePath);
        Console.WriteLine(
            $"registrations, 4 writers: {rate:0}/s (p50 {latencies.Percentile(0.5):0.0} ms, p95 {latencies.Percentile(0.95):0.0} ms), with all evaluation {evaluated:0}/s; raw inserts of the same rows, one writer: {raw:0}/s; ratio {rate / raw:0.00}");
    }

    private static async Task<double> RawInsertsAsync(string path)
    {
        await using var source = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        await source.OpenAsync();
        var rows = new Dictionary<string, List<(string Table, object?[] Values)>>();
        var columns = new Dictionary<string, int>();
        foreach (var table in Tables)
        {
            await using var select = source.CreateCommand();
            select.CommandText = $"SELECT * FROM {table}";
            await using var reader = await select.ExecuteReaderAsync();
            columns[table] = reader.FieldCount;
            var key = Enumerable.Range(0, reader.FieldCount).First(i => reader.GetName(i) == (table == "Initiatives" ? "Id" : "InitiativeId"));
            while (await reader.ReadAsync())
            {
                if (await reader.IsDBNullAsync(key))
                {
                    continue;
                }

                var values = new object?[reader.FieldCount];
                reader.GetValues(values!);
                var id = reader.GetString(key);
                (rows.TryGetValue(id, out var list) ? list : rows[id] = []).Add((table, values));
            }
        }

        var copy = Path.Combine(Path.GetDirectoryName(path)!, "raw.db");
        await using var target = new SqliteConnection($"Data Source={copy}");
        await target.OpenAsync();
        await RunAsync(target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        await using (var schema = source.CreateCommand())
        {
            schema.CommandText = $"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({string.Join(',', Tables.Select(t => $"'{t}'"))}) ORDER BY type DESC";
            await using var reader = await schema.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                await RunAsync(target, reader.GetString(0));
            }
        }

        await RunAsync(target, "CREATE TABLE Counters (Name TEXT PRIMARY KEY, Value INTEGER); INSERT INTO Counters VALUES ('n', 0);");
        var watch = Stopwatch.StartNew();
        foreach (var initiative in rows.Values)
        {
            await using var transaction = await target.BeginTransactionAsync();
            await RunAsync(target, "UPDATE Counters SET Value = Value + 1");
            foreach (var (table, values) in initiative)
            {
                await using var insert = target.CreateCommand();
                insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(',', Enumerable.Range(0, columns[table]).Select(i => $"$p{i}"))})";
                for (var i = 0; i < values.Length; i++)
                {
                    insert.Parameters.AddWithValue($"$p{i}", values[i] ?? DBNull.Value);
                }

                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

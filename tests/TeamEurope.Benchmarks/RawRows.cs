using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using TeamEurope.Application.Common;

namespace TeamEurope.Benchmarks;

/// <summary>
/// The rows that registrations have written, written once more into tables of the same shape beside them, in transactions like the
/// registrations' own: the counter of the references first, then the rows one by one with prepared statements.
/// </summary>
internal abstract class RawRows
{
    private const string Prefix = "raw_";

    private static readonly string[] Tables =
        ["Initiatives", "InitiativePartners", "InitiativeTenants", "InitiativeInstruments", "StageChanges", "InitiativeRevisions", "RegisterEvents"];

    private bool hasTables;

    protected abstract DbConnection Connect();

    /// <summary>An empty table with the columns and the indexes of the other.</summary>
    protected abstract Task CreateLikeAsync(DbConnection connection, string table, string copy);

    /// <returns>How many registrations' rows a second.</returns>
    public async Task<double> InsertAgainAsync(int count, int writers)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        if (!hasTables)
        {
            foreach (var table in Tables)
            {
                await CreateLikeAsync(connection, table, Prefix + table);
            }

            await RunAsync(connection, $"CREATE TABLE {Prefix}counters (name int PRIMARY KEY, value int)");
            for (var writer = 0; writer < writers; writer++)
            {
                await RunAsync(connection, $"INSERT INTO {Prefix}counters VALUES ({writer}, 0)");
            }

            hasTables = true;
        }

        foreach (var table in Tables)
        {
            await RunAsync(connection, $"DELETE FROM \"{Prefix}{table}\"");
        }

        var registrations = new ConcurrentQueue<List<(string Table, object[] Values)>>(await ReadAsync(connection, count));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer, registrations))));
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Waits for the right to write where the database has one writer at a time, as the service does.</summary>
    protected virtual ValueTask<IDisposable?> EnterAsync() => ValueTask.FromResult<IDisposable?>(null);

    private async Task WriteAsync(int writer, ConcurrentQueue<List<(string Table, object[] Values)>> registrations)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        var statements = new Dictionary<string, DbCommand>();
        await using var counter = connection.CreateCommand();
        counter.CommandText = $"UPDATE {Prefix}counters SET value = value + 1 WHERE name = {writer}";
        while (registrations.TryDequeue(out var registration))
        {
            using var turn = await EnterAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            counter.Transaction = transaction;
            await counter.ExecuteNonQueryAsync();
            foreach (var (table, values) in registration)
            {
                if (!statements.TryGetValue(table, out var insert))
                {
                    statements[table] = insert = connection.CreateCommand();
                    insert.CommandText = $"INSERT INTO \"{Prefix}{table}\" VALUES ({string.Join(',', values.Select((_, i) => $"@p{i}"))})";
                    for (var i = 0; i < values.Length; i++)
                    {
                        var parameter = insert.CreateParameter();
                        parameter.ParameterName = $"p{i}";
                        insert.Parameters.Add(parameter);
                    }
                }

                insert.Transaction = transaction;
                for (var i = 0; i < values.Length; i++)
                {
                    insert.Parameters[i].Value = values[i];
                }

                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        foreach (var statement in statements.Values)
        {
            await statement.DisposeAsync();
        }
    }

    private static async Task<List<List<(string Table, object[] Values)>>> ReadAsync(DbConnection connection, int count)
    {
        var rows = new Dictionary<string, List<(string, object[])>>();
        foreach (var table in Tables)
        {
            var key = table == "Initiatives" ? "Id" : "InitiativeId";
            await using var select = connection.CreateCommand();
            select.CommandText =
                $"SELECT t.* FROM \"{table}\" t WHERE t.\"{key}\" IN (SELECT \"Id\" FROM \"Initiatives\" ORDER BY \"Id\" DESC LIMIT {count})";
            await using var reader = await select.ExecuteReaderAsync();
            var at = reader.GetOrdinal(key);
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                var id = values[at].ToString()!;
                (rows.TryGetValue(id, out var list) ? list : rows[id] = []).Add((table, values));
            }
        }

        return [.. rows.Values];
    }

    protected static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

internal sealed class PostgreSqlRows(string connectionString) : RawRows
{
    protected override DbConnection Connect() => new NpgsqlConnection(connectionString + ";Max Auto Prepare=50");

    protected override Task CreateLikeAsync(DbConnection connection, string table, string copy) =>
        RunAsync(connection, $"CREATE TABLE \"{copy}\" (LIKE \"{table}\" INCLUDING INDEXES INCLUDING DEFAULTS)");
}

internal sealed class SqliteRows(string path) : RawRows, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";
                command.ExecuteNonQuery();
            }
        };
        return connection;
    }

    protected override async ValueTask<IDisposable?> EnterAsync() => await turn.EnterAsync(CancellationToken.None);

    protected override async Task CreateLikeAsync(DbConnection connection, string table, string copy)
    {
        var statements = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL ORDER BY type DESC";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                // Names of indexes are the database's, not the table's.
                statements.Add(reader.GetString(0).Replace($"\"{table}\"", $"\"{copy}\"", StringComparison.Ordinal).Replace("INDEX \"", "INDEX \"raw_", StringComparison.Ordinal));
            }
        }

        foreach (var statement in statements)
        {
            await RunAsync(connection, statement);
        }
    }

    public void Dispose() => turn.Dispose();
}

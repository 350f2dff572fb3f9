using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Sqlite;

/// <summary>
/// The embedded default: one file, write-ahead log, synced at each commit. One writer at a time: writers of this process queue
/// for their turn here, which is fairer and faster than each polling the file's lock.
/// </summary>
public sealed partial class SqliteProvider(string connectionString) : IDatabaseProvider, IBackups, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private readonly SemaphoreSlim turn = new(1, 1);

    public string Name => "Sqlite";

    /// <summary>Where nothing else is configured: a file under the user's data folder.</summary>
    public static string UsualConnectionString()
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "TeamEurope");
        Directory.CreateDirectory(folder);
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "teameurope.db") }.ToString();
    }

    /// <summary>What the driver calls so is a transaction that does not ask for the right to write; with the log it reads one moment.</summary>
    public IsolationLevel SnapshotLevel => IsolationLevel.ReadUncommitted;

    public void Configure(DbContextOptionsBuilder options) => options
        .UseSqlite(connectionString, sqlite => sqlite
            .MigrationsAssembly(typeof(SqliteProvider).Assembly)
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .AddInterceptors(new Pragmas());

    public async ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    public bool IsTransient(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode is Busy or Locked;

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }

    /// <summary>What is acknowledged is on the disk: FULL syncs the log at each commit, not only at checkpoints.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TeamEurope.Application.Common;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Sqlite;

/// <summary>
/// The embedded default: one file, write-ahead log, synced at each commit. One writer at a time: writers of this process queue
/// for their turn here, which is fairer and faster than each polling the file's lock.
/// </summary>
public sealed partial class SqliteProvider(DatabaseSettings settings) : IDatabaseProvider, IBackups, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int DiskFull = 13;
    private const int CannotOpen = 14;
    private const int UniqueIndex = 2067;
    private const int PrimaryKey = 1555;
    private static readonly Pragmas SetsPragmas = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Writers waiting = new(TimeSpan.FromMilliseconds(200));

    public string Name => "Sqlite";

    public TimeSpan Glance => TimeSpan.FromSeconds(1);

    public IInstanceChannel? Channel => null;

    /// <summary>Where nothing else is configured: a file under the user's data folder.</summary>
    public static string UsualConnectionString()
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "TeamEurope");
        Directory.CreateDirectory(folder);
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "teameurope.db") }.ToString();
    }

    /// <summary>What the driver calls so is a transaction that does not ask for the right to write; with the log it reads one moment.</summary>
    public IsolationLevel SnapshotLevel => IsolationLevel.ReadUncommitted;

    /// <summary>The file's trigger lets go of what the chain's head says is pruned, and of nothing else.</summary>
    public string PruneAudit =>
        """
        DELETE FROM AuditEntries WHERE Tenant = @tenant AND Sequence IN (
        SELECT e.Sequence FROM AuditEntries e JOIN AuditHeads h ON h.Tenant = e.Tenant WHERE e.Tenant = @tenant AND e.Sequence <= h.PrunedTo
        ORDER BY e.Sequence LIMIT @most)
        """;

    public void Configure(DbContextOptionsBuilder options, DatabaseLogin login = DatabaseLogin.Application) => options
        .UseSqlite(settings.ConnectionString, sqlite =>
        {
            sqlite.MigrationsAssembly(typeof(SqliteProvider).Assembly).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
            if (settings.MaxBatchSize is { } size)
            {
                sqlite.MaxBatchSize(size);
            }
        })
        .AddInterceptors(SetsPragmas);

    /// <summary>The file has one owner, this process: there is nobody to keep out.</summary>
    public Task BuildWallAsync(DbContext owner, CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken)
    {
        using var place = waiting.Enter();
        return await turn.EnterAsync(cancellationToken);
    }

    public Task GiveWayAsync(CancellationToken cancellationToken) => waiting.GiveWayAsync(cancellationToken);

    public DatabaseFault FaultOf(Exception exception) => (exception as SqliteException ?? exception.InnerException as SqliteException) switch
    {
        null => DatabaseFault.None,
        { SqliteExtendedErrorCode: UniqueIndex or PrimaryKey } => DatabaseFault.Duplicate,
        { SqliteErrorCode: Busy or Locked } => DatabaseFault.Collision,
        { SqliteErrorCode: DiskFull } => DatabaseFault.Full,
        { SqliteErrorCode: ReadOnly or InputOutput or CannotOpen } => DatabaseFault.Away,
        _ => DatabaseFault.None
    };

    public void Dispose() => turn.Dispose();

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

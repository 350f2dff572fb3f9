using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Quartz;
using TeamEurope.Infrastructure.Jobs;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.PostgreSql;

/// <summary>PostgreSQL 15 and later: many writers, several instances, woken by LISTEN and NOTIFY.</summary>
public sealed class PostgreSqlProvider(DatabaseSettings settings) : IDatabaseProvider
{
    /// <summary>
    /// What holds where the connection string does not say otherwise. An instance that hangs in the middle of a transaction must not hold
    /// its locks for ever: the server ends such a transaction. And the questions are many and short, behind the wall with long conditions:
    /// compiling one takes the server a second, answering it some milliseconds.
    /// </summary>
    private const string Usual =
        "Application Name=teameurope;Timeout=5;Command Timeout=20;Keepalive=10;Max Auto Prepare=200;"
        + "Options=-c idle_in_transaction_session_timeout\\=10000 -c lock_timeout\\=10000 -c jit\\=off;";

    private const string IdleInTransaction = "25P03";
    private readonly Writers writing = new(TimeSpan.FromMilliseconds(40));

    public string Name => "PostgreSql";

    public TimeSpan Glance => TimeSpan.FromSeconds(1);

    public IInstanceChannel? Channel => new PostgreSqlChannel(ConnectionStringOf(DatabaseLogin.Jobs));

    public bool TakesArrays => true;

    public (string AfterTable, string AtEnd) RowLock => ("", " FOR UPDATE");

    /// <summary>Where the jobs' login owns nothing, a function of the owner's does it.</summary>
    public string PruneAudit => settings.JobsRole is null ? PostgreSqlWall.PruneStatement("@tenant", "@most") : $"SELECT {PostgreSqlWall.PruneFunction}(@tenant, @most)";

    public void Configure(DbContextOptionsBuilder options, DatabaseLogin login = DatabaseLogin.Application)
    {
        options.UseNpgsql(ConnectionStringOf(login), npgsql =>
        {
            npgsql.MigrationsAssembly(typeof(PostgreSqlProvider).Assembly).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
            if (settings.MaxBatchSize is { } size)
            {
                npgsql.MaxBatchSize(size);
            }
        }).ReplaceService<IModelCustomizer, OrdinalText>();
        if (settings.HasWall && login == DatabaseLogin.Application)
        {
            options.AddInterceptors(PostgreSqlWall.Speaker);
        }
    }

    public async Task BuildWallAsync(DbContext owner, CancellationToken cancellationToken)
    {
        if (settings.HasWall)
        {
            await owner.RunAsync(PostgreSqlWall.Script(settings), this, cancellationToken);
        }
    }

    public FormattableString? ForgetsName(string tenant, string user, string written, string pseudonym) =>
        settings.HasWall ? (FormattableString)$"SELECT forget_name({tenant}, {user}, {written}, {pseudonym})" : null;

    private string ConnectionStringOf(DatabaseLogin login) => new NpgsqlConnectionStringBuilder(Usual + settings.ConnectionStringOf(login)).ToString();

    /// <summary>Shared by all instances, in a schema of its own where the jobs have a login of their own.</summary>
    public void ConfigureJobStore(IQuartzBuilder quartz) => quartz.UseSharedStore(store => store.UsePostgres(
        new NpgsqlConnectionStringBuilder(ConnectionStringOf(DatabaseLogin.Jobs))
        {
            SearchPath = settings.JobsRole is null ? "public" : PostgreSqlWall.SchedulerSchema
        }.ToString()));

    public ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken) => ValueTask.FromResult(writing.Enter());

    public Task GiveWayAsync(CancellationToken cancellationToken) => writing.GiveWayAsync(cancellationToken);

    public DatabaseFault FaultOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException postgres)
            {
                return FaultOf(postgres.SqlState);
            }

            if (e is NpgsqlException)
            {
                return DatabaseFault.Away;
            }
        }

        return DatabaseFault.None;
    }

    private static DatabaseFault FaultOf(string state) => state switch
    {
        PostgresErrorCodes.UniqueViolation => DatabaseFault.Duplicate,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => DatabaseFault.Collision,
        PostgresErrorCodes.DiskFull => DatabaseFault.Full,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransaction => DatabaseFault.Away,
        _ when state.StartsWith("08", StringComparison.Ordinal) => DatabaseFault.Away,
        _ => DatabaseFault.None
    };
}

/// <summary>Text is compared and sorted by its characters' numbers, as on the other databases: no two spellings are the same.</summary>
internal sealed class OrdinalText(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    private const string Collation = "C";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        Schema.Collate(modelBuilder, Collation);
    }
}

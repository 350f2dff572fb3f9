using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Quartz;
using TeamEurope.Infrastructure.Jobs;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.SqlServer;

/// <summary>SQL Server and Azure SQL: many writers, several instances, which look for news by a short poll.</summary>
public sealed class SqlServerProvider(DatabaseSettings settings) : IDatabaseProvider
{
    /// <summary>What holds where the connection string does not say otherwise.</summary>
    private const string Usual = "Application Name=teameurope;Connect Timeout=10;Command Timeout=30;";

    /// <summary>From this severity on the server ends the connection.</summary>
    private const byte ConnectionEnds = 20;

    private static readonly HashSet<int> Duplicates = [2601, 2627];
    private static readonly HashSet<int> Collisions = [1205, 1222, 3960, 3961];
    private static readonly HashSet<int> Fulls = [1101, 1105, 9002, 40544];
    private static readonly HashSet<int> Aways =
        [-2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 4060, 4221, 6005, 10053, 10054, 10060, 10061, 10928, 10929, 18401, 40197, 40501, 40613, 49918, 49919, 49920];

    public string Name => "SqlServer";

    public TimeSpan Glance => TimeSpan.FromMilliseconds(200);

    public IInstanceChannel? Channel => null;

    public (string AfterTable, string AtEnd) RowLock => (" WITH (UPDLOCK, ROWLOCK)", "");

    public (string BeforeWhere, string AtEnd) Answering(string column) => ($" OUTPUT inserted.{column}", "");

    /// <summary>Where the jobs' login owns nothing, a procedure of the owner's does it.</summary>
    public string PruneAudit => settings.JobsRole is null ? SqlServerWall.PruneStatement : $"EXEC {SqlServerWall.PruneProcedure} @tenant, @most";

    public void Configure(DbContextOptionsBuilder options, DatabaseLogin login = DatabaseLogin.Application)
    {
        options.UseSqlServer(ConnectionStringOf(login), server =>
        {
            server.MigrationsAssembly(typeof(SqlServerProvider).Assembly).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
            if (settings.MaxBatchSize is { } size)
            {
                server.MaxBatchSize(size);
            }
        }).ReplaceService<IModelCustomizer, OrdinalText>();
        if (settings.HasWall && login == DatabaseLogin.Application)
        {
            options.AddInterceptors(SqlServerWall.Speaker);
        }
    }

    public FormattableString? ForgetsName(string tenant, string user, string written, string pseudonym) =>
        settings.HasWall ? (FormattableString)$"EXEC wall.ForgetName {tenant}, {user}, {written}, {pseudonym}" : null;

    public async Task BuildWallAsync(DbContext owner, CancellationToken cancellationToken)
    {
        if (settings.HasWall)
        {
            await owner.RunAsync(SqlServerWall.Script(settings), this, cancellationToken);
        }
    }

    /// <summary>Shared by all instances. Where the jobs have a login of their own, its tables are in that login's default schema.</summary>
    public void ConfigureJobStore(IQuartzBuilder quartz) => quartz.UseSharedStore(store => store.UseSqlServer(ConnectionStringOf(DatabaseLogin.Jobs)));

    public ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable>(NoTurn.Instance);

    public DatabaseFault FaultOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SqlException server)
            {
                return FaultOf(server);
            }
        }

        return DatabaseFault.None;
    }

    private string ConnectionStringOf(DatabaseLogin login) => new SqlConnectionStringBuilder(Usual + settings.ConnectionStringOf(login)).ToString();

    private static DatabaseFault FaultOf(SqlException exception) =>
        Duplicates.Contains(exception.Number) ? DatabaseFault.Duplicate
        : Collisions.Contains(exception.Number) ? DatabaseFault.Collision
        : Fulls.Contains(exception.Number) ? DatabaseFault.Full
        : Aways.Contains(exception.Number) || exception.Class >= ConnectionEnds ? DatabaseFault.Away
        : DatabaseFault.None;
}

/// <summary>Text is compared and sorted by its characters' numbers, as on the other databases: no two spellings are the same.</summary>
internal sealed class OrdinalText(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    private const string Collation = "Latin1_General_100_BIN2";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        Schema.Collate(modelBuilder, Collation);
    }
}

using System.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>How the database is reached.</summary>
/// <param name="ConnectionString">The application's login.</param>
/// <param name="MaxBatchSize">How many changes go to the database in one command; the provider's usual number where null.</param>
/// <param name="JobsConnectionString">The jobs' login; the application's where null.</param>
/// <param name="ApplicationRole">The role before the wall; null where there is no wall.</param>
/// <param name="JobsRole">The role behind the wall that owns nothing; null where jobs come as the owner.</param>
public sealed record DatabaseSettings(
    string ConnectionString, int? MaxBatchSize = null, string? JobsConnectionString = null, string? ApplicationRole = null, string? JobsRole = null)
{
    /// <summary>Whether the database shows each tenant its own rows only.</summary>
    public bool HasWall => ApplicationRole is not null;

    public string ConnectionStringOf(DatabaseLogin login) =>
        login == DatabaseLogin.Jobs ? JobsConnectionString ?? ConnectionString : ConnectionString;
}

/// <summary>What a failure of the database means.</summary>
public enum DatabaseFault
{
    /// <summary>None of the known ones: a bug.</summary>
    None,

    /// <summary>Two writers met (deadlock, lock, serialization): nothing was changed, and it may be tried again.</summary>
    Collision,

    /// <summary>A unique index refused: somebody else was first. Tried again, the use case finds what is there and says so.</summary>
    Duplicate,

    /// <summary>Not there, not answering in time or gone in the middle.</summary>
    Away,

    /// <summary>No room left to write.</summary>
    Full
}

/// <summary>What is true of one database only.</summary>
public interface IDatabaseProvider
{
    /// <summary>The name in the setting <c>Database:Provider</c>.</summary>
    string Name { get; }

    /// <summary>How long workers rest between looks where nobody wakes them.</summary>
    TimeSpan Glance { get; }

    /// <summary>How instances tell each other where to look; null where they find out at their next glance.</summary>
    IInstanceChannel? Channel { get; }

    /// <summary>The level at which a long reading sees one moment only, and keeps no writer waiting where the database can do that.</summary>
    IsolationLevel SnapshotLevel => IsolationLevel.RepeatableRead;

    /// <summary>Whether it takes many values of a column as one array, and has <c>unnest</c> to make rows of them.</summary>
    bool TakesArrays => false;

    /// <summary>What a SELECT says after its table and at its end where it is to lock the rows that it reads.</summary>
    (string AfterTable, string AtEnd) RowLock => ("", "");

    /// <summary>What an UPDATE says before its WHERE and at its end where it is to answer with what a column (delimited) holds now.</summary>
    (string BeforeWhere, string AtEnd) Answering(string column) => ("", $" RETURNING {column}");

    /// <summary>
    /// The statement that deletes the first @most of the entries of @tenant's audit chain that its head says are pruned. Nothing else may
    /// delete any where logins are told apart.
    /// </summary>
    string PruneAudit { get; }

    void Configure(DbContextOptionsBuilder options, DatabaseLogin login = DatabaseLogin.Application);

    /// <summary>Builds or renews the wall after a migration, with the owner's login. Does nothing where none is configured.</summary>
    Task BuildWallAsync(DbContext owner, CancellationToken cancellationToken);

    /// <summary>
    /// The statement that puts a pseudonym in the place of a name in the tables that are only added to, by a function of the database's own;
    /// null where those tables are closed to nobody.
    /// </summary>
    /// <param name="written">The name with its tenant as JSON writes it, with its quotation marks.</param>
    FormattableString? ForgetsName(string tenant, string user, string written, string pseudonym) => null;

    /// <summary>Waits for the right to write, where the database has one writer at a time.</summary>
    ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Lets writers go first, for a moment.</summary>
    Task GiveWayAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What the exception, or one inside it, means.</summary>
    DatabaseFault FaultOf(Exception exception);

    /// <summary>Where the scheduler keeps the times of the jobs: in this process, unless the database can be shared by several.</summary>
    void ConfigureJobStore(IQuartzBuilder quartz) => quartz.UseInMemoryStore();
}

/// <summary>Carries short messages to all instances on the same database.</summary>
public interface IInstanceChannel
{
    Task TellAsync(string message, CancellationToken cancellationToken);

    /// <summary>Listens until cancelled; throws when the connection is lost.</summary>
    /// <param name="listening">Called once nothing more is missed.</param>
    Task ListenAsync(Action listening, Action<string> heard, CancellationToken cancellationToken);
}

/// <summary>For providers whose database has many writers: nobody waits.</summary>
public sealed class NoTurn : IDisposable
{
    public static readonly NoTurn Instance = new();

    public void Dispose() { }
}

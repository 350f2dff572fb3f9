using Microsoft.EntityFrameworkCore;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>How the database is reached.</summary>
/// <param name="MaxBatchSize">How many changes go to the database in one command; the provider's usual number where null.</param>
public sealed record DatabaseSettings(string ConnectionString, int? MaxBatchSize = null);

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

    void Configure(DbContextOptionsBuilder options);

    /// <summary>Waits for the right to write, where the database has one writer at a time.</summary>
    ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>What the exception, or one inside it, means.</summary>
    DatabaseFault FaultOf(Exception exception);
}

/// <summary>For providers whose database has many writers: nobody waits.</summary>
public sealed class NoTurn : IDisposable
{
    public static readonly NoTurn Instance = new();

    public void Dispose() { }
}

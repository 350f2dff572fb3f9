using System.Data;
using Microsoft.EntityFrameworkCore;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>What is true of one database only.</summary>
public interface IDatabaseProvider
{
    /// <summary>The name in the setting <c>Database:Provider</c>.</summary>
    string Name { get; }

    /// <summary>The level at which a long reading sees one moment only, and keeps no writer waiting where the database can do that.</summary>
    IsolationLevel SnapshotLevel => IsolationLevel.RepeatableRead;

    void Configure(DbContextOptionsBuilder options);

    /// <summary>Waits for the right to write, where the database has one writer at a time.</summary>
    ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Whether the same transaction may be tried again: two writers met, or the connection broke before the commit.</summary>
    bool IsTransient(Exception exception);
}

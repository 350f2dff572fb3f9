using Microsoft.EntityFrameworkCore;
using Quartz;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>What is true of one database only.</summary>
public interface IDatabaseProvider
{
    /// <summary>The name in the setting <c>Database:Provider</c>.</summary>
    string Name { get; }

    void Configure(DbContextOptionsBuilder options);

    /// <summary>Waits for the right to write, where the database has one writer at a time.</summary>
    ValueTask<IDisposable> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Whether the same transaction may be tried again: two writers met, or the connection broke before the commit.</summary>
    bool IsTransient(Exception exception);

    /// <summary>Where the scheduler keeps the times of the jobs: in this process, unless the database can be shared by several.</summary>
    void ConfigureJobStore(IQuartzBuilder quartz) => quartz.UseInMemoryStore();
}

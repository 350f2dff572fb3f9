using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>Statements as they stand, for what providers do to their own database.</summary>
public static class RawStatements
{
    private const int MostTries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>One after the other, each by itself: none holds a lock while it waits for another's. Whoever meets a running instance tries again.</summary>
    public static async Task RunAsync(this DbContext db, IEnumerable<string> statements, IDatabaseProvider provider, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            foreach (var statement in statements)
            {
                await RunAsync(db, statement, provider, cancellationToken);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task RunAsync(DbContext db, string statement, IDatabaseProvider provider, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (DbException e) when (attempt < MostTries && provider.FaultOf(e) == DatabaseFault.Collision)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}

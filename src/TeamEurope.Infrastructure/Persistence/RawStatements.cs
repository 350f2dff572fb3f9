using Microsoft.EntityFrameworkCore;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>Statements as they stand, for what providers do to their own database.</summary>
public static class RawStatements
{
    public static async Task RunAsync(this DbContext db, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            foreach (var statement in statements)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

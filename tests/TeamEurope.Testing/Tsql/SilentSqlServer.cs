using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.SqlServer;

namespace TeamEurope.Testing.Tsql;

/// <summary>A command as it would have gone to SQL Server.</summary>
public sealed record SilentCommand(string Text, int Parameters);

/// <summary>
/// The product's own SQL Server provider without a server: no connection is opened and no command runs, but each is kept. Whoever reads
/// gets one row, so that what is read for a row (split queries) is asked for as well.
/// </summary>
public static class SilentSqlServer
{
    public static TeamEuropeDb Open(ICollection<SilentCommand> commands, int? maxBatchSize = null)
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        new SqlServerProvider(new DatabaseSettings("Server=nowhere.invalid", maxBatchSize)).Configure(options);
        options.AddInterceptors(new NoConnection(), new NoExecution(commands));
        var db = new TeamEuropeDb(options.Options);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return db;
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class NoExecution(ICollection<SilentCommand> commands) : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Keep(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(new OneRow());
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Keep(command);
            return InterceptionResult<int>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Keep(command);
            return InterceptionResult<object>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ScalarExecuting(command, eventData, result));

        private void Keep(DbCommand command) => commands.Add(new SilentCommand(command.CommandText, command.Parameters.Count));
    }
}

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
    /// <summary>With several result sets at once the answers are read one by one, and not kept whole before they are looked at.</summary>
    private const string Nowhere = "Server=nowhere.invalid;MultipleActiveResultSets=true";

    public static TeamEuropeDb Open(ICollection<SilentCommand> commands, int? maxBatchSize = null)
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        new SqlServerProvider(new DatabaseSettings(Nowhere, maxBatchSize)).Configure(options);
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
            return InterceptionResult<DbDataReader>.SuppressWithResult(new OneRow(DocumentsIn(command.CommandText, eventData.Context!)));
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

        private static HashSet<int> DocumentsIn(string sql, DbContext db)
        {
            var names = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
                .Where(p => p.ClrType != typeof(string) && !p.ClrType.IsValueType && p.GetTypeMapping().Converter?.ProviderClrType == typeof(string))
                .Select(p => p.GetColumnName()).ToHashSet();
            // Where two tables have a column of one name, the second has a number behind it.
            return [.. TsqlCheck.ColumnsOf(sql).Index().Where(c => c.Item is { } name && names.Contains(name.TrimEnd('0', '1', '2', '3'))).Select(c => c.Index)];
        }

        private void Keep(DbCommand command) => commands.Add(new SilentCommand(command.CommandText, command.Parameters.Count));
    }
}

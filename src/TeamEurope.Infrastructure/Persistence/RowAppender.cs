using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>
/// Inserts many rows of one table without following each: one prepared statement, sent in batches where the database takes them. An
/// evaluation writes some ten rows for each alert that it opens, and nothing reads them back.
/// </summary>
internal static class RowAppender
{
    /// <summary>In one batch: enough that the way there and back does not count.</summary>
    private const int BatchSize = 500;

    public static async Task AppendRowsAsync<T>(this DbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken) where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are appended in a transaction.");
        var statement = Statement.For(db, typeof(T));
        var connection = transaction.Connection!;
        if (!connection.CanCreateBatch)
        {
            await OneByOneAsync(statement, connection, transaction, rows, cancellationToken);
            return;
        }

        foreach (var some in rows.Chunk(BatchSize))
        {
            await using var batch = connection.CreateBatch();
            await using var maker = connection.CreateCommand();
            batch.Transaction = transaction;
            foreach (var row in some)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = statement.Sql;
                foreach (var column in statement.Columns)
                {
                    command.Parameters.Add(column.ParameterOf(maker, row));
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task OneByOneAsync<T>(
        Statement statement, DbConnection connection, DbTransaction transaction, IReadOnlyList<T> rows, CancellationToken cancellationToken) where T : class
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, statement.Sql);
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            foreach (var column in statement.Columns)
            {
                command.Parameters.Add(column.ParameterOf(command, row));
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed record Column(string Parameter, RelationalTypeMapping Mapping, bool IsNullable, IClrPropertyGetter Getter)
    {
        public DbParameter ParameterOf(DbCommand maker, object row) => Mapping.CreateParameter(maker, Parameter, Getter.GetClrValue(row), IsNullable);
    }

    private sealed record Statement(string Sql, IReadOnlyList<Column> Columns)
    {
        public static Statement For(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} has no table.");
            return (Statement)entity.GetOrAddRuntimeAnnotationValue<Statement, (IEntityType Entity, ISqlGenerationHelper Sql)>(
                "TeamEurope:Append", static given => Of(given.Entity, given.Sql), (entity, db.GetService<ISqlGenerationHelper>()));
        }

        private static Statement Of(IEntityType entity, ISqlGenerationHelper sql)
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var properties = entity.GetProperties().ToList();
            var columns = properties.Select((p, i) => new Column($"p{i}", p.GetRelationalTypeMapping(), p.IsNullable, p.GetGetter())).ToList();
            var names = properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!));
            return new Statement(
                $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", columns.Select(c => $"@{c.Parameter}"))})",
                columns);
        }
    }
}

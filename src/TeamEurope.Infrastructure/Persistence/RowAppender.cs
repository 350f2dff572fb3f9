using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>
/// Inserts rows without following each: one prepared statement for each table, sent in batches where the database takes them. An
/// evaluation writes some ten rows for each alert that it opens, a registration ten or more, and nothing reads them back.
/// </summary>
internal static class RowAppender
{
    /// <summary>In one batch: enough that the way there and back does not count.</summary>
    private const int BatchSize = 500;

    public static async Task AppendRowsAsync(this DbContext db, IReadOnlyCollection<object> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are appended in a transaction.");
        var connection = transaction.Connection!;
        if (!connection.CanCreateBatch)
        {
            await OneByOneAsync(db, connection, transaction, rows, cancellationToken);
            return;
        }

        foreach (var some in rows.Chunk(BatchSize))
        {
            await using var batch = connection.CreateBatch();
            await using var maker = connection.CreateCommand();
            batch.Transaction = transaction;
            foreach (var row in some)
            {
                var (command, statement) = (batch.CreateBatchCommand(), Statement.For(db, row.GetType()));
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

    /// <summary>Rows of one table in a row share their statement.</summary>
    private static async Task OneByOneAsync(
        DbContext db, DbConnection connection, DbTransaction transaction, IReadOnlyCollection<object> rows, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        foreach (var row in rows)
        {
            var statement = Statement.For(db, row.GetType());
            if (command.CommandText != statement.Sql)
            {
                command.CommandText = statement.Sql;
            }

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
            var properties = entity.GetProperties().Where(p => !IsNumberOfTheDatabase(p)).ToList();
            var columns = properties.Select((p, i) => new Column($"p{i}", p.GetRelationalTypeMapping(), p.IsNullable, p.GetGetter())).ToList();
            var names = properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!));
            return new Statement(
                $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", columns.Select(c => $"@{c.Parameter}"))})",
                columns);
        }

        private static bool IsNumberOfTheDatabase(IProperty property) => property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);
    }
}

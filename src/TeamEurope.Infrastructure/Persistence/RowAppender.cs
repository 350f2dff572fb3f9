using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>
/// Inserts rows without following each: where the database takes arrays, many rows of a table in one statement; else one prepared statement
/// for each table, sent in batches where the database takes those. An evaluation writes some ten rows for each alert that it opens, a
/// registration ten or more, and nothing reads them back.
/// </summary>
internal static class RowAppender
{
    /// <summary>In one batch: enough that the way there and back does not count.</summary>
    private const int BatchSize = 500;

    /// <param name="last">A statement that is sent with the last of them, in the same transaction.</param>
    public static async Task AppendRowsAsync(
        this TeamEuropeDb db, IReadOnlyCollection<object> rows, CancellationToken cancellationToken, DbCommand? last = null)
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
            await (last?.ExecuteNonQueryAsync(cancellationToken) ?? Task.CompletedTask);
            return;
        }

        var left = rows.Count;
        foreach (var some in rows.Chunk(BatchSize))
        {
            left -= some.Length;
            await using var batch = connection.CreateBatch();
            await using var maker = connection.CreateCommand();
            batch.Transaction = transaction;
            foreach (var run in db.TakesArrays ? RunsOf(some) : some.Select(row => new[] { row }))
            {
                var (command, statement) = (batch.CreateBatchCommand(), Statement.For(db, run[0].GetType()));
                command.CommandText = run.Length == 1 ? statement.Sql : statement.SqlOfMany;
                foreach (var column in statement.Columns)
                {
                    command.Parameters.Add(run.Length == 1 ? column.ParameterOf(maker, run[0]) : column.ParameterOfMany(maker, run));
                }

                batch.BatchCommands.Add(command);
            }

            if (left == 0 && last is not null)
            {
                batch.BatchCommands.Add(InBatch(batch, last));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static DbBatchCommand InBatch(DbBatch batch, DbCommand command)
    {
        var same = batch.CreateBatchCommand();
        same.CommandText = command.CommandText;
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        command.Parameters.Clear();
        Array.ForEach(parameters, p => same.Parameters.Add(p));
        return same;
    }

    /// <summary>Rows of one table that follow each other.</summary>
    private static IEnumerable<object[]> RunsOf(object[] rows)
    {
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && rows[end].GetType() == rows[start].GetType())
            {
                end++;
            }

            yield return rows[start..end];
            start = end;
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
        /// <summary>An element of the array in which the column's values go, of many rows.</summary>
        private readonly Type element = ElementOf(Mapping.Converter?.ProviderClrType ?? Mapping.ClrType);

        public DbParameter ParameterOf(DbCommand maker, object row) => Mapping.CreateParameter(maker, Parameter, Getter.GetClrValue(row), IsNullable);

        public DbParameter ParameterOfMany(DbCommand maker, object[] rows)
        {
            var values = Array.CreateInstance(element, rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                var value = Getter.GetClrValue(rows[i]);
                values.SetValue(Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value, i);
            }

            var parameter = maker.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (Parameter, values);
            return parameter;
        }

        private static Type ElementOf(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }

    /// <param name="SqlOfMany">The same of many rows, each column's values in one array.</param>
    private sealed record Statement(string Sql, string SqlOfMany, IReadOnlyList<Column> Columns)
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
            var into = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)})";
            return new Statement(
                $"{into} VALUES ({string.Join(", ", columns.Select(c => $"@{c.Parameter}"))})",
                $"{into} SELECT * FROM unnest({string.Join(", ", columns.Select(c => $"@{c.Parameter}::{c.Mapping.StoreType}[]"))})",
                columns);
        }

        private static bool IsNumberOfTheDatabase(IProperty property) => property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);
    }
}

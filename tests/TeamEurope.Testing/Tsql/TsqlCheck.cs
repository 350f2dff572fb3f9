using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace TeamEurope.Testing.Tsql;

/// <summary>Reads text as T-SQL with Microsoft's own parser.</summary>
public static class TsqlCheck
{
    /// <summary>A command may carry so many parameters.</summary>
    public const int MostParameters = 2_100;

    /// <summary>Throws, with the text, where it does not parse as T-SQL of SQL Server 2019. Separators <c>GO</c> are understood.</summary>
    public static TSqlFragment Parse(string sql)
    {
        var tree = new TSql150Parser(initialQuotedIdentifiers: true, SqlEngineType.All).Parse(new StringReader(sql), out var errors);
        return errors.Count == 0
            ? tree
            : throw new NotTsqlException($"Not T-SQL: {string.Join("; ", errors.Select(e => $"line {e.Line}: {e.Message}"))}\n{sql}");
    }

    /// <summary>Beside parsing: no MERGE where it is not allowed, no hints about locks, and no more parameters than go.</summary>
    public static void ParseCommand(string sql, int parameters, bool mayMerge = false)
    {
        var found = new Unwanted();
        Parse(sql).Accept(found);
        if (parameters > MostParameters)
        {
            throw new NotTsqlException($"{parameters} parameters, where {MostParameters} go:\n{sql}");
        }

        if (found.Hint is { } hint)
        {
            throw new NotTsqlException($"The hint {hint} is not wanted:\n{sql}");
        }

        if (found.HasMerge && !mayMerge)
        {
            throw new NotTsqlException($"MERGE is not wanted:\n{sql}");
        }
    }

    /// <summary>The names of the columns that a command answers with, as far as they have any.</summary>
    public static IReadOnlyList<string?> ColumnsOf(string sql)
    {
        var first = new FirstSelect();
        Parse(sql).Accept(first);
        return [.. first.Elements.Select(e => e is SelectScalarExpression scalar
            ? scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value
            : null)];
    }

    private sealed class FirstSelect : TSqlFragmentVisitor
    {
        public IList<SelectElement> Elements { get; private set; } = [];

        public override void Visit(QuerySpecification node)
        {
            if (Elements.Count == 0)
            {
                Elements = node.SelectElements;
            }
        }
    }

    private sealed class Unwanted : TSqlFragmentVisitor
    {
        public bool HasMerge { get; private set; }

        public TableHintKind? Hint { get; private set; }

        public override void Visit(MergeStatement node) => HasMerge = true;

        public override void Visit(TableHint node) => Hint = node.HintKind;
    }
}

/// <summary>Something that SQL Server would not take.</summary>
public sealed class NotTsqlException(string message, Exception? inner = null) : Exception(message, inner);

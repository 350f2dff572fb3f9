using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace TeamEurope.Testing.Tsql;

/// <summary>
/// Whatever query the product compiles for the database it runs on is translated for SQL Server at that moment as well, and the text
/// parsed. What does not translate or parse fails the request that asked, and the test with it.
/// </summary>
public sealed class TsqlCapture : IQueryExpressionInterceptor
{
    private static readonly MethodInfo CompileAndRun =
        typeof(TsqlCapture).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ConcurrentDictionary<string, bool> taken = new();
    private readonly ConcurrentDictionary<string, int> statements = new();
    private readonly ConcurrentQueue<NotTsqlException> refused = new();
    private long ticks;

    /// <summary>The one of this process: one instance, so that all products in it share what the mapper has prepared.</summary>
    public static TsqlCapture Shared { get; } = WrittenAtTheEnd();

    /// <summary>Every distinct text, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Statements => [.. statements.Keys.Order(StringComparer.Ordinal)];

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (taken.TryAdd(eventData.ExpressionPrinter.PrintExpression(queryExpression), true))
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                Take(queryExpression);
            }
            catch (NotTsqlException e)
            {
                refused.Enqueue(e);
                throw;
            }
            finally
            {
                Interlocked.Add(ref ticks, Stopwatch.GetElapsedTime(start).Ticks);
            }
        }

        return queryExpression;
    }

    /// <summary>Throws where something was refused; work in the background may have swallowed it.</summary>
    public void ThrowIfRefused()
    {
        if (refused.TryPeek(out var first))
        {
            throw new NotTsqlException(first.Message, first);
        }
    }

    private void Take(Expression query)
    {
        var commands = new List<SilentCommand>();
        try
        {
            using var db = SilentSqlServer.Open(commands);
            var moved = new OntoModel(db.Model);
            var onSqlServer = moved.Visit(query);
            var result = typeof(System.Collections.IEnumerable).IsAssignableFrom(query.Type) && query.Type != typeof(string) ? typeof(object) : query.Type;
            CompileAndRun.MakeGenericMethod(result).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [db, onSqlServer, moved.Parameters, commands], null);
        }
        catch (Exception e)
        {
            throw new NotTsqlException($"Does not translate for SQL Server: {e.Message}\n{ExpressionPrinter.Print(query)}", e);
        }

        foreach (var command in commands)
        {
            if (statements.TryAdd(command.Text, command.Parameters))
            {
                TsqlCheck.ParseCommand(command.Text, command.Parameters);
            }
        }
    }

    private static void Run<T>(DbContext db, Expression query, IReadOnlyDictionary<string, Type> parameters, List<SilentCommand> commands)
    {
        var compiled = db.GetService<IDatabase>().CompileQuery<T>(query, async: false);
        foreach (var values in SampleValues.Of(parameters))
        {
            var context = db.GetService<IQueryContextFactory>().Create();
            foreach (var (name, value) in values)
            {
                context.Parameters.Add(name, value);
            }

            var before = commands.Count;
            try
            {
                if (compiled(context) is System.Collections.IEnumerable rows and not string)
                {
                    foreach (var _ in rows)
                    {
                    }
                }
            }
            catch (Exception e) when (e is NullReferenceException or InvalidOperationException && commands.Count > before)
            {
                // The row is made up: a document is none, a word is not of its list. The commands were sent before that.
            }

            db.ChangeTracker.Clear();
        }
    }

    private static TsqlCapture WrittenAtTheEnd()
    {
        var capture = new TsqlCapture();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => capture.Write();
        return capture;
    }

    /// <summary>For people to read: beside the build's other results.</summary>
    private void Write()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && root.Name != "artifacts")
        {
            root = root.Parent;
        }

        if (root is not null && !statements.IsEmpty)
        {
            var folder = root.CreateSubdirectory("tsql");
            File.WriteAllText(
                Path.Combine(folder.FullName, $"{Assembly.GetEntryAssembly()!.GetName().Name}-{Environment.ProcessId}.sql"), 
                $"-- {statements.Count} statements, of {taken.Count} queries, in {TimeSpan.FromTicks(ticks).TotalSeconds:0} seconds\n\n{string.Join("\nGO\n\n", Statements)}");
        }
    }

    /// <summary>The same query on the tables of SQL Server.</summary>
    private sealed class OntoModel(IModel model) : ExpressionVisitor
    {
        public Dictionary<string, Type> Parameters { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case EntityQueryRootExpression root:
                    return root.UpdateEntityType(model.FindEntityType(root.EntityType.Name)!);
                case QueryParameterExpression parameter:
                    Parameters[parameter.Name] = parameter.Type;
                    return parameter;
                default:
                    return base.VisitExtension(node);
            }
        }
    }
}

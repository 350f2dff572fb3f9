using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Evaluation;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>Counts what one service reads: rows and queries of its database, and what its searches look at. Others' are left out.</summary>
internal sealed class ReadCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>EF Core remembers for a second that nobody listens.</summary>
    private static readonly TimeSpan SilenceIsCached = TimeSpan.FromSeconds(1.5);

    private readonly List<IDisposable> subscriptions = [];
    private readonly RegisterMirror mirror;
    private readonly string database;
    private int rows;
    private int queries;
    private long examinedBefore;

    private ReadCounter(TestApp app)
    {
        mirror = app.Services.GetRequiredService<RegisterMirror>();
        using var scope = app.Services.CreateScope();
        database = NameOf(scope.ServiceProvider.GetRequiredService<TeamEuropeDb>());
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public static async Task<ReadCounter> StartAsync(TestApp app)
    {
        var counter = new ReadCounter(app);
        await Task.Delay(SilenceIsCached);
        return counter;
    }

    /// <summary>What an act makes the service read.</summary>
    public async Task<(int Rows, int Queries, long Examined)> DuringAsync(Func<Task> act)
    {
        (rows, queries, examinedBefore) = (0, 0, mirror.Examined);
        await act();
        return (rows, queries, mirror.Examined - examinedBefore);
    }

    /// <summary>Whatever the login.</summary>
    private static string NameOf(DbContext context) => $"{context.Database.GetDbConnection().DataSource}/{context.Database.GetDbConnection().Database}";

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.DataReaderDisposing.Name));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is DataReaderDisposingEventData read && read.Context is { } context && NameOf(context) == database)
        {
            Interlocked.Add(ref rows, read.ReadCount);
            Interlocked.Increment(ref queries);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());
}

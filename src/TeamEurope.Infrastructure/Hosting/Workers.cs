using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Imports;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.Notifications;
using TeamEurope.Domain.Imports;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Hosting;

/// <summary>
/// The loop that all workers share: work while there is any, then wait to be woken, at most as long as the database's provider says. A
/// failure is logged and tried again: what waits is in the database.
/// </summary>
internal abstract class Worker(Job job, JobBoard board, IServiceScopeFactory scopes, WakeSignal signal, IDatabaseProvider provider, ILogger log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected ILogger Log => log;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // No request asks for a language here, and the machine's own is not asked.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        await RepeatedlyAsync(StartAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before looking, so that a change committed between the look and the wait is not missed.
            var woken = signal.Next;
            // What has begun may end: a shutdown waits for it, within its limit.
            if (!await OnceAsync((services, _) => NextAsync(services, CancellationToken.None), stoppingToken))
            {
                await Task.WhenAny(woken, Task.Delay(provider.Glance, stoppingToken));
            }
        }
    }

    protected virtual Task<bool> StartAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Does the next piece of work. False where there is none.</summary>
    protected abstract Task<bool> NextAsync(IServiceProvider services, CancellationToken cancellationToken);

    private async Task RepeatedlyAsync(Func<IServiceProvider, CancellationToken, Task<bool>> act, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !await OnceAsync(act, stoppingToken))
        {
            await Task.WhenAny(Task.Delay(AfterFailure, stoppingToken));
        }
    }

    private async Task<bool> OnceAsync(Func<IServiceProvider, CancellationToken, Task<bool>> act, CancellationToken stoppingToken)
    {
        try
        {
            board.Started(job);
            await using var scope = scopes.OpenJobScope();
            var worked = await act(scope.ServiceProvider, stoppingToken);
            board.Done(job);
            return worked;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            board.Failed(job, e);
            log.LogError(e, "The {Worker} failed and tries again", GetType().Name);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Evaluates what the outbox holds, at once after each commit.</summary>
internal sealed class EvaluationWorker(
    IServiceScopeFactory scopes, EvaluationSignal signal, EvaluatedSignal evaluated, NewsSignal news, Readiness readiness, JobBoard board,
    IDatabaseProvider provider, ILogger<EvaluationWorker> log)
    : Worker(Job.Evaluation, board, scopes, signal, provider, log)
{
    protected override async Task<bool> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<EvaluateRegister>().StartAsync(cancellationToken);
        readiness.RegisterIsLoaded();
        return true;
    }

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var evaluation = services.GetRequiredService<EvaluateRegister>();
        await evaluation.NoteDayAsync(cancellationToken);
        var worked = await evaluation.NextAsync(cancellationToken);
        if (worked)
        {
            evaluated.Wake();
            news.Wake();
        }

        return worked;
    }
}

/// <summary>Pushes what was kept, in order.</summary>
internal sealed class PushWorker(IServiceScopeFactory scopes, NewsSignal signal, JobBoard board, IDatabaseProvider provider, ILogger<PushWorker> log)
    : Worker(Job.Push, board, scopes, signal, provider, log)
{
    protected override async Task<bool> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<LivePusher>().StartAsync(cancellationToken);
        return true;
    }

    protected override Task<bool> NextAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<LivePusher>().NextAsync(cancellationToken);
}

/// <summary>Goes on with the oldest running import, in its importer's name.</summary>
internal sealed class ImportWorker(
    IServiceScopeFactory scopes, ImportSignal signal, Readiness readiness, JobBoard board, IDatabaseProvider provider, ILogger<ImportWorker> log)
    : Worker(Job.Import, board, scopes, signal, provider, log)
{
    protected override async Task<bool> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await readiness.Loaded.WaitAsync(cancellationToken);
        return true;
    }

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var import = await services.GetRequiredService<ITeamEuropeDb>().Imports.AsNoTracking()
            .Where(i => i.Status == ImportStatus.Running).OrderBy(i => i.At).FirstOrDefaultAsync(cancellationToken);
        if (import is null)
        {
            return false;
        }

        services.GetRequiredService<CurrentUser>().SignIn(new Caller(import.Tenant, import.User, Enum.Parse<Role>(import.Role)));
        var taken = await services.GetRequiredService<IMediator>().Send(new TakeOverRows(import.Id), cancellationToken);
        if (taken.Refusal is { } refusal)
        {
            Log.LogError("Import {Import} cannot go on: {Refusal}", import.Id, refusal.Code);
            await FailAsync(services, import.Id, cancellationToken);
        }

        return true;
    }

    /// <summary>Its importer may no longer do this: the rest of the file is not taken over.</summary>
    private static async Task FailAsync(IServiceProvider services, Guid id, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ITeamEuropeDb>();
        await services.GetRequiredService<IUnitOfWork>().InTransactionAsync(async () =>
        {
            (await db.Imports.SingleAsync(i => i.Id == id, cancellationToken)).Fail();
            return await db.SaveChangesAsync(cancellationToken);
        }, static _ => true, cancellationToken);
    }
}

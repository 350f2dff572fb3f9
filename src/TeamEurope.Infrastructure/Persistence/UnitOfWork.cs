using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>
/// Transactions on the one context of the scope, tried again from the start where nothing can have been changed. A connection lost
/// during the commit is another matter: nobody here knows whether it came through, and nothing is done twice. What was done is chained
/// in the same transaction, last of all: a chain is locked no longer than it takes to commit.
/// </summary>
internal sealed class UnitOfWork(TeamEuropeDb db, IDatabaseProvider provider, AuditTrail trail, AuditChain chain, ProductMeter meter) : IUnitOfWork
{
    private const int MostTries = 6;

    public async Task<T> InTransactionAsync<T>(Func<Task<T>> act, Func<T, bool> succeeded, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(act, succeeded, cancellationToken);
            }
            catch (Exception e) when (attempt < MostTries && PauseAfter(e, attempt) is { } pause)
            {
                meter.Retried(e is DbUpdateConcurrencyException ? "concurrency" : provider.FaultOf(e).ToString().ToLowerInvariant());
                db.ChangeTracker.Clear();
                await Task.Delay(pause, cancellationToken);
            }
        }
    }

    public Task GiveWayAsync(CancellationToken cancellationToken) => provider.GiveWayAsync(cancellationToken);

    /// <summary>How long to wait before the next try, a little differently each time so that two who met do not meet again; null for no other try.</summary>
    private TimeSpan? PauseAfter(Exception exception, int attempt)
    {
        var milliseconds = exception switch
        {
            CommitUncertainException => (int?)null,
            DbUpdateConcurrencyException => 10,
            _ => provider.FaultOf(exception) switch
            {
                DatabaseFault.Collision or DatabaseFault.Duplicate => 10,
                DatabaseFault.Away => 60,
                _ => null
            }
        };
        return milliseconds is { } some ? TimeSpan.FromMilliseconds(some * attempt * attempt * (0.5 + Random.Shared.NextDouble())) : null;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> act, Func<T, bool> succeeded, CancellationToken cancellationToken)
    {
        using var turn = await provider.EnterWriteAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        trail.Clear();
        var result = await act();
        if (succeeded(result))
        {
            await chain.AppendAsync(trail.Gather(), trail.BeganAt, cancellationToken);
            try
            {
                // A client that has gone away by now does not undo what is about to be acknowledged.
                await transaction.CommitAsync(CancellationToken.None);
            }
            catch (Exception e) when (provider.FaultOf(e) == DatabaseFault.Away)
            {
                throw new CommitUncertainException(e);
            }
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
        }

        trail.Clear();
        return result;
    }
}

/// <summary>The connection was lost while a transaction was being committed: it may or may not have come through.</summary>
internal sealed class CommitUncertainException(Exception cause) : Exception("The connection was lost during a commit.", cause);

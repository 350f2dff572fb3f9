using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>Transactions on the one context of the scope, tried again where the database asks for it.</summary>
internal sealed class UnitOfWork(TeamEuropeDb db, IDatabaseProvider provider, ProductMeter meter) : IUnitOfWork
{
    private const int MostTries = 5;

    public async Task<T> InTransactionAsync<T>(Func<Task<T>> act, Func<T, bool> succeeded, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(act, succeeded, cancellationToken);
            }
            catch (Exception e) when (attempt < MostTries && (e is DbUpdateConcurrencyException || provider.IsTransient(e)))
            {
                meter.Retried(e is DbUpdateConcurrencyException ? "concurrency" : "transient");
                db.ChangeTracker.Clear();
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt * attempt), cancellationToken);
            }
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> act, Func<T, bool> succeeded, CancellationToken cancellationToken)
    {
        using var turn = await provider.EnterWriteAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await act();
        if (succeeded(result))
        {
            // A client that has gone away by now does not undo what is about to be acknowledged.
            await transaction.CommitAsync(CancellationToken.None);
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
        }

        return result;
    }
}

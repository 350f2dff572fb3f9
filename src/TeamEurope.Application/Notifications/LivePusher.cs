using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;

namespace TeamEurope.Application.Notifications;

/// <summary>
/// Pushes kept notifications in the order of their cursors. Each instance follows the same list for the clients that are
/// connected to it; whoever is connected to none asks from its cursor.
/// </summary>
public sealed class LivePusher(ITeamEuropeDb db, ILiveUpdates live, PushPosition position, PushGate gate, ProductMeter meter)
{
    private const int BatchSize = 500;

    /// <summary>Starts after what is already kept: it was pushed, or is caught up by cursor.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        position.MoveTo(await db.Notifications.MaxAsync(n => (long?)n.Cursor, cancellationToken) ?? 0);

    /// <summary>Pushes what has come since, and what was held and is due. False where there was nothing new.</summary>
    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        var after = position.Cursor;
        var news = await db.Notifications.AsNoTracking().Where(n => n.Cursor > after).OrderBy(n => n.Cursor).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var notification in news)
        {
            using var turn = await position.EnterAsync(cancellationToken);
            await SendAsync(notification.IsQuiet ? [] : gate.Take(notification), cancellationToken);

            // What is held counts as handled: it is kept, and nobody waits for it.
            position.MoveTo(notification.Cursor);
        }

        await SendAsync(gate.TakeDue(), cancellationToken);
        return news.Count > 0;
    }

    private async Task SendAsync(IEnumerable<Push> pushes, CancellationToken cancellationToken)
    {
        foreach (var push in pushes)
        {
            var view = push.Held is { } held ? (await db.ShowAsync([held], held.Tenant, 0, cancellationToken)).Single() : push.View;
            await live.PushAsync(push.To, view, cancellationToken);
            if (push.KeptAt is { } keptAt)
            {
                meter.Pushed(keptAt);
            }
        }
    }
}

/// <summary>How far this instance has pushed.</summary>
public sealed class PushPosition : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private long cursor;

    public long Cursor => Interlocked.Read(ref cursor);

    /// <summary>While this is held nothing is pushed: whoever joins meanwhile knows which was the last without it.</summary>
    public Task<IDisposable> EnterAsync(CancellationToken cancellationToken) => turn.EnterAsync(cancellationToken);

    public void MoveTo(long reached) => Interlocked.Exchange(ref cursor, reached);

    public void Dispose() => turn.Dispose();
}

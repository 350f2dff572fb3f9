using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Notifications;

/// <summary>Collects notifications and keeps them, with cursors in the order of commits.</summary>
public sealed class NotificationWriter(ITeamEuropeDb db, TimeProvider clock, ProductMeter meter)
{
    /// <summary>The counter's row is locked until the transaction ends: cursors become visible in their order.</summary>
    private const string CursorCounter = "notifications";

    private readonly List<Func<long, Notification>> waiting = [];
    private Guid? collectedIn;

    public void Add(Recipient recipient, NotificationKind kind, Guid? alertId, string? level, IReadOnlyList<string> countries, string text)
    {
        // What was collected in a transaction that failed is collected again by the one that tries it anew.
        if (collectedIn != db.TransactionId)
        {
            waiting.Clear();
            collectedIn = db.TransactionId;
        }

        var now = clock.GetUtcNow();
        waiting.Add(cursor => new Notification
        {
            Cursor = cursor,
            RecipientKind = recipient.Kind,
            Tenant = recipient.Tenant,
            User = recipient.User,
            Kind = kind,
            AlertId = alertId,
            Level = level,
            Countries = countries,
            Text = text,
            At = now,
            IsQuiet = recipient.IsQuiet
        });
    }

    /// <summary>In the caller's transaction. Nothing collected, nothing done.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        var last = await db.DrawAsync(CursorCounter, waiting.Count, cancellationToken);
        await db.AppendAsync(waiting.Select((make, i) => make(last - waiting.Count + 1 + i)).ToList(), cancellationToken);
        meter.Kept(waiting.Count);
        waiting.Clear();
    }
}

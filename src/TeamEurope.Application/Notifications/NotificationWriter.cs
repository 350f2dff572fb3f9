using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Notifications;

/// <summary>
/// Collects notifications and keeps them, with cursors in the order of commits. What folds takes the place of what its recipient was told
/// of the same alert, in the same words, a moment ago: the older goes, and the newer has a cursor of its own.
/// </summary>
public sealed class NotificationWriter(ITeamEuropeDb db, LiveSettings settings, TimeProvider clock, ProductMeter meter)
{
    /// <summary>The counter's row is locked until the transaction ends: cursors become visible in their order.</summary>
    private const string CursorCounter = "notifications";

    /// <summary>More than one evaluation usually tells of; a full one goes in several looks.</summary>
    private const int MostAlertsInOneLook = 1_000;

    private readonly List<Func<long, Notification>> waiting = [];
    private readonly HashSet<FoldKey> folding = [];
    private Guid? collectedIn;

    /// <summary>Whether there is something to push once the transaction is committed.</summary>
    public bool HasSaved { get; private set; }

    /// <param name="folds">Whether the recipient may have been told the same of the alert before.</param>
    public void Add(
        Recipient recipient, NotificationKind kind, Guid? alertId, string? level, IReadOnlyList<string> countries, string text, bool folds = false)
    {
        // What was collected in a transaction that failed is collected again by the one that tries it anew.
        if (collectedIn != db.TransactionId)
        {
            waiting.Clear();
            folding.Clear();
            collectedIn = db.TransactionId;
        }

        if (folds && alertId is { } alert)
        {
            folding.Add(new FoldKey(recipient.Kind, recipient.Tenant, recipient.User, alert, kind));
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
            IsQuiet = recipient.IsQuiet,
            CoordinatorsToo = recipient.CoordinatorsToo
        });
    }

    /// <summary>In the caller's transaction. Nothing collected, nothing done.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        await FoldAsync(cancellationToken);
        folding.Clear();
        var last = await db.DrawAsync(CursorCounter, waiting.Count, cancellationToken);
        await db.AppendAsync(waiting.Select((make, i) => make(last - waiting.Count + 1 + i)).ToList(), cancellationToken);
        meter.Kept(waiting.Count);
        waiting.Clear();
        HasSaved = true;
    }

    /// <summary>One look for all alerts told of, along an index; none where no alert was known before.</summary>
    private async Task FoldAsync(CancellationToken cancellationToken)
    {
        if (folding.Count == 0 || settings.FoldSeconds <= 0)
        {
            return;
        }

        var since = clock.GetUtcNow() - settings.Fold;
        foreach (var alerts in folding.Select(f => (Guid?)f.Alert).Distinct().Chunk(MostAlertsInOneLook))
        {
            var recent = await db.Notifications.AsNoTracking().Where(n => alerts.Contains(n.AlertId) && n.At > since)
                .Select(n => new { n.Cursor, n.RecipientKind, n.Tenant, n.User, n.AlertId, n.Kind }).ToListAsync(cancellationToken);
            foreach (var older in recent.Where(n => folding.Contains(new FoldKey(n.RecipientKind, n.Tenant, n.User, n.AlertId!.Value, n.Kind)))
                .Select(n => n.Cursor).Chunk(MostAlertsInOneLook))
            {
                await db.Notifications.Where(n => older.Contains(n.Cursor)).ExecuteDeleteAsync(cancellationToken);
            }
        }
    }
}

/// <summary>What must be the same for one piece of news to take another's place.</summary>
public sealed record FoldKey(RecipientKind RecipientKind, string Tenant, string? User, Guid Alert, NotificationKind Kind)
{
    /// <summary>Null where news of this kind does not fold.</summary>
    public static FoldKey? Of(Notification n) =>
        n.AlertId is { } alert && n.Kind is NotificationKind.AlertOpened or NotificationKind.AlertRaised or NotificationKind.AlertCleared
            ? new FoldKey(n.RecipientKind, n.Tenant, n.User, alert, n.Kind)
            : null;
}

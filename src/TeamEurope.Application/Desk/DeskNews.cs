using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Desk;

/// <summary>What changed since an instant, of others' initiatives that the caller may see and of the alerts that concern it.</summary>
public sealed class DeskNews(ITeamEuropeDb db, AlertFinder finder, CurrentUser user)
{
    private const int MostChanges = 30;

    /// <summary>The same alert may have been told of several times, or be hidden by now: more are looked at than are shown.</summary>
    private const int MostLookedAt = 100;
    private static readonly NotificationKind[] News =
        [NotificationKind.AlertOpened, NotificationKind.AlertRaised, NotificationKind.AlertCleared, NotificationKind.AlertResolved];

    public async Task<IReadOnlyList<DeskChange>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var initiatives = await InitiativesAsync(since, cancellationToken);
        var alerts = await AlertsAsync(since, cancellationToken);
        return [.. initiatives.Concat(alerts).OrderByDescending(c => c.At).ThenBy(c => c.Reference, StringComparer.Ordinal).Take(MostChanges)];
    }

    private async Task<IEnumerable<DeskChange>> InitiativesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var changed = await db.Initiatives.AsNoTracking().VisibleTo(tenant).Where(i => i.Owner != tenant && i.ChangedAt >= since)
            .OrderByDescending(i => i.ChangedAt).ThenByDescending(i => i.Id).Take(MostChanges)
            .Select(i => new { i.Id, i.Reference, i.Owner, i.Title, i.RegisteredAt, i.ChangedAt, Partners = i.Partners.Select(p => p.Code).ToList() })
            .ToListAsync(cancellationToken);
        return changed.Select(i => new DeskChange(
            i.ChangedAt, i.RegisteredAt >= since ? "InitiativeRegistered" : "InitiativeChanged", i.Id, null, i.Reference, i.Owner, i.Title,
            null, null, [.. i.Partners.Order(StringComparer.Ordinal)]));
    }

    /// <summary>Each alert once, by the latest that the caller was told of it, if it may still be read. A first filling is news to nobody.</summary>
    private async Task<IEnumerable<DeskChange>> AlertsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var told = await db.Notifications.AsNoTracking().For(user.Caller)
            .Where(n => n.At >= since && News.Contains(n.Kind) && n.AlertId != null)
            .OrderByDescending(n => n.Cursor).Take(MostLookedAt)
            .Select(n => new { n.AlertId, n.Kind, n.At }).ToListAsync(cancellationToken);
        var latest = told.GroupBy(n => n.AlertId!.Value).ToDictionary(g => g.Key, g => g.First());
        var alerts = await (await finder.ReadableAsync(alsoVisible: false, cancellationToken))
            .Where(a => latest.Keys.Contains(a.Id))
            .Select(a => new { a.Id, a.Rule, a.Level, Countries = a.Countries.Select(c => c.Country).ToList() })
            .ToListAsync(cancellationToken);
        return from a in alerts
               let step = latest[a.Id]
               select new DeskChange(
                   step.At, step.Kind.ToString(), null, a.Id, null, null, null, a.Level.ToString(), a.Rule, [.. a.Countries.Order(StringComparer.Ordinal)]);
    }
}

using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Desk;

/// <summary>What changed since an instant, of others' initiatives that the caller may see and of the alerts that concern it.</summary>
public sealed class DeskNews(ITeamEuropeDb db, AlertFinder finder, CurrentUser user)
{
    private const int MostChanges = 30;

    /// <summary>An alert may have changed by something that is no news, such as a comment: more are looked at than are shown.</summary>
    private const int MostLookedAt = 100;
    private const string Resolved = "Resolved";
    private static readonly string[] News =
        [nameof(AlertChange.Opened), nameof(AlertChange.Reopened), nameof(AlertChange.Raised), nameof(AlertChange.Cleared)];

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

    /// <summary>Each alert once, by the latest that happened to it. A first filling is news to nobody.</summary>
    private async Task<IEnumerable<DeskChange>> AlertsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = await (await finder.ManyAsync(cancellationToken))
            .Where(a => a.ChangedAt >= since && !a.IsBaseline)
            .OrderByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id).Take(MostLookedAt)
            .Select(a => new { a.Id, a.Rule, a.Level, Countries = a.Countries.Select(c => c.Country).ToList() })
            .ToListAsync(cancellationToken);
        var ids = changed.Select(a => a.Id).ToList();
        var steps = await db.AlertEvents.AsNoTracking()
            .Where(e => ids.Contains(e.AlertId) && e.At >= since && (News.Contains(e.What) || e.What.StartsWith(Resolved)))
            .Select(e => new { e.AlertId, e.What, e.At }).ToListAsync(cancellationToken);
        var latest = steps.GroupBy(e => e.AlertId).ToDictionary(g => g.Key, g => g.MaxBy(e => e.At)!);
        return from a in changed
               where latest.ContainsKey(a.Id)
               let step = latest[a.Id]
               select new DeskChange(
                   step.At, KindOf(step.What), null, a.Id, null, null, null, a.Level.ToString(), a.Rule,
                   [.. a.Countries.Order(StringComparer.Ordinal)]);
    }

    private static string KindOf(string what) => what switch
    {
        nameof(AlertChange.Raised) => "AlertRaised",
        nameof(AlertChange.Cleared) => "AlertCleared",
        nameof(AlertChange.Opened) or nameof(AlertChange.Reopened) => "AlertOpened",
        _ => "AlertResolved"
    };
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Notifications;

/// <summary>
/// News as its reader may have it now. It was kept in the view of its moment: where an initiative has been hidden since, what was said of its
/// alerts is withheld, also from whoever had not read it yet. What was disclosed to a tenant on purpose stays told.
/// </summary>
public static partial class ShownNews
{
    public const string Withheld = "What this was about is no longer shown to you";

    private static readonly string[] OfAlerts =
    [
        nameof(NotificationKind.AlertOpened), nameof(NotificationKind.AlertRaised), nameof(NotificationKind.AlertCleared),
        nameof(NotificationKind.AlertResolved), nameof(NotificationKind.Reminder)
    ];

    public static async Task<List<NotificationView>> ShowAsync(
        this ITeamEuropeDb db, IReadOnlyList<Notification> news, string tenant, long readUpTo, CancellationToken cancellationToken)
    {
        var alerts = news.Select(n => n.AlertId).OfType<Guid>().Distinct().ToList();
        var readable = (await db.Alerts.AsNoTracking().Where(a => alerts.Contains(a.Id)).ReadableBy(db, tenant).Select(a => a.Id)
            .ToListAsync(cancellationToken)).ToHashSet();
        var references = news.SelectMany(n => ReferencesIn(n.Text)).Distinct().ToList();
        var visible = (await db.Initiatives.VisibleTo(tenant).Where(i => references.Contains(i.Reference)).Select(i => i.Reference)
            .ToListAsync(cancellationToken)).ToHashSet();
        return [.. news.Select(n => n.ToView(readUpTo)).Select(n => MayBeShown(n) ? n : n with { Text = Withheld })];

        bool MayBeShown(NotificationView n) => n.AlertId is not { } alert
            || n.Kind == nameof(NotificationKind.Disclosure)
            || (readable.Contains(alert) && (!OfAlerts.Contains(n.Kind) || ReferencesIn(n.Text).All(visible.Contains)));
    }

    /// <summary>The references of initiatives that a text names. A group's alert stays readable while some of those that it names are hidden.</summary>
    public static IEnumerable<string> ReferencesIn(string text) => Reference().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\b[A-Z-]{2,10}-\d{4}-\d{4,}\b")]
    private static partial Regex Reference();
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Notifications;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>Tells the readers of alerts what happened to them: each once, in the view that it may have.</summary>
public sealed class AlertNews(ITeamEuropeDb db, RegisterMirror mirror, NotificationWriter notifications, SubscriptionFilters subscriptions)
{
    /// <summary>The Commission's coordinators hear of everything, whether or not one has signed in yet.</summary>
    private const string CommissionTenant = "EC";

    private sealed record Hearers(List<string> Coordinators, List<Subscription> Subscribers);

    /// <param name="moved">Alerts that may have come to others than before, and how they were addressed: to whom they are new they open.</param>
    /// <param name="earlier">The initiatives that changed, as they were before.</param>
    public async Task TellAsync(
        List<(Alert Alert, AlertChange Change)> changes, IReadOnlyDictionary<Alert, AlertAddress> moved, IReadOnlyDictionary<Guid, Footprint> earlier,
        CancellationToken cancellationToken)
    {
        var news = changes.Select(c => (c.Alert, Kind: KindOf(c.Change))).Where(c => c.Kind is not null).Select(c => (c.Alert, Kind: c.Kind!.Value)).ToList();
        // Nobody was told of what is new.
        var fresh = changes.Where(c => c.Change == AlertChange.Opened).Select(c => c.Alert).ToHashSet();
        var opened = news.Where(n => n.Kind == NotificationKind.AlertOpened).Select(n => n.Alert).ToHashSet();
        var others = moved.Where(m => m.Key.Stands && !opened.Contains(m.Key)).ToList();
        if (news.Count == 0 && others.Count == 0)
        {
            return;
        }

        var hearers = await HearersAsync(cancellationToken);
        var newcomers = others.ToDictionary(m => m.Key, m => NewcomersTo(m.Key, m.Value));
        foreach (var (alert, kind) in news)
        {
            Tell(alert, kind, RecipientsOf(alert, hearers).ExceptBy(newcomers.GetValueOrDefault(alert, []).Select(Who), Who));
        }

        foreach (var (alert, recipients) in newcomers)
        {
            Tell(alert, NotificationKind.AlertOpened, recipients);
        }

        await notifications.SaveAsync(cancellationToken);

        // Where all of a tenant were told, its coordinators and subscribers were too.
        List<Recipient> NewcomersTo(Alert alert, AlertAddress before)
        {
            var told = RecipientsOf(before, hearers, id => earlier.GetValueOrDefault(id) ?? mirror.Find(id)).Select(Who).ToHashSet();
            return RecipientsOf(alert, hearers).Where(r => !told.Contains(Who(r)) && !told.Contains((RecipientKind.Tenant, r.Tenant, null))).ToList();
        }

        void Tell(Alert alert, NotificationKind kind, IEnumerable<Recipient> recipients)
        {
            var text = TextOf(alert, kind);
            foreach (var recipient in recipients)
            {
                notifications.Add(recipient, kind, alert.Id, alert.Level.ToString(), alert.Substance.Countries, text, folds: !fresh.Contains(alert));
            }
        }
    }

    /// <summary>Everybody whom news of this alert reaches, each once.</summary>
    public async Task<List<Recipient>> RecipientsOfAsync(Alert alert, CancellationToken cancellationToken)
    {
        var hearers = await HearersAsync(cancellationToken);
        return RecipientsOf(alert, hearers).ToList();
    }

    /// <summary>Whether a reader may hear that another tenant acted on an alert: not where that would tell it whom a spillover affects.</summary>
    public bool MayHearOf(Alert alert, string actor, string reader)
    {
        var affected = alert.Substance.Affected.Where(a => a.Owner == actor).ToList();
        var visible = affected.Where(a => mirror.Find(a.Initiative)?.IsVisibleTo(reader) ?? false).Select(a => a.Owner).ToHashSet();
        return affected.Count == 0 || AlertViews.IsShown(alert, actor, visible, reader);
    }

    /// <summary>However it reaches them.</summary>
    private static (RecipientKind, string, string?) Who(Recipient recipient) => (recipient.Kind, recipient.Tenant, recipient.User);

    /// <summary>Who may hear of an alert beside its audience.</summary>
    private async Task<Hearers> HearersAsync(CancellationToken cancellationToken)
    {
        var coordinators = await db.CoordinatorTenants.Select(t => t.Tenant).ToListAsync(cancellationToken);
        return new Hearers(
            coordinators.Append(CommissionTenant).Distinct().ToList(),
            await db.Subscriptions.AsNoTracking().ToListAsync(cancellationToken));
    }

    private IEnumerable<Recipient> RecipientsOf(Alert alert, Hearers hearers) => RecipientsOf(AlertAddress.Of(alert), hearers, mirror.Find);

    /// <param name="find">The initiatives as they are at the time of the address.</param>
    private IEnumerable<Recipient> RecipientsOf(AlertAddress address, Hearers hearers, Func<Guid, Footprint?> find)
    {
        var (alert, told) = (address.Alert, new HashSet<string>());
        foreach (var tenant in address.Tenants.Where(IsReadableBy))
        {
            told.Add(tenant);
            yield return new Recipient(RecipientKind.Tenant, tenant);
        }

        var coordinators = alert.IsForCoordinators ? hearers.Coordinators.Where(t => !told.Contains(t) && IsReadableBy(t)).ToHashSet() : [];
        foreach (var tenant in coordinators)
        {
            yield return new Recipient(RecipientKind.Coordinators, tenant);
        }

        // Where several subscriptions match, the loudest counts.
        foreach (var (tenant, user, delivery) in hearers.Subscribers
            .Where(s => s.Delivery != Delivery.Off && !told.Contains(s.Tenant) && IsReadableBy(s.Tenant) && subscriptions.Of(s).Matches(address))
            .GroupBy(s => (s.Tenant, s.User), (key, own) => (key.Tenant, key.User, own.Min(s => s.Delivery))))
        {
            yield return new Recipient(RecipientKind.User, tenant, user, IsQuiet: delivery == Delivery.Daily, CoordinatorsToo: coordinators.Contains(tenant));
        }

        bool IsReadableBy(string tenant) => Fits(alert.First, alert.IsFirstHidden, tenant) && Fits(alert.Second, alert.IsSecondHidden, tenant);

        bool Fits(Guid? initiative, bool isHidden, string tenant) =>
            initiative is not { } id || (find(id)?.IsVisibleTo(tenant) ?? false) != isHidden;
    }

    private static NotificationKind? KindOf(AlertChange change) => change switch
    {
        AlertChange.Opened or AlertChange.Reopened => NotificationKind.AlertOpened,
        AlertChange.Raised => NotificationKind.AlertRaised,
        AlertChange.Cleared => NotificationKind.AlertCleared,
        AlertChange.Changed => null
    };

    /// <summary>Only what every reader of this very alert may see: no score, no hidden side.</summary>
    private string TextOf(Alert alert, NotificationKind kind)
    {
        var shown = new[] { alert.IsFirstHidden ? null : alert.First, alert.IsSecondHidden ? null : alert.Second }
            .Concat(alert.Substance.Members.Select(m => (Guid?)m))
            .Select(id => id is { } known ? mirror.Find(known)?.Reference : null)
            .OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (alert.IsCollision)
        {
            shown.Add("an undisclosed initiative");
        }

        var verb = kind switch
        {
            NotificationKind.AlertRaised => "raised",
            NotificationKind.AlertCleared => "cleared",
            _ => "opened"
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{alert.Rule} {verb} ({alert.Level}): {string.Join(", ", shown)}; {string.Join(", ", alert.Substance.Countries)}");
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>The alerts whose audience includes the caller, latest change first; with <c>scope=visible</c> also what it may see of others'.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListAlerts(
    string? Status, string? Rule, string? Level, string? Country, int? Ring, Guid? Initiative, string? Scope, string? After, int? Limit)
    : IQuery<Page<AlertView>>;

/// <summary>One alert, if either scope would list it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetAlert(Guid Id) : IQuery<AlertView>;

internal sealed class ListAlertsHandler(
    AlertFinder finder, AlertViews views, ReferenceFilters filters, CurrentUser user)
    : IRequestHandler<ListAlerts, Result<Page<AlertView>>>
{
    private const string VisibleScope = "visible";

    public async Task<Result<Page<AlertView>>> Handle(ListAlerts request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var after = Paging.ReadCursor(errors, request.After);
        var countries = filters.ReadCountries(errors, request.Country, request.Ring);
        var status = errors.OptionalWord<AlertStatus>("status", request.Status);
        var level = errors.OptionalWord<AlertLevel>("level", request.Level);
        ReferenceFilters.Check(errors, "rule", request.Rule, RuleNames.All.Append(Alert.Collision));
        ReferenceFilters.Check(errors, "scope", request.Scope, ["mine", VisibleScope]);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var found = await finder.ReadableAsync(request.Scope == VisibleScope, cancellationToken);
        found = status is { } wanted ? WithStatus(found, wanted) : found;
        found = level is { } wantedLevel ? found.Where(a => a.Level == wantedLevel) : found;
        found = request.Rule is { } rule ? found.Where(a => a.Rule == rule) : found;
        found = countries is not null ? found.Where(a => a.Countries.Any(c => countries.Contains(c.Country))) : found;
        found = request.Initiative is { } initiative ? await ShowingAsync(found, initiative, cancellationToken) : found;
        if (after is var (instant, id))
        {
            found = found.Where(a => a.ChangedAt < instant || (a.ChangedAt == instant && a.Id.CompareTo(id) < 0));
        }

        var items = await found.Include(a => a.Acknowledgements)
            .OrderByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = Paging.PageOf(items, limit, a => (a.ChangedAt, a.Id), a => a);
        return new Page<AlertView>(await views.OfAsync(page.Items, cancellationToken), page.Next);
    }

    /// <summary>A blind item's status is its reader's own tenant's.</summary>
    private IQueryable<Alert> WithStatus(IQueryable<Alert> alerts, AlertStatus status)
    {
        var tenant = user.Caller.Tenant;
        return status switch
        {
            AlertStatus.Open => alerts.Where(a => a.Rule == Alert.Collision
                ? AlertQueries.Standing.Contains(a.Status) && !a.Acknowledgements.Any(k => k.Tenant == tenant)
                : a.Status == AlertStatus.Open),
            AlertStatus.Acknowledged => alerts.Where(a => a.Rule == Alert.Collision
                ? AlertQueries.Standing.Contains(a.Status) && a.Acknowledgements.Any(k => k.Tenant == tenant)
                : a.Status == AlertStatus.Acknowledged),
            _ => alerts.Where(a => a.Status == status)
        };
    }

    /// <summary>Those that show the initiative: a blind item is not found by its hidden side.</summary>
    private static async Task<IQueryable<Alert>> ShowingAsync(IQueryable<Alert> alerts, Guid initiative, CancellationToken cancellationToken)
    {
        // Members stand in the substance, which the database does not look into; groups are few.
        var grouped = await alerts.Where(a => a.First == null)
            .Select(a => new { a.Id, a.Substance }).ToListAsync(cancellationToken);
        var ids = grouped.Where(g => g.Substance.Members.Contains(initiative)).Select(g => g.Id).ToList();
        return alerts.Where(a => (a.First == initiative && !a.IsFirstHidden) || (a.Second == initiative && !a.IsSecondHidden) || ids.Contains(a.Id));
    }
}

internal sealed class GetAlertHandler(AlertFinder finder, AlertViews views) : IRequestHandler<GetAlert, Result<AlertView>>
{
    public async Task<Result<AlertView>> Handle(GetAlert request, CancellationToken cancellationToken)
    {
        var alert = await (await finder.ReadableAsync(alsoVisible: true, cancellationToken)).Include(a => a.Acknowledgements)
            .SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        return alert is not null && (await views.OfAsync([alert], cancellationToken)).SingleOrDefault() is { } view ? view : Refusal.NotFound;
    }
}

/// <summary>The caller's alerts, as a query to go on with.</summary>
public sealed class AlertFinder(ITeamEuropeDb db, SubscriptionFilters subscriptions, CurrentUser user)
{
    /// <summary>Not tracked, for showing.</summary>
    public async Task<IQueryable<Alert>> ReadableAsync(bool alsoVisible, CancellationToken cancellationToken)
    {
        var readable = db.Alerts.AsNoTracking().ReadableBy(db, user.Caller.Tenant);
        var addressed = readable.AddressedTo(user.Caller, await subscriptions.OfAsync(user.Caller, cancellationToken));
        if (!alsoVisible)
        {
            return addressed;
        }

        var mine = addressed.Select(a => a.Id);
        return readable.Where(a => SubscriptionFilter.Rules.Contains(a.Rule) || mine.Contains(a.Id));
    }

    /// <summary>The caller's own again, not tracked, as a query that counts and ranks over all of them fast.</summary>
    public async Task<IQueryable<Alert>> ManyAsync(CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var subscribed = await subscriptions.OfAsync(user.Caller, cancellationToken);

        // Where nothing but the tenant's own audience counts, the database starts there: it is a small part of all.
        var own = db.Alerts.SelectMany(a => a.Audience).Where(t => t.Tenant == tenant).Select(t => t.AlertId);
        var addressed = user.Caller.IsCoordinator || subscribed.Count > 0
            ? db.Alerts.AsNoTracking().AddressedTo(user.Caller, subscribed)
            : db.Alerts.AsNoTracking().Where(a => own.Contains(a.Id));
        return addressed.ManyReadableBy(db, tenant);
    }

    /// <summary>Tracked and whole, for acting on it: only whoever is in the audience acts.</summary>
    public async Task<Alert?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var readable = db.Alerts.ReadableBy(db, user.Caller.Tenant);
        return await readable.AddressedTo(user.Caller, await subscriptions.OfAsync(user.Caller, cancellationToken))
            .Include(a => a.Audience).Include(a => a.Acknowledgements).Include(a => a.Countries)
            .SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
    }
}

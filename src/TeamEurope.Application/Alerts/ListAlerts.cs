using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Alerts;

/// <summary>The alerts whose audience includes the caller, latest change first; with <c>scope=visible</c> also what it may see of others'.</summary>
/// <param name="Sort"><c>changed</c> (usual), <c>level</c>, <c>age</c> or <c>due</c>.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListAlerts(
    string? Status, string? Rule, string? Level, string? Country, int? Ring, Guid? Initiative, string? Scope, string? After, int? Limit,
    string? MinLevel = null, string? Kind = null, string? Assignee = null, bool Mine = false, string? Due = null, bool Unacknowledged = false,
    bool Standing = false, DateOnly? OpenedBefore = null, string? Sort = null, string? Family = null, bool Archived = false)
    : IQuery<Page<AlertView>>
{
    internal AlertSearch Search => new()
    {
        Status = Status, Rule = Rule, Level = Level, Country = Country, Ring = Ring, Initiative = Initiative, Scope = Scope, MinLevel = MinLevel,
        Kind = Kind, Assignee = Assignee, Mine = Mine, Due = Due, Unacknowledged = Unacknowledged, Standing = Standing, OpenedBefore = OpenedBefore,
        Family = Family, Archived = Archived
    };
}

/// <summary>One alert, if either scope would list it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetAlert(Guid Id) : IQuery<AlertView>;

internal sealed class ListAlertsHandler(ITeamEuropeDb db, AlertSearcher searcher, AlertViews views) : IRequestHandler<ListAlerts, Result<Page<AlertView>>>
{
    public async Task<Result<Page<AlertView>>> Handle(ListAlerts request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var order = AlertOrder.Read(errors, request.Sort);
        if (await searcher.FindAsync(request.Search, errors, cancellationToken) is not { } found
            || errors.Any || await order.TakeAsync(found, request.Initiative is not null, errors, request.After, limit + 1, cancellationToken) is not { } keys)
        {
            return errors.ToRefusal();
        }

        var ids = keys.Take(limit).Select(k => k.Id).ToList();
        var alerts = await db.Alerts.AsNoTracking().Where(a => ids.Contains(a.Id)).Include(a => a.Acknowledgements).ToDictionaryAsync(a => a.Id, cancellationToken);
        return new Page<AlertView>(
            await views.OfAsync(ids.Where(alerts.ContainsKey).Select(id => alerts[id]).ToList(), cancellationToken),
            keys.Count > limit ? order.CursorOf(keys[limit - 1]) : null);
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
    /// <summary>So many alerts of a tenant are looked through faster than any order of all alerts is followed.</summary>
    private const int Few = 2_000;

    /// <summary>The ids of the alerts that concern the caller's tenant itself.</summary>
    private IQueryable<Guid> Own => db.AlertAudiences.Where(t => t.Tenant == user.Caller.Tenant).Select(t => t.AlertId);

    /// <summary>Not tracked, for showing.</summary>
    public async Task<IQueryable<Alert>> ReadableAsync(bool alsoVisible, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var subscribed = await subscriptions.OfAsync(user.Caller, cancellationToken);
        var addressed = user.Caller.IsCoordinator || subscribed.Count > 0
            ? db.Alerts.AsNoTracking().AddressedTo(user.Caller, subscribed)
            : await OfTenantAsync(cancellationToken);
        if (!alsoVisible)
        {
            // The audience first: it leaves fewer to be looked at than visibility does.
            return addressed.ReadableBy(db, tenant);
        }

        var mine = addressed.Select(a => a.Id);
        return db.Alerts.AsNoTracking().ReadableBy(db, tenant).Where(a => SubscriptionFilter.Rules.Contains(a.Rule) || mine.Contains(a.Id));
    }

    /// <summary>Those that concern the caller's tenant itself. Says nothing of whether they may be read: that is <see cref="AlertQueries.ReadableBy"/>.</summary>
    public async Task<IQueryable<Alert>> OfTenantAsync(CancellationToken cancellationToken)
    {
        var (tenant, own, alerts) = (user.Caller.Tenant, Own, db.Alerts.AsNoTracking());
        return await own.OrderBy(id => id).Take(Few + 1).CountAsync(cancellationToken) <= Few
            ? alerts.Where(a => own.Contains(a.Id))
            : alerts.Where(a => a.Audience.Any(t => t.Tenant == tenant));
    }

    /// <summary>The same again, not tracked, as a query that counts and ranks over all of them fast.</summary>
    public async Task<IQueryable<Alert>> ManyAsync(bool alsoVisible, CancellationToken cancellationToken)
    {
        var (tenant, own) = (user.Caller.Tenant, Own);
        var subscribed = await subscriptions.OfAsync(user.Caller, cancellationToken);

        // Where nothing but the tenant's own audience counts, the database starts there: it is a small part of all.
        var addressed = user.Caller.IsCoordinator || subscribed.Count > 0
            ? db.Alerts.AsNoTracking().AddressedTo(user.Caller, subscribed)
            : db.Alerts.AsNoTracking().Where(a => own.Contains(a.Id));
        if (!alsoVisible)
        {
            return addressed.ManyReadableBy(db, tenant);
        }

        var mine = addressed.Select(a => a.Id);
        return db.Alerts.AsNoTracking().ManyReadableBy(db, tenant).Where(a => SubscriptionFilter.Rules.Contains(a.Rule) || mine.Contains(a.Id));
    }

    /// <summary>Tracked and whole, for acting on it: only whoever is in the audience acts.</summary>
    public async Task<Alert?> FindOwnAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, await subscriptions.OfAsync(user.Caller, cancellationToken), cancellationToken);

    /// <summary>The same, for what holds for others too: whoever only follows an alert does not settle it for those whom it concerns.</summary>
    public Task<Alert?> FindToSettleAsync(Guid id, CancellationToken cancellationToken) => FindAsync(id, [], cancellationToken);

    private async Task<Alert?> FindAsync(Guid id, IReadOnlyList<SubscriptionFilter> followed, CancellationToken cancellationToken)
    {
        return await db.Alerts.ReadableBy(db, user.Caller.Tenant).AddressedTo(user.Caller, followed)
            .Include(a => a.Audience).Include(a => a.Acknowledgements).Include(a => a.Countries)
            .SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Alerts;

/// <summary>How many alerts the same search would list.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record CountAlerts(AlertSearch Search) : IQuery<CountView>;

/// <summary>The caller's standing alerts, counted by level, by rule and by status.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetAlertFacets : IQuery<AlertFacetsView>;

internal sealed class CountAlertsHandler(AlertSearcher searcher) : IRequestHandler<CountAlerts, Result<CountView>>
{
    public async Task<Result<CountView>> Handle(CountAlerts request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        return await searcher.FindAsync(request.Search, errors, cancellationToken) is { } found
            ? new CountView(await found.CountAsync(cancellationToken))
            : errors.ToRefusal();
    }
}

internal sealed class GetAlertFacetsHandler(AlertFinder finder, CurrentUser user) : IRequestHandler<GetAlertFacets, Result<AlertFacetsView>>
{
    public async Task<Result<AlertFacetsView>> Handle(GetAlertFacets request, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var standing = (await finder.ReadableAsync(alsoVisible: false, cancellationToken)).Where(a => AlertQueries.Standing.Contains(a.Status));
        var counts = await standing
            .Select(a => new { a.Level, a.Rule, a.Status, IsOwnAcknowledged = a.Rule == Alert.Collision && a.Acknowledgements.Any(k => k.Tenant == tenant) })
            .GroupBy(a => a)
            .Select(g => new { g.Key.Level, g.Key.Rule, g.Key.Status, g.Key.IsOwnAcknowledged, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return new AlertFacetsView(
            Sum(counts.Select(c => (c.Level.ToString(), c.Count))),
            Sum(counts.Select(c => (c.Rule, c.Count))),
            // A blind item's status is its reader's own tenant's.
            Sum(counts.Select(c => (
                (c.Rule != Alert.Collision ? c.Status : c.IsOwnAcknowledged ? AlertStatus.Acknowledged : AlertStatus.Open).ToString(), c.Count))));
    }

    private static Dictionary<string, int> Sum(IEnumerable<(string Word, int Count)> counts) =>
        counts.GroupBy(c => c.Word).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
}

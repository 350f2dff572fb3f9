using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>How many alerts the same search would list; it counts no further than <see cref="Most"/>.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record CountAlerts(AlertSearch Search) : IQuery<CountView>
{
    public const int Most = 100;
}

/// <summary>The caller's standing alerts, counted by level; each no further than <see cref="CountAlerts.Most"/>.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetAlertFacets : IQuery<AlertFacetsView>;

internal sealed class CountAlertsHandler(AlertSearcher searcher) : IRequestHandler<CountAlerts, Result<CountView>>
{
    public async Task<Result<CountView>> Handle(CountAlerts request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        return await searcher.FindAsync(request.Search, errors, cancellationToken) is { } found
            ? new CountView(await found.CountUpToMostAsync(cancellationToken))
            : errors.ToRefusal();
    }
}

internal sealed class GetAlertFacetsHandler(AlertFinder finder) : IRequestHandler<GetAlertFacets, Result<AlertFacetsView>>
{
    public async Task<Result<AlertFacetsView>> Handle(GetAlertFacets request, CancellationToken cancellationToken)
    {
        var standing = (await finder.ReadableAsync(alsoVisible: false, cancellationToken)).Where(a => a.ArchivedAt == null && AlertQueries.Standing.Contains(a.Status));
        var counts = new Dictionary<string, int>();
        foreach (var level in Enum.GetValues<AlertLevel>())
        {
            if (await standing.CountUpToMostAsync(level, cancellationToken) is var count and > 0)
            {
                counts[level.ToString()] = count;
            }
        }

        return new AlertFacetsView(counts);
    }
}

internal static class AlertCounts
{
    /// <summary>Level by level, each along its index, until there are enough.</summary>
    public static async Task<int> CountUpToMostAsync(this IQueryable<Alert> alerts, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var level in Enum.GetValues<AlertLevel>())
        {
            count += count < CountAlerts.Most ? await alerts.CountUpToMostAsync(level, cancellationToken) : 0;
        }

        return Math.Min(count, CountAlerts.Most);
    }

    /// <summary>Along an index, and no further: a count of all would look at every alert for a number that nobody reads to its end.</summary>
    public static Task<int> CountUpToMostAsync(this IQueryable<Alert> alerts, AlertLevel level, CancellationToken cancellationToken) =>
        alerts.Where(a => a.Level == level).OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.Id).Select(a => a.Id).Take(CountAlerts.Most).CountAsync(cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;

namespace TeamEurope.Application.Desk;

/// <summary>The alerts that wait for the caller or its tenant.</summary>
public sealed class DeskAlertReader(ITeamEuropeDb db, AlertFinder finder, AlertViews views, CurrentUser user)
{
    private const int MostToAcknowledge = 10;
    private const int MostAssigned = 50;
    private const int DaysAhead = 14;

    /// <summary>
    /// What proof of awareness would ask for: warnings of Medium or above that concern the tenant itself, highest first. Counted no
    /// further than <see cref="CountAlerts.Most"/>.
    /// </summary>
    public async Task<DeskAlerts> ToAcknowledgeAsync(CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var waiting = (await finder.OfTenantAsync(cancellationToken)).ReadableBy(db, tenant).Where(a =>
            a.ArchivedAt == null && AlertQueries.Standing.Contains(a.Status)
            && !a.Acknowledgements.Any(k => k.Tenant == tenant));
        var (ids, count) = (new List<Guid>(), 0);
        foreach (var level in AlertQueries.WarningLevels.OrderDescending())
        {
            var ofLevel = waiting.Where(a => a.Level == level);
            count += count < CountAlerts.Most ? await waiting.CountUpToMostAsync(level, cancellationToken) : 0;
            if (ids.Count < MostToAcknowledge)
            {
                ids.AddRange(await ofLevel.OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.Id)
                    .Take(MostToAcknowledge - ids.Count).Select(a => a.Id).ToListAsync(cancellationToken));
            }
        }

        var highest = await db.Alerts.AsNoTracking().Where(a => ids.Contains(a.Id)).Include(a => a.Acknowledgements).ToListAsync(cancellationToken);
        return new DeskAlerts(await views.OfAsync([.. highest.OrderBy(a => ids.IndexOf(a.Id))], cancellationToken), Math.Min(count, CountAlerts.Most));
    }

    /// <summary>The first due first.</summary>
    public async Task<List<AlertView>> AssignedAsync(CancellationToken cancellationToken)
    {
        var assigned = await (await finder.ReadableAsync(alsoVisible: false, cancellationToken))
            .AssignedTo(user.Caller).Where(a => AlertQueries.Standing.Contains(a.Status))
            .Include(a => a.Acknowledgements)
            .OrderBy(a => a.DueOn == null ? 1 : 0).ThenBy(a => a.DueOn).ThenByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id)
            .Take(MostAssigned).ToListAsync(cancellationToken);
        return await views.OfAsync(assigned, cancellationToken);
    }

    /// <summary>What is overdue or due soon.</summary>
    public static IEnumerable<DeskDeadline> DueOf(IEnumerable<AlertView> assigned, DateOnly today) =>
        assigned.Where(a => a.DueOn <= today.AddDays(DaysAhead)).Select(a => new DeskDeadline("due", a.DueOn!.Value, null, null, a.Id));
}

using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;

namespace TeamEurope.Application.Desk;

/// <summary>The alerts that wait for the caller or its tenant.</summary>
public sealed class DeskAlertReader(AlertFinder finder, AlertViews views, CurrentUser user)
{
    private const int MostToAcknowledge = 10;
    private const int MostAssigned = 50;
    private const int DaysAhead = 14;

    /// <summary>What proof of awareness would ask for: warnings of Medium or above that concern the tenant itself, highest first.</summary>
    public async Task<DeskAlerts> ToAcknowledgeAsync(CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var waiting = (await finder.ManyAsync(cancellationToken)).Where(a =>
            AlertQueries.Standing.Contains(a.Status)
            && AlertQueries.WarningLevels.Contains(a.Level)
            && a.Audience.Any(t => t.Tenant == tenant)
            && !a.Acknowledgements.Any(k => k.Tenant == tenant));
        var all = await waiting.Select(a => new { a.Id, a.Level, a.ChangedAt }).ToListAsync(cancellationToken);

        // Ranked before they are read: an alert's substance may be large.
        var ids = all.OrderByDescending(a => a.Level).ThenByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id)
            .Take(MostToAcknowledge).Select(a => a.Id).ToList();
        var highest = await waiting.Where(a => ids.Contains(a.Id)).Include(a => a.Acknowledgements).ToListAsync(cancellationToken);
        return new DeskAlerts(await views.OfAsync([.. highest.OrderBy(a => ids.IndexOf(a.Id))], cancellationToken), all.Count);
    }

    /// <summary>An assignee is named by user name alone, or with its tenant before it.</summary>
    public async Task<List<AlertView>> AssignedAsync(CancellationToken cancellationToken)
    {
        var (name, signature) = (user.Caller.User, user.Caller.Signature);
        var assigned = await (await finder.ManyAsync(cancellationToken))
            .Where(a => (a.Assignee == name || a.Assignee == signature) && AlertQueries.Standing.Contains(a.Status))
            .Include(a => a.Acknowledgements)
            .OrderBy(a => a.DueOn == null ? 1 : 0).ThenBy(a => a.DueOn).ThenByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id)
            .Take(MostAssigned).ToListAsync(cancellationToken);
        return await views.OfAsync(assigned, cancellationToken);
    }

    /// <summary>What is overdue or due soon.</summary>
    public static IEnumerable<DeskDeadline> DueOf(IEnumerable<AlertView> assigned, DateOnly today) =>
        assigned.Where(a => a.DueOn <= today.AddDays(DaysAhead)).Select(a => new DeskDeadline("due", a.DueOn!.Value, null, null, a.Id));
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Jobs;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Reminders;

/// <summary>Alerts that stand, for whoever takes care of them and may still read them: due soon, due today, overdue.</summary>
public sealed class AlertReminders(ITeamEuropeDb db, IServiceScopeFactory scopes, ReferenceData reference) : IReminderSource
{
    private const int DaysBefore = 3;

    private sealed record Due(Guid Id, DateOnly DueOn, string Tenant, string User);

    public async Task<IReadOnlyList<DueReminder>> FindAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var until = today.AddDays(DaysBefore);
        var rows = await db.Alerts.AsNoTracking()
            .Where(a => a.Assignee != null && a.DueOn != null && a.DueOn <= until && AlertQueries.Standing.Contains(a.Status))
            .Select(a => new { a.Id, DueOn = a.DueOn!.Value, Assignee = a.Assignee!, a.AssigneeTenant }).ToListAsync(cancellationToken);
        var found = new List<DueReminder>();
        foreach (var own in rows.Select(r => ToDue(r.Id, r.DueOn, r.Assignee, r.AssigneeTenant)).GroupBy(d => (d.Tenant, d.User)))
        {
            found.AddRange(await OfPersonAsync(own.Key.Tenant, own.Key.User, own.ToDictionary(d => d.Id, d => d.DueOn), today, cancellationToken));
        }

        return found;
    }

    /// <summary>By name within the tenant that assigned, or with the tenant before the name.</summary>
    private Due ToDue(Guid id, DateOnly dueOn, string assignee, string? tenant)
    {
        var parts = assignee.Split('/', 2);
        return parts.Length == 2 && reference.Tenants.ContainsKey(parts[0])
            ? new Due(id, dueOn, parts[0], parts[1])
            : new Due(id, dueOn, tenant ?? "", assignee);
    }

    /// <summary>As the person, so that what it may not see any more is not told. Whoever was never here has nothing to read it with.</summary>
    private async Task<IEnumerable<DueReminder>> OfPersonAsync(
        string tenant, string user, Dictionary<Guid, DateOnly> due, DateOnly today, CancellationToken cancellationToken)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Tenant == tenant && p.User == user && !p.IsBlocked, cancellationToken) is not { } person)
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().SignIn(new Caller(tenant, user, Enum.Parse<Role>(person.Role)));
        var ids = due.Keys.ToList();
        var readable = await scope.ServiceProvider.GetRequiredService<AlertFinder>().ReadableAsync(alsoVisible: true, cancellationToken);
        var alerts = await readable.Where(a => ids.Contains(a.Id)).Include(a => a.Acknowledgements).ToListAsync(cancellationToken);
        var views = await scope.ServiceProvider.GetRequiredService<AlertViews>().OfAsync(alerts, cancellationToken);
        return views.Select(v => new DueReminder(
            ReminderKind.AlertDue, v.Id, due[v.Id], StepOf(due[v.Id], today), tenant, user, v.Id, v.Level, v.Countries,
            string.Create(CultureInfo.InvariantCulture, $"{v.Rule} due {due[v.Id]:yyyy-MM-dd}: {string.Join(", ", v.Initiatives.Select(i => i.Reference).OfType<string>())}")));
    }

    private static ReminderStep StepOf(DateOnly due, DateOnly today) =>
        due > today ? ReminderStep.Soon : due == today ? ReminderStep.Today : ReminderStep.Overdue;
}

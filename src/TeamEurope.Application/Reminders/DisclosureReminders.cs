using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.People;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Reminders;

/// <summary>Requests for disclosure that nobody has answered for a week, for the leads of the hidden initiative's owner and for nobody else.</summary>
public sealed class DisclosureReminders(ITeamEuropeDb db) : IReminderSource
{
    private const int Days = 7;

    public async Task<IReadOnlyList<DueReminder>> FindAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var asked = new DateTimeOffset(today.AddDays(1 - Days), TimeOnly.MinValue, TimeSpan.Zero);
        var waiting = await db.Disclosures.AsNoTracking().Where(d => d.Status == DisclosureStatus.Asked && d.At < asked)
            .Join(db.Initiatives, d => d.InitiativeId, i => i.Id, (d, i) => new { d.Id, d.HiddenOwner, d.Asker, d.At, i.Owner, i.Reference })
            .Where(d => d.Owner == d.HiddenOwner)
            .ToListAsync(cancellationToken);
        var owners = waiting.Select(d => d.HiddenOwner).Distinct().ToList();
        var leads = await db.LeadsOfAsync(owners, cancellationToken);
        return waiting
            .Join(leads, d => d.HiddenOwner, p => p.Tenant, (d, p) => new DueReminder(
                ReminderKind.DisclosureUnanswered, d.Id, DateOnly.FromDateTime(d.At.UtcDateTime).AddDays(Days), ReminderStep.Overdue, p.Tenant, p.User,
                null, null, [],
                string.Create(CultureInfo.InvariantCulture, $"{d.Asker} has asked since {d.At:yyyy-MM-dd}: {d.Reference}")))
            .ToList();
    }
}

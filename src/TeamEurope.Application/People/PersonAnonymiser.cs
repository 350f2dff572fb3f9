using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Notifications;
using TeamEurope.Domain.People;

namespace TeamEurope.Application.People;

/// <summary>
/// Makes a person of a tenant a stranger: what was theirs alone is deleted, and where they signed what they did a pseudonym stands from
/// now on. It is drawn by lot, and nothing keeps which name it replaced. What anybody wrote in their own words stays as it was written.
/// </summary>
public sealed class PersonAnonymiser(ITeamEuropeDb db, INameForgetter names, TimeProvider clock)
{
    private const int PseudonymBytes = 4;

    /// <summary>In the transaction of the moment. Returns the pseudonym.</summary>
    /// <param name="by">Who does it, as it is recorded.</param>
    public async Task<string> AnonymiseAsync(Person person, string by, CancellationToken cancellationToken)
    {
        var (tenant, user, now) = (person.Tenant, person.User, clock.GetUtcNow());
        var pseudonym = Person.FormerPrefix + RandomNumberGenerator.GetHexString(2 * PseudonymBytes, lowercase: true);
        await DeleteOwnAsync(tenant, user, cancellationToken);
        await SignAsync(tenant, user, pseudonym, cancellationToken);
        await names.ForgetAsync(tenant, user, pseudonym, cancellationToken);

        // The chain holds an id; the name stands beside it, in this one row that no hash covers.
        await db.AuditPersons.Where(p => p.Tenant == tenant && p.Name == user).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, pseudonym), cancellationToken);

        // Other tenants' chains know the person by the whole signature, as they assigned something by it.
        var (signature, other) = ($"{tenant}/{user}", $"{tenant}/{pseudonym}");
        await db.AuditPersons.Where(p => p.Name == signature).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, other), cancellationToken);

        // The name is the key: another row takes its place. Whether it was blocked goes with it.
        db.People.Remove(person);
        db.People.Add(new Person { Tenant = tenant, User = pseudonym, Role = person.Role, FirstSeenAt = person.FirstSeenAt, LastSeenAt = person.LastSeenAt });
        db.PersonEvents.Add(new PersonEvent { Id = Guid.CreateVersion7(now), Tenant = tenant, User = pseudonym, By = by, At = now, What = PersonEvent.Anonymised });
        await db.SaveChangesAsync(cancellationToken);
        return pseudonym;
    }

    private async Task DeleteOwnAsync(string tenant, string user, CancellationToken cancellationToken)
    {
        await db.Subscriptions.Where(s => s.Tenant == tenant && s.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.SavedViews.Where(v => v.Tenant == tenant && v.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.MailSettings.Where(m => m.Tenant == tenant && m.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.Digests.Where(d => d.Tenant == tenant && d.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.Reminders.Where(r => r.Tenant == tenant && r.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.Sessions.Where(s => s.Tenant == tenant && s.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.ReadMarks.Where(r => r.Tenant == tenant && r.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.AlertMentions.Where(m => m.Tenant == tenant && m.User == user).ExecuteDeleteAsync(cancellationToken);
        await db.Notifications.Where(n => n.RecipientKind == RecipientKind.User && n.Tenant == tenant && n.User == user).ExecuteDeleteAsync(cancellationToken);
        var exports = db.Exports.Where(e => e.Tenant == tenant && e.User == user);
        await db.ExportPages.Where(p => exports.Any(e => e.Id == p.ExportId)).ExecuteDeleteAsync(cancellationToken);
        await db.ExportFiles.Where(f => exports.Any(e => e.Id == f.ExportId)).ExecuteDeleteAsync(cancellationToken);
        await exports.ExecuteDeleteAsync(cancellationToken);
    }

    private async Task SignAsync(string tenant, string user, string pseudonym, CancellationToken cancellationToken)
    {
        var (name, other) = ($"{tenant}/{user}", $"{tenant}/{pseudonym}");
        await db.RegisterEvents.Where(e => e.By == name).ExecuteUpdateAsync(u => u.SetProperty(e => e.By, other), cancellationToken);
        await db.Initiatives.SelectMany(i => i.StageChanges).Where(s => s.By == name).ExecuteUpdateAsync(u => u.SetProperty(s => s.By, other), cancellationToken);
        await db.Alerts.Where(a => a.Assignee == name).ExecuteUpdateAsync(u => u.SetProperty(a => a.Assignee, other), cancellationToken);
        await db.Alerts.Where(a => a.Assignee == user && a.AssigneeTenant == tenant).ExecuteUpdateAsync(u => u.SetProperty(a => a.Assignee, pseudonym), cancellationToken);
        await db.Alerts.SelectMany(a => a.Acknowledgements).Where(a => a.By == name).ExecuteUpdateAsync(u => u.SetProperty(a => a.By, other), cancellationToken);
        await db.Disclosures.Where(d => d.AskedBy == name).ExecuteUpdateAsync(u => u.SetProperty(d => d.AskedBy, other), cancellationToken);
        await db.Disclosures.Where(d => d.RepliedBy == name).ExecuteUpdateAsync(u => u.SetProperty(d => d.RepliedBy, other), cancellationToken);
        await db.RiskRatings.Where(r => r.By == name).ExecuteUpdateAsync(u => u.SetProperty(r => r.By, other), cancellationToken);
        await db.Meetings.Where(m => m.By == name).ExecuteUpdateAsync(u => u.SetProperty(m => m.By, other), cancellationToken);
        await db.Briefings.Where(b => b.By == name).ExecuteUpdateAsync(u => u.SetProperty(b => b.By, other), cancellationToken);
        await db.Briefings.Where(b => b.FrozenBy == name).ExecuteUpdateAsync(u => u.SetProperty(b => b.FrozenBy, other), cancellationToken);
        await db.Imports.Where(i => i.Tenant == tenant && i.User == user).ExecuteUpdateAsync(u => u.SetProperty(i => i.User, pseudonym), cancellationToken);
        await db.JobRuns.Where(r => r.By == name).ExecuteUpdateAsync(u => u.SetProperty(r => r.By, other), cancellationToken);
        await db.People.Where(p => p.BlockedBy == name).ExecuteUpdateAsync(u => u.SetProperty(p => p.BlockedBy, other), cancellationToken);
        await SignAnswersAsync(tenant, name, other, cancellationToken);
        await SignNewsAsync(name, other, cancellationToken);
    }

    /// <summary>Answers that are kept for a repeat hold a history with names, as JSON writes them.</summary>
    private async Task SignAnswersAsync(string tenant, string name, string other, CancellationToken cancellationToken)
    {
        var (was, becomes) = (JsonSerializer.Serialize(name), JsonSerializer.Serialize(other));
        await db.IdempotentAnswers.Where(a => a.Tenant == tenant && a.Answer.Contains(was))
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.Answer, a => a.Answer.Replace(was, becomes)), cancellationToken);
    }

    /// <summary>The ways in which news names who did something; what follows the name keeps longer names apart from it.</summary>
    private async Task SignNewsAsync(string name, string other, CancellationToken cancellationToken)
    {
        foreach (var (before, after) in new[] { ("", " on "), (" ", ")"), (" ", ", "), ("", " asked for "), ("", " disclosed "), ("", " declined "), ("", " withdrew ") })
        {
            var (was, becomes) = (before + name + after, before + other + after);
            await db.Notifications.Where(n => n.Text.Contains(was))
                .ExecuteUpdateAsync(u => u.SetProperty(n => n.Text, n => n.Text.Replace(was, becomes)), cancellationToken);
        }

        var (end, otherEnd) = ($" by {name}", $" by {other}");
        await db.Notifications.Where(n => n.Text.EndsWith(end))
            .ExecuteUpdateAsync(u => u.SetProperty(n => n.Text, n => n.Text.Replace(end, otherEnd)), cancellationToken);
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.People;

/// <summary>
/// Gathers what is kept about a person of the caller's tenant. Acts are told by date, kind and id: what they were on may be hidden by now.
/// </summary>
public sealed class PersonalDataReader(ITeamEuropeDb db, CurrentUser caller, TimeProvider clock)
{
    public async Task<PersonalDataView> ReadAsync(string user, CancellationToken cancellationToken)
    {
        var tenant = caller.Caller.Tenant;
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Tenant == tenant && p.User == user, cancellationToken);
        var mail = await db.MailSettings.AsNoTracking().SingleOrDefaultAsync(m => m.Tenant == tenant && m.User == user, cancellationToken);
        var mentions = await db.AlertMentions.AsNoTracking().Where(m => m.Tenant == tenant && m.User == user).ToListAsync(cancellationToken);
        var mark = await db.ReadMarks.AsNoTracking().SingleOrDefaultAsync(m => m.Tenant == tenant && m.User == user, cancellationToken);
        var views = await db.SavedViews.AsNoTracking().Where(v => v.Tenant == tenant && v.User == user).ToListAsync(cancellationToken);
        var subscriptions = await db.Subscriptions.AsNoTracking().Where(s => s.Tenant == tenant && s.User == user).OrderBy(s => s.Id).ToListAsync(cancellationToken);
        var news = await db.Notifications.AsNoTracking().Where(n => n.RecipientKind == RecipientKind.User && n.Tenant == tenant && n.User == user)
            .OrderBy(n => n.Cursor).ToListAsync(cancellationToken);
        var shown = await db.ShowAsync(news, tenant, mark?.Cursor ?? 0, cancellationToken);
        return new PersonalDataView
        {
            Tenant = tenant,
            User = user,
            At = clock.GetUtcNow(),
            Person = person is null ? null : ListPeopleHandler.ToView(person),
            Mail = mail is null ? null : new PersonalMailView(mail.Address, mail.Language, mail.Daily, mail.Weekly),
            Subscriptions = [.. subscriptions.Select(ListSubscriptionsHandler.ToView)],
            Views = [.. views.Select(v => new PersonalSavedView(v.Page, v.Name, v.Query, v.At))],
            Comments = await CommentsAsync(tenant, user, cancellationToken),
            Mentions = [.. mentions.OrderByDescending(m => m.At).Select(m => new PersonalAct(m.At, "Mentioned", TextOf(m.AlertId)))],
            Notifications = [.. shown.Select(n => new PersonalNews(n.Cursor, n.Kind, n.Text, n.At))],
            ReadUntil = mark?.Cursor,
            Acts = await ActsAsync(tenant, user, cancellationToken),
            Trail = await TrailAsync(tenant, user, cancellationToken),
            Sent = await SentAsync(tenant, user, cancellationToken)
        };
    }

    private async Task<IReadOnlyList<PersonalComment>> CommentsAsync(string tenant, string user, CancellationToken cancellationToken)
    {
        var comments = await db.AlertComments.AsNoTracking().Where(c => c.Tenant == tenant && c.User == user).OrderByDescending(c => c.At).ToListAsync(cancellationToken);
        var on = comments.Select(c => c.AlertId).Distinct().ToList();
        var readable = (await db.Alerts.AsNoTracking().ReadableBy(db, tenant).Where(a => on.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancellationToken)).ToHashSet();
        return [.. comments.Select(c => new PersonalComment(c.AlertId, readable.Contains(c.AlertId) ? c.Text : null, c.At))];
    }

    private async Task<IReadOnlyList<PersonalAct>> ActsAsync(string tenant, string user, CancellationToken cancellationToken)
    {
        var name = $"{tenant}/{user}";
        var acts = new List<PersonalAct>();
        acts.AddRange((await db.RegisterEvents.AsNoTracking().Where(e => e.By == name).Select(e => new { e.At, e.Kind, e.InitiativeId, e.Country }).ToListAsync(cancellationToken))
            .Select(e => new PersonalAct(e.At, e.Kind.ToString(), e.InitiativeId is { } id ? TextOf(id) : e.Country)));
        acts.AddRange((await db.AlertEvents.AsNoTracking().Where(e => e.By == name).Select(e => new { e.At, e.What, e.AlertId }).ToListAsync(cancellationToken))
            .Select(e => new PersonalAct(e.At, e.What, TextOf(e.AlertId))));
        acts.AddRange((await db.Disclosures.AsNoTracking().Where(d => d.AskedBy == name).Select(d => new { d.At, d.Id }).ToListAsync(cancellationToken))
            .Select(d => new PersonalAct(d.At, "DisclosureAsked", TextOf(d.Id))));
        acts.AddRange((await db.Disclosures.AsNoTracking().Where(d => d.RepliedBy == name).Select(d => new { d.RepliedAt, d.Id }).ToListAsync(cancellationToken))
            .Select(d => new PersonalAct(d.RepliedAt!.Value, "DisclosureReplied", TextOf(d.Id))));
        acts.AddRange((await db.Meetings.AsNoTracking().Where(m => m.By == name).Select(m => new { m.At, m.Id }).ToListAsync(cancellationToken))
            .Select(m => new PersonalAct(m.At, "MeetingPlanned", TextOf(m.Id))));
        acts.AddRange((await db.Briefings.AsNoTracking().Where(b => b.By == name).Select(b => new { b.ComposedAt, b.Id }).ToListAsync(cancellationToken))
            .Select(b => new PersonalAct(b.ComposedAt, "BriefingComposed", TextOf(b.Id))));
        acts.AddRange((await db.Briefings.AsNoTracking().Where(b => b.FrozenBy == name).Select(b => new { b.FrozenAt, b.Id }).ToListAsync(cancellationToken))
            .Select(b => new PersonalAct(b.FrozenAt!.Value, "BriefingFrozen", TextOf(b.Id))));
        acts.AddRange((await db.Imports.AsNoTracking().Where(i => i.Tenant == tenant && i.User == user).Select(i => new { i.At, i.Id }).ToListAsync(cancellationToken))
            .Select(i => new PersonalAct(i.At, "ImportStarted", TextOf(i.Id))));
        acts.AddRange((await db.Exports.AsNoTracking().Where(e => e.Tenant == tenant && e.User == user).Select(e => new { e.At, e.Id }).ToListAsync(cancellationToken))
            .Select(e => new PersonalAct(e.At, "ExportStarted", TextOf(e.Id))));
        acts.AddRange((await db.JobRuns.AsNoTracking().Where(r => r.By == name).Select(r => new { r.StartedAt, r.Job }).ToListAsync(cancellationToken))
            .Select(r => new PersonalAct(r.StartedAt, "JobRun", r.Job)));
        acts.AddRange((await db.PersonEvents.AsNoTracking().Where(e => e.By == name || (e.Tenant == tenant && e.User == user)).ToListAsync(cancellationToken))
            .Select(e => new PersonalAct(e.At, e.What, e.User == user ? "me" : "somebody")));
        return [.. acts.OrderByDescending(a => a.At)];
    }

    private async Task<IReadOnlyList<PersonalTrace>> TrailAsync(string tenant, string user, CancellationToken cancellationToken)
    {
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(e => e.Tenant == tenant && db.AuditPersons.Any(p => p.Id == e.PersonId && p.Tenant == tenant && p.Name == user))
            .OrderByDescending(e => e.Sequence).Select(e => new { e.At, e.What, e.From }).ToListAsync(cancellationToken);
        return [.. entries.Select(e => new PersonalTrace(e.At, e.What, e.From))];
    }

    private async Task<IReadOnlyList<PersonalAct>> SentAsync(string tenant, string user, CancellationToken cancellationToken)
    {
        var digests = await db.Digests.AsNoTracking().Where(d => d.Tenant == tenant && d.User == user).ToListAsync(cancellationToken);
        var reminders = await db.Reminders.AsNoTracking().Where(r => r.Tenant == tenant && r.User == user).ToListAsync(cancellationToken);
        return
        [
            .. digests.Select(d => new PersonalAct(d.CreatedAt, $"{d.Kind}Digest", d.Period))
                .Concat(reminders.Select(r => new PersonalAct(r.At, "Reminder", TextOf(r.Subject)))).OrderByDescending(s => s.At)
        ];
    }

    private static string TextOf(Guid id) => id.ToString(null, CultureInfo.InvariantCulture);
}

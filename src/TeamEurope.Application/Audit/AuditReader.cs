using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Audit;

/// <summary>Whose acts, and which part of them: from and until are included.</summary>
/// <param name="By">One person's signature; null for everybody of the tenant.</param>
internal sealed record AuditWindow(string Tenant, string? By, string? What, DateTimeOffset From, DateTimeOffset Until, int Most);

/// <summary>An act as it was kept where it happened.</summary>
/// <param name="First">An initiative it was on, that the actor could see.</param>
/// <param name="Code">What it was on where that is no initiative: a country, a day, an id, a person.</param>
internal sealed record KeptAct(DateTimeOffset At, string By, string What, string On, Guid? First, Guid? Second, string? Code, string? Cause = null);

/// <summary>
/// Reads what was done before the audit chain began, where it lies: every kind of act was kept by the use case that did it. Of
/// each the newest few are read, and put in one order.
/// </summary>
public sealed class AuditReader(ITeamEuropeDb db)
{
    private const string OnAlert = "alert";

    /// <summary>Newest first; of one instant in the same order each time.</summary>
    internal async Task<List<KeptAct>> ReadAsync(AuditWindow window, CancellationToken cancellationToken)
    {
        var acts = new List<KeptAct>();
        acts.AddRange(await OnRegisterAsync(window, cancellationToken));
        acts.AddRange(await OnAlertsAsync(window, cancellationToken));
        acts.AddRange(await CommentsAsync(window, cancellationToken));
        acts.AddRange(await DisclosuresAskedAsync(window, cancellationToken));
        acts.AddRange(await DisclosuresDeclinedAsync(window, cancellationToken));
        acts.AddRange(await MeetingsAsync(window, cancellationToken));
        acts.AddRange(await BriefingsComposedAsync(window, cancellationToken));
        acts.AddRange(await BriefingsFrozenAsync(window, cancellationToken));
        acts.AddRange(await ImportsAsync(window, cancellationToken));
        acts.AddRange(await OnPeopleAsync(window, cancellationToken));
        return acts.OrderByDescending(a => a.At).Take(window.Most).ToList();
    }

    private static bool Wants(AuditWindow window, string what) => window.What is null || window.What == what;

    private async Task<IEnumerable<KeptAct>> OnRegisterAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        var kinds = AuditWords.OnRegister.Where(k => Wants(w, k.ToString())).ToList();
        if (kinds.Count == 0)
        {
            return [];
        }

        var prefix = w.Tenant + "/";
        var events = await db.RegisterEvents.AsNoTracking()
            .Where(e => e.At >= w.From && e.At <= w.Until && kinds.Contains(e.Kind) && (w.By == null ? e.By.StartsWith(prefix) : e.By == w.By))
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(w.Most)
            .Select(e => new { e.At, e.By, e.Kind, e.InitiativeId, e.Country, e.BaselineOf }).ToListAsync(cancellationToken);
        return events.Select(e => new KeptAct(
            e.At, e.By, e.Kind.ToString(), e.InitiativeId is null ? "country" : "initiative", e.InitiativeId, null, e.Country,
            e.BaselineOf is null ? null : "baseline"));
    }

    /// <summary>Of a blind item only the side that its reader sees.</summary>
    private async Task<IEnumerable<KeptAct>> OnAlertsAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (w.What is not null && !AuditWords.OnAlerts.Contains(w.What))
        {
            return [];
        }

        var found = await db.AlertEvents.AsNoTracking()
            .Where(e => e.Tenant == w.Tenant && e.By != null && e.At >= w.From && e.At <= w.Until
                && (w.By == null || e.By == w.By) && (w.What == null || e.What.StartsWith(w.What)))
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(w.Most)
            .Join(db.Alerts, e => e.AlertId, a => a.Id, (e, a) => new { e.At, e.Id, e.By, e.What, First = a.IsFirstHidden ? null : a.First, Second = a.IsSecondHidden ? null : a.Second })
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(cancellationToken);
        return found.Select(e => new KeptAct(e.At, e.By!, e.What, OnAlert, e.First, e.Second, null));
    }

    private async Task<IEnumerable<KeptAct>> CommentsAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.Commented))
        {
            return [];
        }

        var found = await db.AlertComments.AsNoTracking()
            .Where(c => c.Tenant == w.Tenant && c.At >= w.From && c.At <= w.Until && (w.By == null || c.Tenant + "/" + c.User == w.By))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(w.Most)
            .Join(db.Alerts, c => c.AlertId, a => a.Id, (c, a) => new { c.At, c.Id, c.User, a.First, a.Second })
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(cancellationToken);
        return found.Select(c => new KeptAct(c.At, $"{w.Tenant}/{c.User}", AuditWords.Commented, OnAlert, c.First, c.Second, null));
    }

    private async Task<IEnumerable<KeptAct>> DisclosuresAskedAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.DisclosureAsked))
        {
            return [];
        }

        var found = await db.Disclosures.AsNoTracking()
            .Where(d => d.Asker == w.Tenant && d.At >= w.From && d.At <= w.Until && (w.By == null || d.AskedBy == w.By))
            .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(w.Most)
            .Join(db.Alerts, d => d.AlertId, a => a.Id, (d, a) => new { d.At, d.Id, d.AskedBy, Own = a.IsFirstHidden ? a.Second : a.First })
            .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).ToListAsync(cancellationToken);
        return found.Select(d => new KeptAct(d.At, d.AskedBy, AuditWords.DisclosureAsked, OnAlert, d.Own, null, null));
    }

    /// <summary>An accepted one stands in the register as a disclosure.</summary>
    private async Task<IEnumerable<KeptAct>> DisclosuresDeclinedAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.DisclosureDeclined))
        {
            return [];
        }

        var found = await db.Disclosures.AsNoTracking()
            .Where(d => d.HiddenOwner == w.Tenant && d.Status == DisclosureStatus.Declined && d.RepliedBy != null && d.RepliedAt >= w.From && d.RepliedAt <= w.Until
                && (w.By == null || d.RepliedBy == w.By))
            .OrderByDescending(d => d.RepliedAt).ThenByDescending(d => d.Id).Take(w.Most)
            .Select(d => new { d.RepliedAt, d.RepliedBy, d.InitiativeId }).ToListAsync(cancellationToken);
        return found.Select(d => new KeptAct(d.RepliedAt!.Value, d.RepliedBy!, AuditWords.DisclosureDeclined, "initiative", d.InitiativeId, null, null));
    }

    private async Task<IEnumerable<KeptAct>> MeetingsAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.MeetingPlanned))
        {
            return [];
        }

        var found = await db.Meetings.AsNoTracking()
            .Where(m => m.Tenant == w.Tenant && m.At >= w.From && m.At <= w.Until && (w.By == null || m.By == w.By))
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(w.Most)
            .Select(m => new { m.At, m.By, m.Date }).ToListAsync(cancellationToken);
        return found.Select(m => new KeptAct(m.At, m.By, AuditWords.MeetingPlanned, "meeting", null, null, DayOf(m.Date)));
    }

    private async Task<IEnumerable<KeptAct>> BriefingsComposedAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.BriefingComposed))
        {
            return [];
        }

        var found = await db.Briefings.AsNoTracking()
            .Where(b => b.Tenant == w.Tenant && b.ComposedAt >= w.From && b.ComposedAt <= w.Until && (w.By == null || b.By == w.By))
            .OrderByDescending(b => b.ComposedAt).ThenByDescending(b => b.Id).Take(w.Most)
            .Join(db.Meetings, b => b.MeetingId, m => m.Id, (b, m) => new { b.ComposedAt, b.Id, b.By, m.Date })
            .OrderByDescending(b => b.ComposedAt).ThenByDescending(b => b.Id).ToListAsync(cancellationToken);
        return found.Select(b => new KeptAct(b.ComposedAt, b.By, AuditWords.BriefingComposed, "briefing", null, null, DayOf(b.Date)));
    }

    /// <summary>Who froze the oldest ones was not recorded: they are left out rather than laid to somebody.</summary>
    private async Task<IEnumerable<KeptAct>> BriefingsFrozenAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.BriefingFrozen))
        {
            return [];
        }

        var found = await db.Briefings.AsNoTracking()
            .Where(b => b.Tenant == w.Tenant && b.FrozenBy != null && b.FrozenAt >= w.From && b.FrozenAt <= w.Until && (w.By == null || b.FrozenBy == w.By))
            .OrderByDescending(b => b.FrozenAt).ThenByDescending(b => b.Id).Take(w.Most)
            .Join(db.Meetings, b => b.MeetingId, m => m.Id, (b, m) => new { b.FrozenAt, b.Id, b.FrozenBy, m.Date })
            .OrderByDescending(b => b.FrozenAt).ThenByDescending(b => b.Id).ToListAsync(cancellationToken);
        return found.Select(b => new KeptAct(b.FrozenAt!.Value, b.FrozenBy!, AuditWords.BriefingFrozen, "briefing", null, null, DayOf(b.Date)));
    }

    private async Task<IEnumerable<KeptAct>> ImportsAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        if (!Wants(w, AuditWords.ImportStarted))
        {
            return [];
        }

        var found = await db.Imports.AsNoTracking()
            .Where(i => i.Tenant == w.Tenant && i.At >= w.From && i.At <= w.Until && (w.By == null || i.Tenant + "/" + i.User == w.By))
            .OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(w.Most)
            .Select(i => new { i.At, i.User, i.Id }).ToListAsync(cancellationToken);
        return found.Select(i => new KeptAct(i.At, $"{w.Tenant}/{i.User}", AuditWords.ImportStarted, "import", null, null, i.Id.ToString()));
    }

    private async Task<IEnumerable<KeptAct>> OnPeopleAsync(AuditWindow w, CancellationToken cancellationToken)
    {
        var found = await db.PersonEvents.AsNoTracking()
            .Where(p => p.Tenant == w.Tenant && p.At >= w.From && p.At <= w.Until && (w.By == null || p.By == w.By) && (w.What == null || p.What == w.What))
            .OrderByDescending(p => p.At).ThenByDescending(p => p.Id).Take(w.Most)
            .Select(p => new { p.At, p.By, p.What, p.User }).ToListAsync(cancellationToken);
        return found.Select(p => new KeptAct(p.At, p.By, p.What, "person", null, null, p.User));
    }

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

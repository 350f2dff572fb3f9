using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Meetings;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Meetings;

/// <summary>From the first instant, up to and without the last.</summary>
public sealed record Period(DateTimeOffset From, DateTimeOffset To);

/// <summary>A change with the countries that it touches.</summary>
public sealed record SeenChange(DateTimeOffset At, IReadOnlyCollection<string> Countries, MeetingChange View);

/// <summary>What happened in a period on some countries, as the caller may see it.</summary>
public sealed class MeetingChanges(ITeamEuropeDb db, AlertFinder finder, AlertViews views, ReferenceData reference, CurrentUser user)
{
    private const string Resolved = "Resolved: ";
    private static readonly Stage[] Live = [Stage.Exploratory, Stage.Negotiating, Stage.Agreed, Stage.InForce];
    private static readonly string[] Steps =
        [nameof(AlertChange.Opened), nameof(AlertChange.Reopened), nameof(AlertChange.Raised), nameof(AlertChange.Cleared)];

    /// <summary>The countries behind an agenda: those named, those of its rings, and those where live initiatives serve its themes.</summary>
    public async Task<HashSet<string>> CountriesOfAsync(IReadOnlyList<AgendaPoint> agenda, CancellationToken cancellationToken)
    {
        var countries = agenda.Select(p => p.Country).OfType<string>()
            .Concat(reference.Rings.Where(r => agenda.Any(p => p.Ring == r.Number)).SelectMany(r => r.Countries)).ToHashSet();
        var themes = agenda.Select(p => p.Theme).OfType<string>().ToList();
        if (themes.Count > 0)
        {
            var partners = await Visible().Where(i => Live.Contains(i.Stage) && i.Instruments.Any(n => themes.Contains(n.Goal)))
                .SelectMany(i => i.Partners).Select(p => p.Code).Distinct().ToListAsync(cancellationToken);
            countries.UnionWith(partners.Where(reference.IsCountry));
        }

        return countries;
    }

    /// <summary>Registrations and stage changes, the newest so many. A draft is registered, for others than its owner, the day it stops being one.</summary>
    public async Task<(List<SeenChange> Changes, bool More)> OfInitiativesAsync(
        HashSet<string> countries, Period period, int most, CancellationToken cancellationToken)
    {
        var codes = countries.Concat(reference.Organisations.Values.Where(o => o.Members.Overlaps(countries)).Select(o => o.Code)).ToList();
        var rows = await Visible().Where(i => i.Partners.Any(p => codes.Contains(p.Code)))
            .SelectMany(i => i.StageChanges, (i, s) => new { i.Id, i.Reference, i.Owner, i.Title, s.From, s.To, s.EffectiveOn, s.RecordedAt })
            .Where(s => s.To != Stage.Draft && s.RecordedAt >= period.From && s.RecordedAt < period.To)
            .OrderByDescending(s => s.RecordedAt).ThenBy(s => s.Id)
            .Take(most + 1).ToListAsync(cancellationToken);
        var more = rows.Count > most;
        var ids = rows.Select(r => r.Id).Distinct().ToList();
        var partners = (await Visible().Where(i => ids.Contains(i.Id)).SelectMany(i => i.Partners).ToListAsync(cancellationToken))
            .ToLookup(p => p.InitiativeId, p => p.Code);
        var changes = rows.Take(most).Select(r =>
        {
            var isFirst = r.From is null or Stage.Draft;
            return new SeenChange(
                r.RecordedAt,
                reference.ReachOf([.. partners[r.Id]]).Keys.Where(countries.Contains).ToList(),
                new MeetingChange
                {
                    On = DayOf(r.RecordedAt),
                    What = isFirst ? "Registered" : "StageChanged",
                    Initiatives = [new AlertInitiativeView { Id = r.Id, Reference = r.Reference, Owner = r.Owner, Title = r.Title }],
                    From = isFirst ? null : r.From.ToString(),
                    To = r.To.ToString(),
                    EffectiveOn = r.EffectiveOn
                });
        }).ToList();
        return (changes, more);
    }

    /// <summary>What became of the alerts that the caller may read and that moved last, so many of them.</summary>
    public async Task<(List<SeenChange> Changes, bool More)> OfAlertsAsync(
        HashSet<string> countries, Period period, int most, CancellationToken cancellationToken)
    {
        var readable = await finder.ReadableAsync(alsoVisible: true, cancellationToken);
        var alerts = await readable
            .Where(a => a.ArchivedAt == null && a.ChangedAt >= period.From && a.OpenedAt < period.To && a.Countries.Any(c => countries.Contains(c.Country)))
            .Include(a => a.Acknowledgements)
            .OrderByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id).Take(most + 1).ToListAsync(cancellationToken);
        var byId = (await views.OfAsync([.. alerts.Take(most)], cancellationToken)).ToDictionary(a => a.Id);
        var ids = byId.Keys.ToList();
        var events = await db.AlertEvents.AsNoTracking()
            .Where(e => ids.Contains(e.AlertId) && e.At >= period.From && e.At < period.To && (Steps.Contains(e.What) || e.What.StartsWith(Resolved)))
            .Select(e => new { e.AlertId, e.What, e.Level, e.At })
            .ToListAsync(cancellationToken);
        var changes = events.Select(e =>
        {
            var (alert, isResolved) = (byId[e.AlertId], e.What.StartsWith(Resolved, StringComparison.Ordinal));
            return new SeenChange(
                e.At,
                alert.Countries.Where(countries.Contains).ToList(),
                new MeetingChange
                {
                    On = DayOf(e.At),
                    What = isResolved ? "AlertResolved" : $"Alert{e.What}",
                    Initiatives = alert.Initiatives,
                    AlertId = alert.Id,
                    Rule = alert.Rule,
                    Level = e.Level?.ToString() ?? alert.Level,
                    Resolution = isResolved ? e.What[Resolved.Length..] : null
                });
        }).ToList();
        return (changes, alerts.Count > most);
    }

    private IQueryable<Initiative> Visible() => db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant);

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}

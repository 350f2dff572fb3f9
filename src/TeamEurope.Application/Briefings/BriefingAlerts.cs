using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Briefings;

/// <summary>
/// The alerts that all readers of a briefing may read in full. Blind items never stand in one, nor what is an owner's own
/// conscience; a notice that is missing only where each reader is a party to the initiative.
/// </summary>
public sealed class BriefingAlerts(ITeamEuropeDb db, BriefingRegister register, IReferenceNames words, ReferenceData reference)
{
    private const int LookUpSize = 500;
    private static readonly string[] ForAll = [.. RuleNames.Pair, RuleNames.Spillover, RuleNames.TeamEuropeOpportunity];

    /// <summary>What stands on these countries.</summary>
    public async Task<List<BriefingAlert>> StandingAsync(
        IReadOnlyList<string> countries, BriefingReaders readers, BriefingTexts texts, CancellationToken cancellationToken)
    {
        var standing = Readable(countries, readers).Where(a => AlertQueries.Standing.Contains(a.Status));
        return await ToViewsAsync(await LoadAsync(standing, cancellationToken), readers, texts, resolved: null, cancellationToken);
    }

    /// <summary>What was resolved on these countries since that day, the day itself included, and is still.</summary>
    public async Task<List<BriefingAlert>> ResolvedSinceAsync(
        DateOnly day, IReadOnlyList<string> countries, BriefingReaders readers, BriefingTexts texts, CancellationToken cancellationToken)
    {
        var since = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var changed = await LoadAsync(
            Readable(countries, readers).Where(a => a.Status == AlertStatus.Resolved && a.ChangedAt >= since), cancellationToken);

        // A comment on a resolved alert changes it too: the day that counts is that of the resolution itself.
        var resolvedOn = await ResolvedOnAsync(changed, cancellationToken);
        var resolved = changed.Where(a => resolvedOn[a.Id] >= day).ToList();
        return await ToViewsAsync(resolved, readers, texts, resolvedOn, cancellationToken);
    }

    /// <summary>What the database can decide: the rules that may be shown, and initiatives that every reader may see.</summary>
    private IQueryable<Alert> Readable(IReadOnlyList<string> countries, BriefingReaders readers)
    {
        var visible = readers.Visible(db.Initiatives);
        var alerts = db.Alerts.AsNoTracking().Where(a =>
            (a.First == null || visible.Any(i => i.Id == a.First))
            && (a.Second == null || visible.Any(i => i.Id == a.Second))
            && a.Countries.Any(c => countries.Contains(c.Country)));
        if (readers.AreEverybody)
        {
            return alerts.Where(a => ForAll.Contains(a.Rule));
        }

        var own = readers.Named.Aggregate(visible, (left, tenant) =>
            left.Where(i => i.Owner == tenant || i.Tenants.Any(t => t.Tenant == tenant && t.IsParticipant)));
        return alerts.Where(a => ForAll.Contains(a.Rule) || (a.Rule == RuleNames.Unannounced && own.Any(i => i.Id == a.First)));
    }

    private static async Task<List<Row>> LoadAsync(IQueryable<Alert> alerts, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        var found = alerts.Select(a => new { a.Id, a.Rule, a.First, a.Second, a.Strategy, a.Status, a.Resolution, a.Substance, a.ChangedAt });
        await foreach (var a in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // A pair may have thousands of matches; only a spillover's are looked at again.
            var substance = a.Rule == RuleNames.Spillover ? a.Substance : a.Substance with { Evidence = [] };
            rows.Add(new Row(a.Id, a.Rule, a.First, a.Second, a.Strategy, a.Status, a.Resolution, substance, DayOf(a.ChangedAt)));
        }

        return rows;
    }

    private async Task<Dictionary<Guid, DateOnly>> ResolvedOnAsync(List<Row> alerts, CancellationToken cancellationToken)
    {
        var days = alerts.ToDictionary(a => a.Id, a => a.ChangedOn);
        foreach (var ids in alerts.Select(a => a.Id).Chunk(LookUpSize))
        {
            var events = await db.AlertEvents.AsNoTracking()
                .Where(e => ids.Contains(e.AlertId) && e.What.StartsWith("Resolved"))
                .Select(e => new { e.AlertId, e.At }).ToListAsync(cancellationToken);
            foreach (var last in events.GroupBy(e => e.AlertId))
            {
                days[last.Key] = DayOf(last.Max(e => e.At));
            }
        }

        return days;
    }

    private async Task<List<BriefingAlert>> ToViewsAsync(
        List<Row> rows, BriefingReaders readers, BriefingTexts texts, Dictionary<Guid, DateOnly>? resolved, CancellationToken cancellationToken)
    {
        var names = await register.NamesOfAsync(
            rows.SelectMany(r => r.Initiatives.Concat(r.Substance.Affected.Select(a => a.Initiative))), readers, cancellationToken);
        return rows
            .Select(r => ToView(r, names, texts, resolved?.GetValueOrDefault(r.Id)))
            .OfType<BriefingAlert>()
            .OrderBy(a => a.Level == nameof(AlertLevel.Opportunity) ? 1 : 0)
            .ThenByDescending(a => Enum.Parse<AlertLevel>(a.Level))
            .ThenBy(a => a.Rule, StringComparer.Ordinal)
            .ThenBy(a => string.Join(' ', a.References), StringComparer.Ordinal)
            .ThenBy(a => a.Reason, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Null where something of it is hidden from a reader and it can therefore not be shown.</summary>
    private BriefingAlert? ToView(Row row, Dictionary<Guid, (string Reference, string Owner)> names, BriefingTexts texts, DateOnly? resolvedOn)
    {
        var substance = row.Substance;
        var affected = substance.Affected.Where(a => names.ContainsKey(a.Initiative)).ToList();
        if (!row.Initiatives.All(names.ContainsKey) || (substance.Affected.Count > 0 && affected.Count == 0))
        {
            return null;
        }

        var isWhole = affected.Count == substance.Affected.Count;
        var countries = isWhole ? substance.Countries : CountriesBehind(substance, affected);
        if (countries.Count == 0)
        {
            return null;
        }

        return new BriefingAlert(
            row.Rule, substance.Level.ToString(), isWhole ? substance.Score : null, row.Status.ToString(), countries,
            [.. row.Initiatives.Select(id => names[id].Reference).Order(StringComparer.Ordinal)],
            ReasonOf(row, affected, isWhole, names, texts),
            row.Resolution?.ToString(), resolvedOn);
    }

    /// <summary>The countries whose closing exposes a country where a visible initiative is reached; the others would betray hidden ones.</summary>
    private List<string> CountriesBehind(AlertSubstance substance, List<Affected> affected)
    {
        var exposers = affected.SelectMany(a => a.Countries).SelectMany(reference.ExposersOf).ToHashSet();
        return substance.Countries.Where(exposers.Contains).ToList();
    }

    /// <summary>"Competing deals: base 40, stage 20, ring 10 = 70; on: Readmission agreement or arrangement".</summary>
    private string ReasonOf(
        Row row, List<Affected> affected, bool isWhole, Dictionary<Guid, (string Reference, string Owner)> names, BriefingTexts texts)
    {
        var substance = row.Substance;
        var rule = words.Rule(row.Rule, texts.Language);
        var reason = row.Strategy is { } strategy ? $"{rule} ({words.Strategy(strategy, texts.Language)})" : rule;
        if (isWhole)
        {
            var terms = string.Join(", ", substance.Terms.Select(t => string.Create(CultureInfo.InvariantCulture, $"{texts.Word("Term", t.Name)} {t.Points}")));
            reason = string.Create(CultureInfo.InvariantCulture, $"{reason}: {terms} = {substance.Score}");
        }

        var instruments = row.Rule == RuleNames.Spillover
            ? substance.Evidence.Select(e => e.Measures).Where(m => m.All(x => names.ContainsKey(x.Initiative))).SelectMany(m => m).Select(m => m.Instrument)
            : substance.Instruments;
        var matched = instruments.Distinct().Order(StringComparer.Ordinal).Select(i => words.Instrument(i, texts.Language)).ToList();
        var owners = affected.Select(a => a.Owner).Distinct().Order(StringComparer.Ordinal).ToList();
        return reason
            + (matched.Count > 0 ? texts.Format("ReasonInstruments", string.Join(", ", matched)) : "")
            + (owners.Count > 0 ? texts.Format("ReasonAffected", string.Join(", ", owners)) : "");
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private sealed record Row(
        Guid Id, string Rule, Guid? First, Guid? Second, string? Strategy, AlertStatus Status, Resolution? Resolution,
        AlertSubstance Substance, DateOnly ChangedOn)
    {
        /// <summary>Its initiatives: one, two, or a group's members.</summary>
        public IReadOnlyList<Guid> Initiatives => [.. new[] { First, Second }.OfType<Guid>().Concat(Substance.Members).Distinct()];
    }
}

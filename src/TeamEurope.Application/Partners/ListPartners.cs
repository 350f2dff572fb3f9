using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Partners;

/// <summary>
/// The countries of the rings, and those that a live initiative reaches, with what the caller may see of each. A goal narrows
/// initiatives and alerts; a blind item tells no goal and stays counted.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListPartners(int? Ring, string? Goal) : IQuery<Page<PartnerSummary>>;

internal sealed class ListPartnersHandler(
    ITeamEuropeDb db, AlertFinder finder, ReferenceData reference, ReferenceFilters filters, CurrentUser user)
    : IRequestHandler<ListPartners, Result<Page<PartnerSummary>>>
{
    public async Task<Result<Page<PartnerSummary>>> Handle(ListPartners request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var wanted = filters.ReadCountries(errors, null, request.Ring);
        filters.CheckGoal(errors, request.Goal);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var activities = await ActivitiesAsync(request.Goal, cancellationToken);
        var alerts = await AlertsAsync(request.Goal, cancellationToken);
        var risks = await OwnRisksAsync(cancellationToken);
        var countries = wanted ?? reference.Rings.SelectMany(r => r.Countries).Union(activities.Keys);
        return new Page<PartnerSummary>(
            [.. countries.Order(StringComparer.Ordinal).Select(country =>
            {
                var activity = activities.GetValueOrDefault(country) ?? Activity.None;
                var warnings = alerts[country].Where(a => a.Level != AlertLevel.Opportunity).ToList();
                return new PartnerSummary(
                    country, reference.RingOf(country)?.Number, activity.Initiatives, [.. activity.Parties],
                    warnings.Count == 0 ? null : warnings.Max(w => w.Level).ToString(), warnings.Sum(w => w.Count),
                    alerts[country].Where(a => a.Level == AlertLevel.Opportunity).Sum(a => a.Count),
                    GetRiskHandler.Word(risks.GetValueOrDefault(country) ?? reference.CommonRiskOf(country)));
            })],
            null);
    }

    /// <summary>By country: how many live initiatives reach it, and whose they are.</summary>
    private async Task<Dictionary<string, Activity>> ActivitiesAsync(string? goal, CancellationToken cancellationToken)
    {
        var live = db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).WhereLive();
        live = goal is null ? live : live.Where(i => i.Instruments.Any(n => n.Goal == goal));
        var partners = await live.SelectMany(i => i.Partners, (i, p) => new { i.Id, i.Owner, p.Code }).ToListAsync(cancellationToken);
        var participants = (await live.SelectMany(i => i.Tenants.Where(t => t.IsParticipant), (i, t) => new { i.Id, t.Tenant }).ToListAsync(cancellationToken))
            .ToLookup(t => t.Id, t => t.Tenant);

        var activities = new Dictionary<string, Activity>();
        foreach (var initiative in partners.GroupBy(p => (p.Id, p.Owner)))
        {
            foreach (var country in reference.ReachOf(initiative.Select(p => p.Code)).Keys)
            {
                if (!activities.TryGetValue(country, out var activity))
                {
                    activities[country] = activity = new Activity();
                }

                activity.Initiatives++;
                activity.Parties.Add(initiative.Key.Owner);
                activity.Parties.UnionWith(participants[initiative.Key.Id]);
            }
        }

        return activities;
    }

    /// <summary>By country and level: how many stand that concern the caller.</summary>
    private async Task<ILookup<string, (AlertLevel Level, int Count)>> AlertsAsync(string? goal, CancellationToken cancellationToken)
    {
        var standing = (await finder.ManyAsync(alsoVisible: false, cancellationToken)).Where(a => AlertQueries.Standing.Contains(a.Status));
        standing = goal is null ? standing : standing.Where(a => a.Rule == Alert.Collision || a.Goals.Contains("," + goal + ","));
        var counts = await standing.SelectMany(a => a.Countries, (a, c) => new { c.Country, a.Level })
            .GroupBy(x => new { x.Country, x.Level }).Select(g => new { g.Key.Country, g.Key.Level, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return counts.ToLookup(c => c.Country, c => (c.Level, c.Count));
    }

    /// <summary>The latest rating of the caller's tenant holds; null takes the common value.</summary>
    private async Task<Dictionary<string, Risk?>> OwnRisksAsync(CancellationToken cancellationToken)
    {
        var ratings = await db.RiskRatings.AsNoTracking().Where(r => r.Tenant == user.Caller.Tenant)
            .Select(r => new { r.Country, r.Sequence, r.Risk }).ToListAsync(cancellationToken);
        return ratings.GroupBy(r => r.Country).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Sequence)!.Risk);
    }

    private sealed class Activity
    {
        public static readonly Activity None = new();

        public int Initiatives { get; set; }
        public SortedSet<string> Parties { get; } = new(StringComparer.Ordinal);
    }
}

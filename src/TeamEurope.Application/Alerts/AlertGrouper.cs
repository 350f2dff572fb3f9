using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>So many alerts of one level that have their countries and families in common.</summary>
/// <param name="Grouping">What they have in common; null where no evaluation has said so yet.</param>
public sealed record AlertTally(AlertGrouping? Grouping, AlertLevel Level, int Count, DateTimeOffset ChangedAt);

/// <summary>Counts alerts by what they have in common: the database answers with a few numbers, however many alerts there are.</summary>
public sealed class AlertGrouper(ITeamEuropeDb db)
{
    private const int MostInOneLook = 1_000;

    public async Task<List<AlertTally>> CountAsync(IQueryable<Alert> alerts, CancellationToken cancellationToken)
    {
        var counts = await alerts.GroupBy(a => new { a.Grouping, a.Level })
            .Select(g => new { g.Key.Grouping, g.Key.Level, Count = g.Count(), ChangedAt = g.Max(a => a.ChangedAt) })
            .ToListAsync(cancellationToken);
        var groupings = new Dictionary<long, AlertGrouping>();
        foreach (var ids in counts.Select(c => c.Grouping).OfType<long>().Distinct().Chunk(MostInOneLook))
        {
            await foreach (var grouping in db.AlertGroupings.AsNoTracking().Where(g => ids.Contains(g.Id)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                groupings[grouping.Id] = grouping;
            }
        }

        return counts.Select(c => new AlertTally(c.Grouping is { } id ? groupings.GetValueOrDefault(id) : null, c.Level, c.Count, c.ChangedAt)).ToList();
    }

    /// <summary>The gravest warning first; an opportunity is none.</summary>
    public static int RankOf(AlertLevel level) => level == AlertLevel.Opportunity ? -1 : (int)level;
}

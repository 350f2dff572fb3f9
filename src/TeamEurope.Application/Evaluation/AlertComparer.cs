using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>What is wrong with a stored alert.</summary>
public enum AlertDifferenceKind { Missing, Unfounded, Differs }

/// <param name="Key">The alert's identity: its rule with ids, or with country and strategy; no content.</param>
public sealed record AlertDifference(AlertDifferenceKind Kind, string Key);

/// <param name="Compared">How many alerts there ought to be.</param>
public sealed record AlertComparison(int Compared, IReadOnlyList<AlertDifference> Differences);

/// <summary>
/// Computes all alerts anew from what the database holds, without the mirror, and compares them with the stored ones. Changes nothing.
/// The blind items are not compared: they follow from the alerts.
/// </summary>
public sealed class AlertComparer(ITeamEuropeDb db, ReferenceData reference, RuleSettings settings, TimeProvider clock)
{
    private sealed record Ought(AlertLevel Level, int Score);

    /// <summary>Null where the register was being changed or evaluated meanwhile: then nothing can be said.</summary>
    public async Task<AlertComparison?> CompareAsync(CancellationToken cancellationToken)
    {
        if (await LastAtRestAsync(cancellationToken) is not { } before)
        {
            return null;
        }

        var today = clock.Today();
        var wanted = await ComputeAsync(today, cancellationToken);
        var stored = await db.Alerts.AsNoTracking().Where(a => a.Status != AlertStatus.Cleared && a.Rule != Alert.Collision)
            .Select(a => new { a.Key, a.Level, a.Substance }).ToListAsync(cancellationToken);
        if (await LastAtRestAsync(cancellationToken) != before || clock.Today() != today)
        {
            return null;
        }

        var differences = new List<AlertDifference>();
        foreach (var alert in stored)
        {
            if (!wanted.TryGetValue(alert.Key, out var ought))
            {
                differences.Add(new AlertDifference(AlertDifferenceKind.Unfounded, alert.Key));
            }
            else if (ought != new Ought(alert.Substance.Level, alert.Substance.Score) || alert.Level != ought.Level)
            {
                differences.Add(new AlertDifference(AlertDifferenceKind.Differs, alert.Key));
            }
        }

        var known = stored.Select(a => a.Key).ToHashSet();
        differences.AddRange(wanted.Keys.Where(key => !known.Contains(key)).Select(key => new AlertDifference(AlertDifferenceKind.Missing, key)));
        return new AlertComparison(wanted.Count, differences);
    }

    /// <summary>The last event of the register, where all of them are evaluated, and as of today.</summary>
    private async Task<long?> LastAtRestAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        return await db.RegisterEvents.AnyAsync(e => !e.IsEvaluated, cancellationToken)
            || !await db.EvaluationStates.AnyAsync(s => s.AsOf == today, cancellationToken)
            ? null
            : await db.RegisterEvents.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0;
    }

    private async Task<Dictionary<string, Ought>> ComputeAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var ratings = await db.RiskRatings.ReadRatingsAsync(cancellationToken);
        var index = RegisterIndex.Of(await db.Initiatives.ReadFootprintsAsync(cancellationToken), ratings, reference, settings, today);
        return RuleEngine.Evaluate(index, index.TouchAll()).ToDictionary(f => AlertShapes.KeyOf(f.Key), f => new Ought(f.Level, f.Score));
    }
}

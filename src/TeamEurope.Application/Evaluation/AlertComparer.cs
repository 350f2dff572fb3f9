using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>What is wrong with a stored alert.</summary>
public enum AlertDifferenceKind { Missing, Unfounded, Differs }

/// <param name="Key">The alert's identity: its rule with ids, or with country and strategy; no content, nobody's name.</param>
public sealed record AlertDifference(AlertDifferenceKind Kind, string Key);

/// <param name="Compared">How many alerts and blind items there ought to be.</param>
public sealed record AlertComparison(int Compared, IReadOnlyList<AlertDifference> Differences);

/// <summary>
/// Computes all alerts anew from what the database holds, without the mirror, and the blind items that follow from them, and compares
/// them with the stored ones: what they say, what is searched by, and whom they concern. Changes nothing.
/// </summary>
public sealed class AlertComparer(ITeamEuropeDb db, ReferenceData reference, RuleSettings settings, AlertShapes shapes, TimeProvider clock)
{
    /// <summary>Null where the register was being changed or evaluated meanwhile: then nothing can be said.</summary>
    public async Task<AlertComparison?> CompareAsync(CancellationToken cancellationToken)
    {
        if (await LastAtRestAsync(cancellationToken) is not { } before)
        {
            return null;
        }

        var today = clock.Today();
        var stored = (await db.Alerts.AsNoTracking().Include(a => a.Audience).Include(a => a.Countries)
            .Where(a => a.Status != AlertStatus.Cleared).ToListAsync(cancellationToken)).ToDictionary(a => a.Key);
        var wanted = await ComputeAsync(stored, today, cancellationToken);
        return await LastAtRestAsync(cancellationToken) != before || clock.Today() != today
            ? null
            : new AlertComparison(wanted.Count, [.. Differences(wanted, stored)]);
    }

    private static IEnumerable<AlertDifference> Differences(Dictionary<string, WantedAlert> wanted, Dictionary<string, Alert> stored)
    {
        foreach (var (key, alert) in stored)
        {
            if (!wanted.TryGetValue(key, out var want))
            {
                // A blind item that people settled with what was behind it says nothing any more.
                if (!alert.IsCollision || alert.Stands)
                {
                    yield return new AlertDifference(AlertDifferenceKind.Unfounded, NameOf(alert.Key, alert.Second));
                }
            }
            else if (!alert.Is(want.Identity, want.Audience) || !alert.Says(want.Substance) || (alert.IsCollision && !alert.Stands))
            {
                yield return new AlertDifference(AlertDifferenceKind.Differs, NameOf(key, want.Identity.Second));
            }
        }

        foreach (var (key, want) in wanted.Where(w => !stored.ContainsKey(w.Key)))
        {
            yield return new AlertDifference(AlertDifferenceKind.Missing, NameOf(key, want.Identity.Second));
        }
    }

    /// <summary>The key of the blind item of a spillover ends with the owner whose it is.</summary>
    private static string NameOf(string key, Guid? hidden) =>
        hidden is { } id && CollisionItems.SpilloverKeyOf(id) is var spillover && key.StartsWith(spillover, StringComparison.Ordinal) ? spillover : key;

    /// <summary>The last event of the register, where all of them are evaluated, and as of today.</summary>
    private async Task<long?> LastAtRestAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        return await db.HasWaitingAsync(upTo: null, cancellationToken)
            || !await db.EvaluationStates.AnyAsync(s => s.AsOf == today, cancellationToken)
            ? null
            : await db.RegisterEvents.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0;
    }

    private async Task<Dictionary<string, WantedAlert>> ComputeAsync(Dictionary<string, Alert> stored, DateOnly today, CancellationToken cancellationToken)
    {
        var ratings = await db.RiskRatings.ReadRatingsAsync(cancellationToken);
        var index = RegisterIndex.Of(await db.Initiatives.ReadFootprintsAsync(cancellationToken), ratings, reference, settings, today);
        var wanted = RuleEngine.Evaluate(index, index.TouchAll()).Select(f => shapes.Of(f, id => index.Find(id)!)).ToDictionary(w => w.Identity.Key);
        foreach (var item in BlindItemsOf(wanted.Values.Select(w => AsItOught(w, stored)).ToList(), index).ToList())
        {
            wanted.Add(item.Identity.Key, item);
        }

        return wanted;
    }

    /// <summary>An alert as the rules find it, settled where people settled the stored one: by that its blind items go.</summary>
    private Alert AsItOught(WantedAlert want, Dictionary<string, Alert> stored)
    {
        var alert = Alert.Open(want.Identity, want.Substance, want.Audience, clock.GetUtcNow());
        if (stored.GetValueOrDefault(want.Identity.Key) is { Status: AlertStatus.Resolved, Resolution: { } resolution })
        {
            alert.Resolve(resolution, clock.GetUtcNow());
        }

        return alert;
    }

    private static IEnumerable<WantedAlert> BlindItemsOf(List<Alert> alerts, RegisterIndex index)
    {
        var ofPairs = alerts.Where(a => RuleNames.IsPair(a.Rule)).GroupBy(a => (First: a.First!.Value, Second: a.Second!.Value)).SelectMany(pair =>
            CollisionItems.OfPair(pair.Key.First, pair.Key.Second)
                .Select(identity => CollisionItems.Summarise(identity, index.Find(pair.Key.First), index.Find(pair.Key.Second), pair)));
        var ofSpillovers = alerts.Where(a => a.Rule == RuleNames.Spillover).SelectMany(a => a.Substance.Affected.Select(affected => affected.Owner).Distinct()
            .Select(owner => CollisionItems.Summarise(CollisionItems.OfSpillover(a.First!.Value, owner), owner, index.Find(a.First!.Value), a)));
        return ofPairs.Concat(ofSpillovers).OfType<WantedAlert>();
    }
}

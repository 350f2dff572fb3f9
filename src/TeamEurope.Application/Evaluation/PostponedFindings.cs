using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Register;
using TeamEurope.Rules;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>When evaluation puts off what many initiatives share.</summary>
public sealed record EvaluationSettings
{
    /// <summary>More new initiatives than these evaluated at once: the pairs first, spillovers and groups that they add to afterwards.</summary>
    public int SharedUpTo { get; init; } = 8;

    /// <summary>Seconds that what was put off waits at most for a pause in the writing.</summary>
    public double PostponeSeconds { get; init; } = 1;

    public TimeSpan Postpone => TimeSpan.FromSeconds(PostponeSeconds);
}

/// <summary>
/// Spillovers of others and groups list all that they affect or count: in a country where many write at once each write would make the same
/// long lists anew. There they wait until the writing pauses, at most a second and then a few at a time, and are made once for all that came
/// meanwhile. Only what is added may wait: what is taken back or hidden is evaluated at once.
/// </summary>
public sealed class PostponedFindings(ITeamEuropeDb db, EvaluationSettings settings, TimeProvider clock)
{
    /// <summary>Few, so that the pairs that come meanwhile do not wait long.</summary>
    private const int AtOnce = 8;

    public bool MayWait(IReadOnlyCollection<RegisterEvent> batch, Touched touched) =>
        batch.Count > settings.SharedUpTo && !touched.IsEverything && touched.Earlier.Count == 0 && OnlyAdds(batch);

    public static bool OnlyAdds(IReadOnlyCollection<RegisterEvent> batch) => batch.All(e => e is { Kind: RegisterEventKind.Registered, BaselineOf: null });

    /// <summary>In the caller's transaction. What waits already goes on waiting since then.</summary>
    public async Task AddAsync(Touched touched, RegisterEvent cause, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var all = touched.Spillovers.Except(touched.Initiatives)
            .Select(id => new PostponedFinding { Key = AlertShapes.KeyOf(FindingKey.OfOne(RuleNames.Spillover, id)), Initiative = id, CausedBy = cause.Id, At = now })
            .Concat(touched.Groups.Select(g => new PostponedFinding
            {
                Key = AlertShapes.KeyOf(FindingKey.OfGroup(RuleNames.TeamEuropeOpportunity, g.Country, g.Strategy)),
                Country = g.Country, Strategy = g.Strategy, CausedBy = cause.Id, At = now
            })).ToList();
        var keys = all.ConvertAll(p => p.Key);
        var waiting = await db.PostponedFindings.Where(p => keys.Contains(p.Key)).Select(p => p.Key).ToListAsync(cancellationToken);
        await db.AppendAsync(all.ExceptBy(waiting, p => p.Key).ToList(), cancellationToken);
    }

    /// <summary>What is to be made up for: whatever waits, and while people write what has waited long enough.</summary>
    public IQueryable<PostponedFinding> Due(bool isWriting)
    {
        var since = isWriting ? clock.GetUtcNow() - settings.Postpone : DateTimeOffset.MaxValue;
        return db.PostponedFindings.Where(p => p.At <= since);
    }

    /// <summary>The next few of it.</summary>
    public Task<List<PostponedFinding>> NextAsync(bool isWriting, CancellationToken cancellationToken) =>
        Due(isWriting).OrderBy(p => p.CausedBy).ThenBy(p => p.Key).Take(AtOnce).ToListAsync(cancellationToken);

    public static Touched TouchedBy(IReadOnlyCollection<PostponedFinding> findings) => Touched.Shared(
        findings.Select(p => p.Initiative).OfType<Guid>(),
        findings.Where(p => p.Initiative is null).Select(p => (p.Country!, p.Strategy!)));
}

/// <summary>What is accepted but whose alerts are not all made yet.</summary>
public static class EvaluationBacklog
{
    /// <param name="upTo">Accepted so far and no further; null for whatever waits.</param>
    public static async Task<bool> HasWaitingAsync(this ITeamEuropeDb db, long? upTo, CancellationToken cancellationToken) =>
        await db.RegisterEvents.AnyAsync(e => !e.IsEvaluated && (upTo == null || e.Id <= upTo), cancellationToken)
        || await db.PostponedFindings.AnyAsync(p => upTo == null || p.CausedBy <= upTo, cancellationToken);

    public static async Task<int> CountWaitingAsync(this ITeamEuropeDb db, CancellationToken cancellationToken) =>
        await db.RegisterEvents.CountAsync(e => !e.IsEvaluated, cancellationToken) + await db.PostponedFindings.CountAsync(cancellationToken);
}

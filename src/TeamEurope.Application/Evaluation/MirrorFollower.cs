using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Partners;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Rules;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Evaluation;

/// <summary>
/// Brings this instance's mirror to what was last evaluated, by whichever instance. What the outbox still holds is not in it: of such an
/// initiative the version before the waiting change is taken, so that its evaluation knows what it touches.
/// </summary>
public sealed class MirrorFollower(ITeamEuropeDb db, RegisterMirror mirror, PendingTouches pending, Wall wall, TimeProvider clock)
{
    internal const int StateId = 1;

    /// <summary>Behind by more changes than these, the register is read anew.</summary>
    private const int MostChanges = 1_000;

    /// <summary>Reads the register as it was when last evaluated.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var turn = await mirror.EnterAsync(cancellationToken);
        await ReloadAsync(cancellationToken);

        // Nobody is known to evaluate beside this instance yet.
        mirror.HasEvaluated(mirror.Evaluation);
    }

    /// <summary>Takes in what other instances have evaluated since, whosever it is. Costs one look where they have not.</summary>
    /// <returns>The last evaluation that is in the mirror now.</returns>
    public Task<long> CatchUpAsync(CancellationToken cancellationToken) => wall.OpenForAsync(async () =>
    {
        if (await StateAsync(cancellationToken) is { } state && state.Evaluation > mirror.Evaluation)
        {
            using var turn = await mirror.EnterAsync(cancellationToken);
            await FollowAsync(state, cancellationToken);
        }

        return mirror.Evaluation;
    });

    /// <summary>The same for whoever has the mirror's turn already.</summary>
    internal async Task FollowAsync(EvaluationState state, CancellationToken cancellationToken)
    {
        if (state.Evaluation <= mirror.Evaluation)
        {
            return;
        }

        var (seen, reached) = (mirror.Evaluation, state.Evaluation);
        var changes = await db.RegisterEvents.AsNoTracking().Where(e => e.Evaluation > seen && e.Evaluation <= reached)
            .Select(e => new { e.Kind, e.InitiativeId, e.Tenant, e.Country }).Take(MostChanges + 1).ToListAsync(cancellationToken);
        if (changes.Count > MostChanges)
        {
            await ReloadAsync(cancellationToken);
            return;
        }

        var ids = changes.Select(e => e.InitiativeId).OfType<Guid>().Distinct().ToList();
        var evaluated = new List<Footprint>();
        foreach (var some in ids.Chunk(200))
        {
            evaluated.AddRange(await EvaluatedAsync(db.Initiatives.Where(i => some.Contains(i.Id)), db.RegisterEvents.Where(e => some.Contains(e.InitiativeId!.Value)), cancellationToken));
        }

        var rated = changes.Where(e => e.Kind == RegisterEventKind.RiskRated).Select(e => (Tenant: e.Tenant!, Country: e.Country!)).Distinct().ToList();
        var ratings = await RatingsAsync(rated, cancellationToken);

        // Touches nothing: whoever evaluated it has recorded what it meant.
        mirror.Take(ids, evaluated, ratings, state.AsOf, new Touched());
        pending.Touched.ForgetEarlier(ids);
        mirror.Evaluation = reached;
    }

    internal async Task<EvaluationState?> StateAsync(CancellationToken cancellationToken) =>
        await db.EvaluationStates.AsNoTracking().SingleOrDefaultAsync(s => s.Id == StateId, cancellationToken);

    /// <summary>The present ratings of these tenants and countries.</summary>
    internal async Task<List<(string Tenant, string Country, Risk? Risk)>> RatingsAsync(
        List<(string Tenant, string Country)> rated, CancellationToken cancellationToken)
    {
        var ratings = new List<(string, string, Risk?)>();
        foreach (var (tenant, country) in rated)
        {
            var current = await db.RiskRatings.Current().SingleAsync(r => r.Tenant == tenant && r.Country == country, cancellationToken);
            ratings.Add((tenant, country, current.Risk));
        }

        return ratings;
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var state = await StateAsync(cancellationToken);
        var footprints = await EvaluatedAsync(db.Initiatives, db.RegisterEvents.Where(e => e.InitiativeId != null), cancellationToken);
        mirror.Load(footprints, await db.RiskRatings.ReadRatingsAsync(cancellationToken), state?.AsOf ?? clock.Today());
        pending.Touched.ForgetEarlier();
        mirror.Evaluation = state?.Evaluation ?? 0;
    }

    /// <summary>
    /// The states that were evaluated last. The states are read first, what waits after them: whatever is written in between is then
    /// found waiting, and the version before it is taken.
    /// </summary>
    private async Task<List<Footprint>> EvaluatedAsync(IQueryable<Initiative> initiatives, IQueryable<RegisterEvent> events, CancellationToken cancellationToken)
    {
        var footprints = (await initiatives.ReadFootprintsAsync(cancellationToken)).ToDictionary(f => f.Id);
        var waiting = await events.AsNoTracking().Where(e => !e.IsEvaluated && e.InitiativeId != null)
            .GroupBy(e => e.InitiativeId!.Value)
            .Select(g => new { Id = g.Key, Before = g.Min(e => e.Version!.Value) - 1 })
            .ToListAsync(cancellationToken);
        foreach (var change in waiting)
        {
            footprints.Remove(change.Id);
            if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.InitiativeId == change.Id && r.Version == change.Before, cancellationToken) is { } before)
            {
                footprints[change.Id] = before.ToFootprint();
            }
        }

        return [.. footprints.Values];
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Partners;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Partners;
using TeamEurope.Domain.Register;
using TeamEurope.Rules;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>
/// Evaluates what the outbox says has changed: brings the mirror up to date, asks the rules about all that the changes can
/// touch, and records what that means for the alerts, in one transaction with the outbox rows it is done with.
/// One at a time; the outbox says what is left after a crash.
/// </summary>
public sealed class EvaluateRegister(
    ITeamEuropeDb db, IUnitOfWork work, RegisterMirror mirror, AlertLedger ledger, PendingTouches pending, RuleSettings settings,
    ReferenceData reference, TimeProvider clock, ProductMeter meter, ILogger<EvaluateRegister> log)
{
    private const int BatchSize = 64;
    private const int RulesVersion = 1;
    private const int StateId = 1;

    /// <summary>
    /// Reads the register as it was when last evaluated (what the outbox still holds is not in it yet), and asks for a full
    /// evaluation where the rules, the settings or the reference data have changed since.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var state = await db.EvaluationStates.AsNoTracking().SingleOrDefaultAsync(s => s.Id == StateId, cancellationToken);
        var waiting = await db.RegisterEvents.AsNoTracking()
            .Where(e => !e.IsEvaluated && e.InitiativeId != null)
            .GroupBy(e => e.InitiativeId!.Value)
            .Select(g => new { Id = g.Key, Before = g.Min(e => e.Version!.Value) - 1 })
            .ToDictionaryAsync(x => x.Id, x => x.Before, cancellationToken);
        var footprints = new List<Footprint>();
        await foreach (var row in db.Initiatives.AsNoTracking()
            .Select(i => new { i.Id, i.Owner, i.Reference, i.Content, i.Stage, i.NegotiatingSince })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!waiting.ContainsKey(row.Id))
            {
                footprints.Add(new InitiativeState(row.Content, row.Stage, row.NegotiatingSince).ToFootprint(row.Id, row.Owner, row.Reference));
            }
        }

        foreach (var (id, version) in waiting)
        {
            if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.InitiativeId == id && r.Version == version, cancellationToken) is { } before)
            {
                footprints.Add(before.State.ToFootprint(before.InitiativeId, before.Owner, before.Reference));
            }
        }

        var ratings = await db.RiskRatings.Current().Select(r => new { r.Tenant, r.Country, r.Risk }).ToListAsync(cancellationToken);
        mirror.Load(footprints, ratings.Select(r => (r.Tenant, r.Country, r.Risk)), state?.AsOf ?? clock.Today());
        if (state?.Fingerprint != Fingerprint)
        {
            log.LogInformation("Rules, settings or reference data are new: the register is evaluated in full");
            db.RegisterEvents.Add(new RegisterEvent { Kind = RegisterEventKind.RulesChanged, By = "system", At = clock.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Puts the passing of a day into the outbox, where one has passed.</summary>
    public async Task NoteDayAsync(CancellationToken cancellationToken)
    {
        if (mirror.AsOf != clock.Today() && !await db.RegisterEvents.AnyAsync(e => !e.IsEvaluated && e.Kind == RegisterEventKind.DayPassed, cancellationToken))
        {
            db.RegisterEvents.Add(new RegisterEvent { Kind = RegisterEventKind.DayPassed, By = "system", At = clock.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Evaluates the next few changes. False where nothing was waiting.</summary>
    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        var evaluated = await work.InTransactionAsync(() => EvaluateBatchAsync(cancellationToken), static _ => true, cancellationToken);
        pending.AfterCommit();
        return evaluated;
    }

    private string Fingerprint => $"{RulesVersion}:{settings.NoticeExpectedFrom:yyyy-MM-dd}:{reference.Fingerprint}";

    private async Task<bool> EvaluateBatchAsync(CancellationToken cancellationToken)
    {
        // load
        var events = await db.RegisterEvents.Where(e => !e.IsEvaluated).OrderBy(e => e.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (events.Count == 0)
        {
            return false;
        }

        // Baseline rows raise their alerts quietly, so they are not mixed with others.
        var batch = events.TakeWhile(e => e.BaselineOf == events[0].BaselineOf).ToList();
        using var reading = meter.EvaluationOf(batch);
        await BringUpToDateAsync(batch, cancellationToken);

        // decide
        var findings = mirror.Evaluate(pending.Touched);

        // record
        await ledger.RecordAsync(pending.Touched, findings, batch, cancellationToken);
        await RememberAsync(cancellationToken);
        batch.ForEach(e => e.IsEvaluated = true);
        await db.SaveChangesAsync(cancellationToken);
        reading.Done();
        return true;
    }

    /// <summary>
    /// Puts the present state of what changed into the mirror. What that touches is kept until its evaluation is committed:
    /// should the transaction fail, the mirror no longer knows what was before.
    /// </summary>
    private async Task BringUpToDateAsync(List<RegisterEvent> batch, CancellationToken cancellationToken)
    {
        var ids = batch.Select(e => e.InitiativeId).OfType<Guid>().Distinct().ToList();
        var rows = await db.Initiatives.AsNoTracking().Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Owner, i.Reference, i.Content, i.Stage, i.NegotiatingSince })
            .ToListAsync(cancellationToken);
        var rated = batch.Where(e => e.Kind == RegisterEventKind.RiskRated).Select(e => (e.Tenant, e.Country)).Distinct().ToList();
        var ratings = new List<RiskRating>();
        foreach (var (tenant, country) in rated)
        {
            ratings.Add(await db.RiskRatings.Current().SingleAsync(r => r.Tenant == tenant && r.Country == country, cancellationToken));
        }

        mirror.Change(index =>
        {
            if (batch.Any(e => e.Kind == RegisterEventKind.RulesChanged))
            {
                pending.Touched.Add(index.TouchAll());
            }

            index.MoveTo(clock.Today(), pending.Touched);
            foreach (var row in rows)
            {
                index.Put(new InitiativeState(row.Content, row.Stage, row.NegotiatingSince).ToFootprint(row.Id, row.Owner, row.Reference), pending.Touched);
            }

            foreach (var gone in ids.Except(rows.Select(r => r.Id)))
            {
                index.Remove(gone, pending.Touched);
            }

            foreach (var rating in ratings)
            {
                index.Rate(rating.Tenant, rating.Country, rating.Risk, pending.Touched);
            }
        });
    }

    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        var state = await db.EvaluationStates.SingleOrDefaultAsync(s => s.Id == StateId, cancellationToken);
        if (state is null)
        {
            db.EvaluationStates.Add(state = new EvaluationState { Id = StateId });
        }

        (state.AsOf, state.Fingerprint) = (mirror.AsOf, Fingerprint);
    }
}

/// <summary>What has been put into the mirror but whose evaluation is not yet committed.</summary>
public sealed class PendingTouches
{
    public Touched Touched { get; private set; } = new();

    public void AfterCommit() => Touched = new Touched();
}

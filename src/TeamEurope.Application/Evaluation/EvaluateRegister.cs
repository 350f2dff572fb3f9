using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Telemetry;
using TeamEurope.Domain.Register;
using TeamEurope.Rules;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>
/// Evaluates what the outbox says has changed: brings the mirror up to date, asks the rules about all that the changes can
/// touch, and records what that means for the alerts, in one transaction with the outbox rows it is done with.
/// One at a time over all instances; the outbox says what is left after a crash.
/// </summary>
public sealed class EvaluateRegister(
    ITeamEuropeDb db, IUnitOfWork work, IDatabaseFaults faults, RegisterMirror mirror, MirrorFollower follower, AlertLedger ledger, PendingTouches pending,
    EvaluationPace pace, PostponedFindings postponed, RuleSettings settings, ReferenceData reference, TimeProvider clock, ProductMeter meter, ILogger<EvaluateRegister> log)
{
    /// <summary>
    /// Goes up with every change of the rules, of the reference data or of what is kept of an alert: while versions run side by side, the
    /// older one then leaves the evaluation to the newer.
    /// </summary>
    public const int RulesVersion = 2;

    /// <summary>For how long, and how often, an instance gives way to the one that evaluates at present.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(50);
    private const int MostCourtesies = 40;

    private enum Outcome { Nothing, Evaluated, LeftToNewerRules }

    /// <summary>Reads the register as it was when last evaluated, and sees to a full evaluation where the rules, the settings or the reference data are new.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await work.InTransactionAsync(() => BeginAsync(cancellationToken), static _ => true, cancellationToken);
        await follower.LoadAsync(cancellationToken);
    }

    /// <summary>Puts the passing of a day into the outbox, where one has passed.</summary>
    public async Task NoteDayAsync(CancellationToken cancellationToken)
    {
        if (mirror.AsOf >= clock.Today() || await db.RegisterEvents.AnyAsync(e => !e.IsEvaluated && e.Kind == RegisterEventKind.DayPassed, cancellationToken))
        {
            return;
        }

        // Another instance may have taken the step already.
        await follower.CatchUpAsync(cancellationToken);
        if (mirror.AsOf < clock.Today())
        {
            db.RegisterEvents.Add(new RegisterEvent { Kind = RegisterEventKind.DayPassed, By = "system", At = clock.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Evaluates the next few changes. False where nothing was waiting.</summary>
    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (pace.HasLostTrack)
        {
            await StartAgainAsync(cancellationToken);
        }

        var reached = await follower.CatchUpAsync(cancellationToken);
        var isWriting = await Waiting().AnyAsync(cancellationToken);
        var isSharedDue = await postponed.Due(isWriting).AnyAsync(cancellationToken);
        if (!isWriting && !isSharedDue)
        {
            return false;
        }

        if (mirror.GivesWay(reached, MostCourtesies))
        {
            await Task.Delay(Courtesy, cancellationToken);
            return true;
        }

        // In turn, so that neither waits for the other to come to its end.
        pending.IsSharedNext = isSharedDue && (!isWriting || !pending.IsSharedNext);

        // Many small evaluations cost more than one: while people write, a few changes are let come together.
        await work.GiveWayAsync(cancellationToken);
        using var turn = await mirror.EnterAsync(cancellationToken);
        var outcome = pending.IsSharedNext
            ? await InTransactionAsync(() => EvaluatePostponedAsync(isWriting, cancellationToken), cancellationToken)
            : await TryBatchAsync(cancellationToken);
        if (outcome.Outcome != Outcome.Evaluated)
        {
            return false;
        }

        mirror.HasEvaluated(outcome.Evaluation);
        if (!pending.IsSharedNext)
        {
            pending.AfterCommit();
            pace.Succeeded();
        }

        return true;
    }

    /// <summary>What waits for its evaluation, but for what was set aside.</summary>
    private IQueryable<RegisterEvent> Waiting()
    {
        var aside = pace.SetAside();
        var waiting = db.RegisterEvents.Where(e => !e.IsEvaluated);
        return aside.Count == 0 ? waiting : waiting.Where(e => e.InitiativeId == null || !aside.Contains(e.InitiativeId.Value));
    }

    private Task<(Outcome Outcome, long Evaluation)> InTransactionAsync(
        Func<Task<(Outcome Outcome, long Evaluation)>> evaluate, CancellationToken cancellationToken) =>
        work.InTransactionAsync(evaluate, static done => done.Outcome == Outcome.Evaluated, cancellationToken);

    private async Task<(Outcome Outcome, long Evaluation)> TryBatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await InTransactionAsync(() => EvaluateBatchAsync(cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException && faults.RefusalFor(e) is null)
        {
            if (pace.Failed() is { } alone)
            {
                log.LogError("Change {Change} cannot be evaluated: it is set aside for {Seconds} s, and its alerts are missing meanwhile", alone.Id, EvaluationPace.Aside.TotalSeconds);
            }

            throw;
        }
    }

    /// <summary>As after a start: what the failed evaluation had put into the mirror counts for nothing.</summary>
    private async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        await follower.LoadAsync(cancellationToken);
        pending.AfterCommit();
        pace.HasReloaded();
    }

    private string Fingerprint => $"{RulesVersion}:{settings.NoticeExpectedFrom:yyyy-MM-dd}:{reference.Fingerprint}";

    /// <summary>The state's row is there from the first start on; other rules than the last time's want everything evaluated.</summary>
    private async Task<int> BeginAsync(CancellationToken cancellationToken)
    {
        var state = await db.EvaluationStates.SingleOrDefaultAsync(s => s.Id == MirrorFollower.StateId, cancellationToken);
        if (state is null)
        {
            db.EvaluationStates.Add(state = new EvaluationState { Id = MirrorFollower.StateId, AsOf = clock.Today() });
        }

        if (state.Fingerprint != Fingerprint && state.RulesVersion <= RulesVersion
            && !await db.RegisterEvents.AnyAsync(e => !e.IsEvaluated && e.Kind == RegisterEventKind.RulesChanged, cancellationToken))
        {
            log.LogInformation("Rules, settings or reference data are new: the register is evaluated in full");
            db.RegisterEvents.Add(new RegisterEvent { Kind = RegisterEventKind.RulesChanged, By = "system", At = clock.GetUtcNow() });
        }

        return await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The row stays locked until the transaction ends: the other instances wait here.</summary>
    private async Task<EvaluationState> LockAsync(CancellationToken cancellationToken)
    {
        await db.EvaluationStates.Where(s => s.Id == MirrorFollower.StateId)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.Evaluation, s => s.Evaluation + 1), cancellationToken);
        return await db.EvaluationStates.SingleAsync(s => s.Id == MirrorFollower.StateId, cancellationToken);
    }

    private Task FollowAsync(EvaluationState state, CancellationToken cancellationToken) =>
        follower.FollowAsync(new EvaluationState { AsOf = state.AsOf, Evaluation = state.Evaluation - 1 }, cancellationToken);

    private async Task<(Outcome Outcome, long Evaluation)> EvaluateBatchAsync(CancellationToken cancellationToken)
    {
        // load
        var state = await LockAsync(cancellationToken);
        if (state.RulesVersion > RulesVersion)
        {
            return (Outcome.LeftToNewerRules, 0);
        }

        var events = await Waiting().OrderBy(e => e.Id).Take(pace.Most).ToListAsync(cancellationToken);
        if (events.Count == 0)
        {
            return (Outcome.Nothing, 0);
        }

        var batch = pace.Choose(events);
        using var reading = meter.EvaluationOf(batch);

        // What an earlier try left: it may have come through after all.
        pending.Touched.ForgetWhoIsNew();
        await FollowAsync(state, cancellationToken);
        await BringUpToDateAsync(batch, cancellationToken);

        // decide
        var mayWait = postponed.MayWait(batch, pending.Touched);
        var touched = mayWait ? pending.Touched.WithoutShared() : pending.Touched;
        var findings = mirror.Evaluate(touched);

        // record
        await ledger.RecordAsync(touched, findings, batch, cancellationToken);
        if (mayWait)
        {
            await postponed.AddAsync(pending.Touched, batch[0], cancellationToken);
        }

        (state.AsOf, state.Fingerprint, state.RulesVersion) = (mirror.AsOf, Fingerprint, RulesVersion);
        batch.ForEach(e => (e.IsEvaluated, e.Evaluation) = (true, state.Evaluation));
        await db.SaveChangesAsync(cancellationToken);
        reading.Done();
        return (Outcome.Evaluated, state.Evaluation);
    }

    private async Task<(Outcome Outcome, long Evaluation)> EvaluatePostponedAsync(bool isWriting, CancellationToken cancellationToken)
    {
        // load
        var state = await LockAsync(cancellationToken);
        if (state.RulesVersion > RulesVersion)
        {
            return (Outcome.LeftToNewerRules, 0);
        }

        var findings = await postponed.NextAsync(isWriting, cancellationToken);
        if (findings.Count == 0)
        {
            return (Outcome.Nothing, 0);
        }

        await FollowAsync(state, cancellationToken);
        var since = findings.Select(p => p.CausedBy).Distinct().ToList();
        var causes = await db.RegisterEvents.AsNoTracking().Where(e => since.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);

        // decide
        var touched = PostponedFindings.TouchedBy(findings);
        var found = mirror.Evaluate(touched);

        // record
        await ledger.RecordAsync(touched, found, causes, cancellationToken);
        db.PostponedFindings.RemoveRange(findings);
        await db.SaveChangesAsync(cancellationToken);
        return (Outcome.Evaluated, state.Evaluation);
    }

    /// <summary>
    /// Puts the present state of what changed into the mirror. What that touches is kept until its evaluation is committed:
    /// should the transaction fail, the mirror no longer knows what was before.
    /// </summary>
    private async Task BringUpToDateAsync(List<RegisterEvent> batch, CancellationToken cancellationToken)
    {
        var ids = batch.Select(e => e.InitiativeId).OfType<Guid>().Distinct().ToList();
        var footprints = await db.Initiatives.Where(i => ids.Contains(i.Id)).ReadFootprintsAsync(cancellationToken);
        var rated = batch.Where(e => e.Kind == RegisterEventKind.RiskRated).Select(e => (Tenant: e.Tenant!, Country: e.Country!)).Distinct().ToList();
        var ratings = await follower.RatingsAsync(rated, cancellationToken);

        if (batch.Any(e => e.Kind == RegisterEventKind.RulesChanged))
        {
            pending.Touched.Add(mirror.Read(index => index.TouchAll()));
        }

        // The passing of a day is news: it is not evaluated with a first filling, which is none.
        mirror.Take(ids, footprints, ratings, batch[0].BaselineOf is null ? clock.Today() : mirror.AsOf, pending.Touched);
    }
}

/// <summary>What has been put into the mirror but whose evaluation is not yet committed.</summary>
public sealed class PendingTouches
{
    public Touched Touched { get; private set; } = new();

    /// <summary>Whether what was put off has its turn, or had the last one.</summary>
    public bool IsSharedNext { get; set; }

    public void AfterCommit() => Touched = new Touched();
}

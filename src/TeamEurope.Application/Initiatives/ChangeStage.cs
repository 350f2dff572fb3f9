using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Initiatives;

/// <summary>
/// Moves an initiative to another stage. Proof of awareness: Negotiating, Agreed and InForce want the standing warnings read.
/// It is no veto: who has read goes on, and with <c>unread</c> and a reason the register records what happened all the same.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record ChangeStage(Guid Id, StageRequest Body) : IQuery<InitiativeView>;

/// <summary>First everything accepted before must be evaluated; only then does the change take its transaction.</summary>
internal sealed class ChangeStageHandler(EvaluationProgress progress, IMediator mediator) : IRequestHandler<ChangeStage, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(ChangeStage request, CancellationToken cancellationToken) =>
        await progress.WaitAsync(cancellationToken) is { } late
            ? late
            : await mediator.Send(new MoveStage(request.Id, request.Body), cancellationToken);
}

/// <summary>The change itself, once the warnings are up to date.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.StageChanged)]
public sealed record MoveStage(Guid Id, StageRequest Body) : ICommand<InitiativeView>, IReachesOthers;

internal sealed class MoveStageHandler(ITeamEuropeDb db, InitiativeStore store, StageMover mover) : IRequestHandler<MoveStage, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(MoveStage request, CancellationToken cancellationToken)
    {
        var found = await store.FindOwnAsync(request.Id, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var move = await mover.CheckAsync(found.Value, found.Value.Content, request.Body, cancellationToken);
        if (move.Refusal is { } refused)
        {
            return refused;
        }

        mover.Apply(found.Value, move.Value);
        await db.SaveChangesAsync(cancellationToken);
        return found.Value.ToView();
    }
}

/// <summary>A stage change that was checked.</summary>
public sealed record StageMove(Stage To, DateOnly EffectiveOn, string? Reason, string? Justification, int UnreadWarnings);

/// <summary>The stage change's checks in their order, the same for one request and for a row of an import.</summary>
public sealed class StageMover(ITeamEuropeDb db, InitiativeStore store, RegisterMirror mirror, CurrentUser user, TimeProvider clock)
{
    public const int ReasonMaxLength = 2_000;

    /// <summary>The move, or why it cannot be. Changes nothing.</summary>
    /// <param name="contentAfter">The content at the move: a row of an import may change it with the stage.</param>
    public async Task<Result<StageMove>> CheckAsync(
        Initiative initiative, InitiativeContent contentAfter, StageRequest body, CancellationToken cancellationToken)
    {
        var read = Read(initiative, body);
        if (read.Refusal is { } invalid)
        {
            return invalid;
        }

        var move = read.Value;
        if (initiative.CheckMove(move.To) is { } impossible)
        {
            return impossible;
        }

        var unread = move.To.IsNegotiatingOrLater ? await UnreadWarningsAsync(initiative.Id, cancellationToken) : [];
        if (unread.Count > 0 && body.Unread != true)
        {
            return new Refusal(RefusalKind.Conflict, "unread-warnings",
                Say.Of("Initiative.UnreadWarnings", unread.Count))
            {
                Details = new Dictionary<string, object?> { ["alerts"] = unread }
            };
        }

        var after = initiative.StateAfter(move.To, move.EffectiveOn) with { Content = contentAfter };
        return move.To.IsSettled && (move.Justification ?? contentAfter.Justification) is null
            && mirror.GateOf(after.ToFootprint(initiative.Id, initiative.Owner, initiative.Reference)) == RiskGate.Avoid
            ? InitiativeRefusals.WantsJustification
            : move with { UnreadWarnings = unread.Count };
    }

    public void Apply(Initiative initiative, StageMove move)
    {
        initiative.MoveTo(move.To, move.EffectiveOn, move.Reason, move.Justification, move.UnreadWarnings, user.Caller.Signature, clock.GetUtcNow());
        store.Record(initiative, RegisterEventKind.StageChanged);
    }

    /// <summary>The shape of the request: 400 where it is not right, before anything else is looked at.</summary>
    private Result<StageMove> Read(Initiative initiative, StageRequest body)
    {
        var errors = new FieldErrors();
        var to = errors.WantedWord<Stage>("$.stage", body.Stage);
        var today = clock.Today();
        var effectiveOn = body.EffectiveOn ?? today;
        if (effectiveOn > today)
        {
            errors.Add("$.effectiveOn", Say.Of("Initiative.EffectiveInFuture", today));
        }

        var reason = errors.Text("$.reason", body.Reason, ReasonMaxLength);
        // An impossible change is told apart first: its reason would not help it.
        if (reason is null && to is { } stage && initiative.CheckMove(stage) is null
            && (body.Unread == true || StageRules.WantsReason(initiative.Stage, stage)))
        {
            errors.Add("$.reason", Say.Of("Initiative.StageReasonWanted"));
        }

        var justification = errors.Text("$.justification", body.Justification, InitiativeContent.NoteMaxLength);
        return errors.Any ? errors.ToRefusal() : new StageMove(to!.Value, effectiveOn, reason, justification, 0);
    }

    /// <summary>
    /// The ids, as the owner knows them, of the warnings of Medium or above that stand on the initiative unacknowledged by its
    /// owner: where the other side is hidden, the blind item's.
    /// </summary>
    private Task<List<Guid>> UnreadWarningsAsync(Guid id, CancellationToken cancellationToken)
    {
        var owner = user.Caller.Tenant;
        return db.Alerts.ReadableBy(db, owner)
            .Where(a => ((a.First == id && !a.IsFirstHidden) || (a.Second == id && !a.IsSecondHidden))
                && AlertQueries.Standing.Contains(a.Status)
                && AlertQueries.WarningLevels.Contains(a.Level)
                && !a.Acknowledgements.Any(k => k.Tenant == owner))
            .OrderBy(a => a.Id)
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);
    }
}

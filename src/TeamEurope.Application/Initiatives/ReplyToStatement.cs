using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>A coordinator replies to a complementarity statement, always without prejudice to competences.</summary>
[Allow(Role.Coordinator)]
[Audited(AuditWords.StatementReplied)]
public sealed record ReplyToStatement(Guid Id, ReplyRequest Body) : ICommand<InitiativeView>, IReachesOthers;

internal sealed class ReplyToStatementHandler(ITeamEuropeDb db, InitiativeStore store, InitiativeReader reader, ReferenceData reference, CurrentUser user, TimeProvider clock)
    : IRequestHandler<ReplyToStatement, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(ReplyToStatement request, CancellationToken cancellationToken)
    {
        if (await store.FindVisibleAsync(request.Id, cancellationToken) is not { } initiative)
        {
            return Refusal.NotFound;
        }

        if (!reference.Tenants[user.Caller.Tenant].MayOwnEuLevel)
        {
            return new Refusal(RefusalKind.Forbidden, "not-the-unions-coordinator",
                Say.Of("Initiative.UnionReplies"));
        }

        var errors = new FieldErrors();
        var towards = reader.ReadName(errors, "$.towards", request.Body.Towards);
        var reply = errors.WantedWord<StatementStatus>("$.reply", request.Body.Reply);
        if (reply == StatementStatus.Submitted)
        {
            errors.Add("$.reply", Say.Of("Field.Possible", "Noted, Questions, Disputed"));
        }

        var reason = errors.Text("$.reason", request.Body.Reason, StageMover.ReasonMaxLength);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var replied = initiative.Reply(towards!, reply!.Value, reason, clock.GetUtcNow());
        if (replied.Refusal is { } refusal)
        {
            return refusal;
        }

        store.Record(initiative, RegisterEventKind.StatementReplied);
        await db.SaveChangesAsync(cancellationToken);
        return await store.ViewForCallerAsync(initiative, cancellationToken);
    }
}

using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>Deletes a draft; its number stays used. What has left Draft is ended, never deleted.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.DraftDeleted)]
public sealed record DeleteDraft(Guid Id, int? Version) : ICommand<Done>;

internal sealed class DeleteDraftHandler(ITeamEuropeDb db, InitiativeStore store) : IRequestHandler<DeleteDraft, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteDraft request, CancellationToken cancellationToken)
    {
        var found = await store.FindOwnAsync(request.Id, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        Initiative initiative = found.Value;
        if (request.Version is null)
        {
            return InitiativeRefusals.ConditionMissing;
        }

        if (request.Version != initiative.Version)
        {
            return InitiativeRefusals.ChangedMeanwhile;
        }

        if (initiative.Stage != Stage.Draft)
        {
            return new Refusal(RefusalKind.Conflict, "not-a-draft", Say.Of("Initiative.NotADraft", initiative.Stage));
        }

        store.RecordDeletion(initiative);
        db.Initiatives.Remove(initiative);
        await db.SaveChangesAsync(cancellationToken);
        return default(Done);
    }
}

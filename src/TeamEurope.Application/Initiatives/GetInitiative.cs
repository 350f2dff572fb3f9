using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>One initiative, if the caller may see it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.InitiativeRead)]
public sealed record GetInitiative(Guid Id) : IQuery<InitiativeView>;

internal sealed class GetInitiativeHandler(ITeamEuropeDb db, InitiativeStore store, AuditReads reads, CurrentUser user) : IRequestHandler<GetInitiative, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(GetInitiative request, CancellationToken cancellationToken)
    {
        if (await db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).Include(i => i.StageChanges)
            .SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is not { } initiative)
        {
            return Refusal.NotFound;
        }

        reads.OfInitiative(AuditWords.InitiativeRead, initiative.Id, initiative.Owner, initiative.Version);
        return await store.ViewForCallerAsync(initiative, cancellationToken);
    }
}

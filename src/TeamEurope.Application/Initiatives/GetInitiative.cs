using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>One initiative, if the caller may see it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetInitiative(Guid Id) : IQuery<InitiativeView>;

internal sealed class GetInitiativeHandler(ITeamEuropeDb db, InitiativeStore store, CurrentUser user) : IRequestHandler<GetInitiative, Result<InitiativeView>>
{
    public async Task<Result<InitiativeView>> Handle(GetInitiative request, CancellationToken cancellationToken) =>
        await db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).Include(i => i.StageChanges)
            .SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is { } initiative
            ? await store.ViewForCallerAsync(initiative, cancellationToken)
            : Refusal.NotFound;
}

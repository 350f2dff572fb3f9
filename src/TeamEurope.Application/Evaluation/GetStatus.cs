using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Evaluation;

/// <summary>What is accepted but not yet evaluated or pushed.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat, Role.Auditor, Role.Operator)]
public sealed record GetStatus : IQuery<StatusView>, IReachesOthers;

internal sealed class GetStatusHandler(ITeamEuropeDb db, PushPosition position) : IRequestHandler<GetStatus, Result<StatusView>>
{
    public async Task<Result<StatusView>> Handle(GetStatus request, CancellationToken cancellationToken)
    {
        var evaluations = await db.CountWaitingAsync(cancellationToken);
        var pushed = position.Cursor;
        return new StatusView(evaluations, await db.Notifications.CountAsync(n => n.Cursor > pushed, cancellationToken));
    }
}

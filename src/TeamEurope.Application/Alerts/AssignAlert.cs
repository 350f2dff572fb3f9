using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Application.Alerts;

/// <summary>Who takes care of an alert, and by when.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.Assigned)]
public sealed record AssignAlert(Guid Id, AssignRequest Body) : ICommand<AlertView>;

internal sealed class AssignAlertHandler(ITeamEuropeDb db, AlertFinder finder, AlertActs acts, AlertViews views, CurrentUser user, TimeProvider clock)
    : IRequestHandler<AssignAlert, Result<AlertView>>
{
    public async Task<Result<AlertView>> Handle(AssignAlert request, CancellationToken cancellationToken)
    {
        if (await finder.FindToSettleAsync(request.Id, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        if (alert.IsCollision)
        {
            return AlertActs.Undisclosed;
        }

        var errors = new FieldErrors();
        var assignee = errors.Text("$.assignee", request.Body.Assignee, InitiativeContent.NameMaxLength);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        alert.Assign(user.Caller.Tenant, assignee, request.Body.DueOn, clock.GetUtcNow());
        acts.Keep(alert, "Assigned", assignee);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([alert], cancellationToken)).Single();
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Domain.People;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.People;

/// <summary>
/// The caller was here, in this role. Where it is a coordinator, its tenant is one whose coordinators get news. Sent at
/// most once an hour for each.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat, Role.Auditor, Role.Operator)]
[NotAudited("that somebody was here stands in the list of people")]
public sealed record RememberPerson : ICommand<Done>;

internal sealed class RememberPersonHandler(ITeamEuropeDb db, CurrentUser user, TimeProvider clock) : IRequestHandler<RememberPerson, Result<Done>>
{
    public async Task<Result<Done>> Handle(RememberPerson request, CancellationToken cancellationToken)
    {
        // Two at once write once: the transaction looks before it adds, and is tried again where they met.
        var (caller, now) = (user.Caller, clock.GetUtcNow());
        if (await db.People.SingleOrDefaultAsync(p => p.Tenant == caller.Tenant && p.User == caller.User, cancellationToken) is { } person)
        {
            (person.Role, person.LastSeenAt) = (caller.Role.ToString(), now);
        }
        else
        {
            db.People.Add(new Person { Tenant = caller.Tenant, User = caller.User, Role = caller.Role.ToString(), FirstSeenAt = now, LastSeenAt = now });
        }

        if (caller.IsCoordinator && !await db.CoordinatorTenants.AnyAsync(t => t.Tenant == caller.Tenant, cancellationToken))
        {
            db.CoordinatorTenants.Add(new CoordinatorTenant(caller.Tenant));
        }

        await db.SaveChangesAsync(cancellationToken);
        return default(Done);
    }
}

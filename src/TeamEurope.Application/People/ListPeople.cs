using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.People;

namespace TeamEurope.Application.People;

/// <summary>The people of the caller's tenant who have signed in, by name.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListPeople : IQuery<Page<PersonView>>;

internal sealed class ListPeopleHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<ListPeople, Result<Page<PersonView>>>
{
    public async Task<Result<Page<PersonView>>> Handle(ListPeople request, CancellationToken cancellationToken)
    {
        var own = await db.People.AsNoTracking().Where(p => p.Tenant == user.Caller.Tenant).OrderBy(p => p.User).ToListAsync(cancellationToken);
        return new Page<PersonView>(own.Select(ToView).ToArray(), null);
    }

    public static PersonView ToView(Person p) => new(p.User, p.Role, p.FirstSeenAt, p.LastSeenAt, p.IsBlocked, p.BlockedBy, p.BlockedAt, p.IsFormer);
}

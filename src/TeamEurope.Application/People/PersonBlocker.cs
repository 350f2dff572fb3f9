using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.People;

namespace TeamEurope.Application.People;

/// <summary>Blocks and unblocks people of the caller's tenant, and keeps that it was done.</summary>
public sealed class PersonBlocker(ITeamEuropeDb db, CurrentUser user, TimeProvider clock)
{
    private static Refusal Oneself => new(RefusalKind.Impossible, "not-oneself", Say.Of("Refused.NotOneself"));

    public async Task<Result<PersonView>> SetAsync(string? name, bool isBlocked, CancellationToken cancellationToken)
    {
        var (tenant, now) = (user.Caller.Tenant, clock.GetUtcNow());
        if (name == user.Caller.User)
        {
            return Oneself;
        }

        if (name is null || !Words.IsText(name)
            || await db.People.SingleOrDefaultAsync(p => p.Tenant == tenant && p.User == name, cancellationToken) is not { } person)
        {
            return Refusal.NotFound;
        }

        if (isBlocked ? person.Block(user.Caller.Signature, now) : person.Unblock())
        {
            db.PersonEvents.Add(new PersonEvent
            {
                Id = Guid.CreateVersion7(now), Tenant = tenant, User = person.User, By = user.Caller.Signature, At = now,
                What = isBlocked ? PersonEvent.Blocked : PersonEvent.Unblocked
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return ListPeopleHandler.ToView(person);
    }
}

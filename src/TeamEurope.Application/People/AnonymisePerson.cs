using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.People;

namespace TeamEurope.Application.People;

/// <summary>Somebody of the caller's tenant who has left: a pseudonym takes the place of the name. It cannot be undone.</summary>
[Allow(Role.Lead)]
[Audited(AuditWords.PersonAnonymised)]
public sealed record AnonymisePerson(string? User) : ICommand<AnonymisedView>, IReachesOthers;

internal sealed class AnonymisePersonHandler(ITeamEuropeDb db, PersonAnonymiser anonymiser, CurrentUser user) : IRequestHandler<AnonymisePerson, Result<AnonymisedView>>
{
    public async Task<Result<AnonymisedView>> Handle(AnonymisePerson request, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        if (request.User == user.Caller.User)
        {
            return new Refusal(RefusalKind.Impossible, "not-oneself", Say.Of("Refused.NotOneselfAnonymous"));
        }

        if (request.User is not { } name || !Words.IsText(name)
            || await db.People.SingleOrDefaultAsync(p => p.Tenant == tenant && p.User == name, cancellationToken) is not { } person)
        {
            return Refusal.NotFound;
        }

        return person.IsFormer
            ? new Refusal(RefusalKind.Impossible, "already-anonymous", Say.Of("Refused.AlreadyAnonymous"))
            : new AnonymisedView(await anonymiser.AnonymiseAsync(person, user.Caller.Signature, cancellationToken));
    }
}

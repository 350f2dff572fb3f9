using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.People;

/// <summary>Somebody of the caller's tenant may come in again.</summary>
[Allow(Role.Lead)]
[Audited(AuditWords.PersonUnblocked)]
public sealed record UnblockPerson(string? User) : ICommand<PersonView>;

internal sealed class UnblockPersonHandler(PersonBlocker blocker) : IRequestHandler<UnblockPerson, Result<PersonView>>
{
    public Task<Result<PersonView>> Handle(UnblockPerson request, CancellationToken cancellationToken) =>
        blocker.SetAsync(request.User, isBlocked: false, cancellationToken);
}

using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.People;

/// <summary>Somebody of the caller's tenant may no longer come in, from a minute later at most.</summary>
[Allow(Role.Lead)]
[Audited(AuditWords.PersonBlocked)]
public sealed record BlockPerson(string? User) : ICommand<PersonView>;

internal sealed class BlockPersonHandler(PersonBlocker blocker) : IRequestHandler<BlockPerson, Result<PersonView>>
{
    public Task<Result<PersonView>> Handle(BlockPerson request, CancellationToken cancellationToken) =>
        blocker.SetAsync(request.User, isBlocked: true, cancellationToken);
}

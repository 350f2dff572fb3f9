using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>How many initiatives of a selection the caller may see.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record CountInitiatives(InitiativeSelection Selection) : IQuery<InitiativeCount>;

internal sealed class CountInitiativesHandler(InitiativeSelector selector) : IRequestHandler<CountInitiatives, Result<InitiativeCount>>
{
    public async Task<Result<InitiativeCount>> Handle(CountInitiatives request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var found = selector.Select(errors, request.Selection);
        return errors.Any ? errors.ToRefusal() : new InitiativeCount(await found.CountAsync(cancellationToken));
    }
}

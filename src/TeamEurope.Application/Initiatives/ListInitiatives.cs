using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Initiatives;

/// <summary>The initiatives that the caller may see, latest change first or in another order.</summary>
/// <param name="Sort">changed (the usual), reference, title, owner or stage; with - before it the reverse.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListInitiatives(InitiativeSelection Selection, string? Sort, string? After, int? Limit) : IQuery<Page<InitiativeSummary>>;

internal sealed class ListInitiativesHandler(InitiativeSelector selector) : IRequestHandler<ListInitiatives, Result<Page<InitiativeSummary>>>
{
    public async Task<Result<Page<InitiativeSummary>>> Handle(ListInitiatives request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var order = InitiativeOrder.Read(errors, request.Sort);
        var found = selector.Select(errors, request.Selection);
        var page = await order.PageAsync(errors, found, request.After, limit, cancellationToken);
        return errors.Any ? errors.ToRefusal() : page;
    }
}

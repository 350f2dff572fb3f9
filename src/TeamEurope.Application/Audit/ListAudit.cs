using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Audit;

/// <summary>What the people of the caller's tenant did, newest first: who, from where, what, on which reference, when; and what of others they opened.</summary>
/// <param name="User">One user's acts.</param>
/// <param name="What">One kind of act: a word of <see cref="AuditWords.All"/>.</param>
[Allow(Role.Auditor)]
public sealed record ListAudit(
    string? User = null, string? What = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int? Limit = null)
    : IQuery<Page<AuditView>>, IReachesOthers;

internal sealed class ListAuditHandler(AuditLister lister) : IRequestHandler<ListAudit, Result<Page<AuditView>>>
{
    public async Task<Result<Page<AuditView>>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var page = await lister.ListAsync(request, cancellationToken);
        return page.Refusal is { } refusal ? refusal : new Page<AuditView>([.. page.Value.Items.Select(l => l.View)], page.Value.Next);
    }
}

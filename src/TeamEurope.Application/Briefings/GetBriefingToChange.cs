using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Briefings;

/// <summary>A briefing for whoever may change it still; refused to others, and when frozen, as the change itself would be.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
public sealed record GetBriefingToChange(Guid Id) : IQuery<BriefingView>;

internal sealed class GetBriefingToChangeHandler(BriefingFinder finder) : IRequestHandler<GetBriefingToChange, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(GetBriefingToChange request, CancellationToken cancellationToken)
    {
        var found = await finder.FindChangeableAsync(request.Id, cancellationToken);
        return found.Refusal is { } refusal ? refusal : await finder.ToViewAsync(found.Value, cancellationToken);
    }
}

using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Briefings;

/// <summary>A briefing laid out as it prints, for showing it on a page.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetBriefingDocument(Guid Id) : IQuery<BriefingDocument>;

internal sealed class GetBriefingDocumentHandler(BriefingFinder finder, BriefingLayout layout)
    : IRequestHandler<GetBriefingDocument, Result<BriefingDocument>>
{
    public async Task<Result<BriefingDocument>> Handle(GetBriefingDocument request, CancellationToken cancellationToken) =>
        await finder.FindAsync(request.Id, cancellationToken) is { } briefing
            ? layout.LayOut(briefing.ReadContent(), briefing.Language)
            : Refusal.NotFound;
}

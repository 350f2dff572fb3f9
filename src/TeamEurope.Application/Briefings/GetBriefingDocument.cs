using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Briefings;

/// <summary>A briefing laid out as it prints, for showing it on a page.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.BriefingRead)]
public sealed record GetBriefingDocument(Guid Id) : IQuery<BriefingDocument>;

internal sealed class GetBriefingDocumentHandler(BriefingFinder finder, BriefingLayout layout, AuditReads reads)
    : IRequestHandler<GetBriefingDocument, Result<BriefingDocument>>
{
    public async Task<Result<BriefingDocument>> Handle(GetBriefingDocument request, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(request.Id, cancellationToken) is not { } briefing)
        {
            return Refusal.NotFound;
        }

        reads.OfBriefing(briefing);
        return layout.LayOut(await finder.ReadAsync(briefing, cancellationToken), briefing.Language);
    }
}

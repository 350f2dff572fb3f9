using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Partners;

/// <summary>All ratings of a country by the caller's tenant, latest first.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListRatingHistory(string Country) : IQuery<Page<RiskRatingStep>>;

internal sealed class ListRatingHistoryHandler(ITeamEuropeDb db, ReferenceData reference, CurrentUser user)
    : IRequestHandler<ListRatingHistory, Result<Page<RiskRatingStep>>>
{
    public async Task<Result<Page<RiskRatingStep>>> Handle(ListRatingHistory request, CancellationToken cancellationToken)
    {
        if (!reference.IsCountry(request.Country))
        {
            return Refusal.NotFound;
        }

        var own = await db.RiskRatings.AsNoTracking().Where(r => r.Tenant == user.Caller.Tenant && r.Country == request.Country)
            .OrderByDescending(r => r.Sequence).ToListAsync(cancellationToken);
        return new Page<RiskRatingStep>(
            own.Select(r => new RiskRatingStep(r.Risk is { } risk ? GetRiskHandler.Word(risk) : null, r.Reason, r.By, r.At)).ToArray(), null);
    }
}

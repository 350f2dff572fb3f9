using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Partners;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Partners;

/// <summary>How the caller's tenant rates now the countries that it has ever rated; its own, shown to nobody else.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListRatings : IQuery<Page<RiskRatingView>>;

internal sealed class ListRatingsHandler(ITeamEuropeDb db, ReferenceData reference, CurrentUser user)
    : IRequestHandler<ListRatings, Result<Page<RiskRatingView>>>
{
    public async Task<Result<Page<RiskRatingView>>> Handle(ListRatings request, CancellationToken cancellationToken)
    {
        var own = await db.RiskRatings.AsNoTracking().Current().Where(r => r.Tenant == user.Caller.Tenant).OrderBy(r => r.Country).ToListAsync(cancellationToken);
        return new Page<RiskRatingView>(own.Select(r => GetRiskHandler.ToView(r.Country, r, reference)).ToArray(), null);
    }
}

internal static class RatingQueries
{
    /// <summary>The latest of each tenant and country.</summary>
    public static IQueryable<RiskRating> Current(this IQueryable<RiskRating> ratings) =>
        ratings.Where(r => !ratings.Any(later => later.Tenant == r.Tenant && later.Country == r.Country && later.Sequence > r.Sequence));
}

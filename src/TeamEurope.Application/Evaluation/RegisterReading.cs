using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Partners;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Partners;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Evaluation;

/// <summary>Reads from the database what the rules look at, and no more.</summary>
internal static class RegisterReading
{
    public static async Task<List<Footprint>> ReadFootprintsAsync(this IQueryable<Initiative> initiatives, CancellationToken cancellationToken)
    {
        var footprints = new List<Footprint>();
        await foreach (var row in initiatives.AsNoTracking()
            .Select(i => new { i.Id, i.Owner, i.Reference, i.Content, i.Stage, i.NegotiatingSince })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            footprints.Add(new InitiativeState(row.Content, row.Stage, row.NegotiatingSince).ToFootprint(row.Id, row.Owner, row.Reference));
        }

        return footprints;
    }

    /// <summary>The ratings that hold at present.</summary>
    public static async Task<List<(string Tenant, string Country, Risk? Risk)>> ReadRatingsAsync(this IQueryable<RiskRating> ratings, CancellationToken cancellationToken)
    {
        var current = await ratings.Current().Select(r => new { r.Tenant, r.Country, r.Risk }).ToListAsync(cancellationToken);
        return current.ConvertAll(r => (r.Tenant, r.Country, r.Risk));
    }
}

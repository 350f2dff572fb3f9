using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;

namespace TeamEurope.Application.People;

/// <summary>The leads of tenants: those who have signed in as such and are not blocked.</summary>
public static class Leads
{
    public static async Task<List<(string Tenant, string User)>> LeadsOfAsync(
        this ITeamEuropeDb db, IReadOnlyCollection<string> tenants, CancellationToken cancellationToken)
    {
        var lead = nameof(Role.Lead);
        var people = await db.People.AsNoTracking().Where(p => tenants.Contains(p.Tenant) && p.Role == lead && !p.IsBlocked)
            .Select(p => new { p.Tenant, p.User }).ToListAsync(cancellationToken);
        return people.ConvertAll(p => (p.Tenant, p.User));
    }
}

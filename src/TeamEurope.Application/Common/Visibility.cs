using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Common;

/// <summary>
/// Confidentiality as a query: domain.md's table, applied by the database itself. Every read of initiatives passes here.
/// </summary>
public static class VisibilityQueries
{
    public static IQueryable<Initiative> VisibleTo(this IQueryable<Initiative> initiatives, string tenant) =>
        initiatives.Where(i => i.Owner == tenant
            || (i.Stage != Stage.Draft
                && (i.Visibility == Visibility.TeamEurope
                    || i.Visibility == Visibility.Public
                    || i.Tenants.Any(t => t.Tenant == tenant && (t.IsParticipant || i.Visibility == Visibility.Named)))));

    /// <summary>What every one of these tenants may see, and no more.</summary>
    public static IQueryable<Initiative> VisibleToEach(this IQueryable<Initiative> initiatives, IEnumerable<string> tenants) =>
        tenants.Aggregate(initiatives, (left, tenant) => left.VisibleTo(tenant));

    /// <summary>What every tenant may see.</summary>
    public static IQueryable<Initiative> VisibleToAll(this IQueryable<Initiative> initiatives) =>
        initiatives.Where(i => i.Stage != Stage.Draft && (i.Visibility == Visibility.TeamEurope || i.Visibility == Visibility.Public));

    /// <summary>Those at a live stage.</summary>
    public static IQueryable<Initiative> WhereLive(this IQueryable<Initiative> initiatives) => initiatives.Where(i =>
        i.Stage == Stage.Exploratory || i.Stage == Stage.Negotiating || i.Stage == Stage.Agreed || i.Stage == Stage.InForce);
}

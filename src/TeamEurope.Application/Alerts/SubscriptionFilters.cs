using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Alerts;

/// <summary>Spells subscriptions out with the reference data.</summary>
public sealed class SubscriptionFilters(ITeamEuropeDb db, ReferenceData reference)
{
    public SubscriptionFilter Of(Subscription subscription)
    {
        var ofRing = reference.Rings.SingleOrDefault(r => r.Number == subscription.Ring)?.Countries;
        var countries = (subscription.Country, ofRing) switch
        {
            (null, null) => null,
            (null, _) => ofRing,
            (var country, null) => [country],
            var (country, _) => ofRing.Contains(country) ? [country] : []
        };
        return new SubscriptionFilter(countries, subscription.Goal, subscription.Rule, subscription.Level);
    }

    public async Task<List<SubscriptionFilter>> OfAsync(Caller caller, CancellationToken cancellationToken)
    {
        var own = await db.Subscriptions.AsNoTracking().Where(s => s.Tenant == caller.Tenant && s.User == caller.User).ToListAsync(cancellationToken);
        return own.Select(Of).ToList();
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>Asks to hear of more than the own tenant's alerts.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record Subscribe(SubscriptionRequest Body) : ICommand<SubscriptionView>;

[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListSubscriptions : IQuery<Page<SubscriptionView>>;

[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record Unsubscribe(Guid Id) : ICommand<Done>;

internal sealed class SubscribeHandler(ITeamEuropeDb db, ReferenceFilters filters, CurrentUser user) : IRequestHandler<Subscribe, Result<SubscriptionView>>
{
    private const int Most = 50;

    public async Task<Result<SubscriptionView>> Handle(Subscribe request, CancellationToken cancellationToken)
    {
        var (body, caller) = (request.Body, user.Caller);
        var errors = new FieldErrors();
        filters.ReadCountries(errors, body.Country, body.Ring);
        filters.CheckGoal(errors, body.Goal);
        ReferenceFilters.Check(errors, "rule", body.Rule, SubscriptionFilter.Rules);
        var level = errors.OptionalWord<AlertLevel>("level", body.Level);
        if (await db.Subscriptions.CountAsync(s => s.Tenant == caller.Tenant && s.User == caller.User, cancellationToken) >= Most)
        {
            errors.Add("$", $"At most {Most} subscriptions for each user.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var subscription = new Subscription
        {
            Id = Guid.CreateVersion7(), Tenant = caller.Tenant, User = caller.User,
            Country = body.Country, Ring = body.Ring, Goal = body.Goal, Rule = body.Rule, Level = level
        };
        db.Subscriptions.Add(subscription);
        await db.SaveChangesAsync(cancellationToken);
        return ListSubscriptionsHandler.ToView(subscription);
    }
}

internal sealed class ListSubscriptionsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<ListSubscriptions, Result<Page<SubscriptionView>>>
{
    public async Task<Result<Page<SubscriptionView>>> Handle(ListSubscriptions request, CancellationToken cancellationToken)
    {
        var own = await db.Subscriptions.AsNoTracking().Where(s => s.Tenant == user.Caller.Tenant && s.User == user.Caller.User)
            .OrderBy(s => s.Id).ToListAsync(cancellationToken);
        return new Page<SubscriptionView>(own.Select(ToView).ToArray(), null);
    }

    public static SubscriptionView ToView(Subscription s) => new(s.Id, s.Country, s.Ring, s.Goal, s.Rule, s.Level?.ToString());
}

internal sealed class UnsubscribeHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<Unsubscribe, Result<Done>>
{
    public async Task<Result<Done>> Handle(Unsubscribe request, CancellationToken cancellationToken)
    {
        var own = db.Subscriptions.Where(s => s.Tenant == user.Caller.Tenant && s.User == user.Caller.User);
        if (await own.SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } subscription)
        {
            return Refusal.NotFound;
        }

        db.Subscriptions.Remove(subscription);
        await db.SaveChangesAsync(cancellationToken);
        return default(Done);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>Asks to hear of more than the own tenant's alerts.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.SubscriptionAdded)]
public sealed record Subscribe(SubscriptionRequest Body) : ICommand<SubscriptionView>;

/// <summary>The caller's own.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListSubscriptions : IQuery<Page<SubscriptionView>>;

/// <summary>Takes one of the caller's own back.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.SubscriptionRemoved)]
public sealed record Unsubscribe(Guid Id) : ICommand<Done>;

/// <summary>Asks differently: what is left out matches all, as in a new one.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.SubscriptionChanged)]
public sealed record ChangeSubscription(Guid Id, SubscriptionRequest Body) : ICommand<SubscriptionView>;

internal sealed class SubscribeHandler(ITeamEuropeDb db, SubscriptionReader reader, CurrentUser user) : IRequestHandler<Subscribe, Result<SubscriptionView>>
{
    private const int Most = 50;

    public async Task<Result<SubscriptionView>> Handle(Subscribe request, CancellationToken cancellationToken)
    {
        var caller = user.Caller;
        var errors = new FieldErrors();
        var subscription = new Subscription { Id = Guid.CreateVersion7(), Tenant = caller.Tenant, User = caller.User };
        reader.Read(errors, request.Body, subscription);
        if (await db.Subscriptions.CountAsync(s => s.Tenant == caller.Tenant && s.User == caller.User, cancellationToken) >= Most)
        {
            errors.Add("$", Say.Of("Alert.MostSubscriptions", Most));
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        db.Subscriptions.Add(subscription);
        await db.SaveChangesAsync(cancellationToken);
        return ListSubscriptionsHandler.ToView(subscription);
    }
}

internal sealed class ChangeSubscriptionHandler(ITeamEuropeDb db, SubscriptionReader reader, CurrentUser user)
    : IRequestHandler<ChangeSubscription, Result<SubscriptionView>>
{
    public async Task<Result<SubscriptionView>> Handle(ChangeSubscription request, CancellationToken cancellationToken)
    {
        var own = db.Subscriptions.Where(s => s.Tenant == user.Caller.Tenant && s.User == user.Caller.User);
        if (await own.SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } subscription)
        {
            return Refusal.NotFound;
        }

        var errors = new FieldErrors();
        reader.Read(errors, request.Body, subscription);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        await db.SaveChangesAsync(cancellationToken);
        return ListSubscriptionsHandler.ToView(subscription);
    }
}

/// <summary>Takes what is asked for into a subscription; where something is wrong, the errors say so and nothing is to be saved.</summary>
public sealed class SubscriptionReader(ReferenceFilters filters)
{
    public void Read(FieldErrors errors, SubscriptionRequest body, Subscription subscription)
    {
        filters.ReadCountries(errors, body.Country, body.Ring);
        filters.CheckGoal(errors, body.Goal);
        ReferenceFilters.Check(errors, "rule", body.Rule, SubscriptionFilter.Rules);
        (subscription.Country, subscription.Ring, subscription.Goal, subscription.Rule) = (body.Country, body.Ring, body.Goal, body.Rule);
        subscription.Level = errors.OptionalWord<AlertLevel>("level", body.Level);
        subscription.Delivery = errors.Word("delivery", body.Delivery, Delivery.Live);
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

    public static SubscriptionView ToView(Subscription s) => new(s.Id, s.Country, s.Ring, s.Goal, s.Rule, s.Level?.ToString(), s.Delivery.ToString());
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

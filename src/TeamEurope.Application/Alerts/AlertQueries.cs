using TeamEurope.Application.Common;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>Who reads which alert, as queries that the database applies.</summary>
public static class AlertQueries
{
    public static readonly AlertStatus[] Standing = [AlertStatus.Open, AlertStatus.Acknowledged, AlertStatus.InDiscussion];
    public static readonly AlertLevel[] WarningLevels = [AlertLevel.Medium, AlertLevel.High, AlertLevel.Critical];

    /// <summary>
    /// The alerts whose form fits what the tenant may see now: in full where it sees every initiative, the blind item where it
    /// sees exactly what that item shows. Says nothing of the audience.
    /// </summary>
    public static IQueryable<Alert> ReadableBy(this IQueryable<Alert> alerts, ITeamEuropeDb db, string tenant)
    {
        var visible = db.Initiatives.VisibleTo(tenant);
        return alerts.Where(a =>
            (a.First == null || visible.Any(i => i.Id == a.First) != a.IsFirstHidden)
            && (a.Second == null || visible.Any(i => i.Id == a.Second) != a.IsSecondHidden));
    }

    /// <summary>The same for counting and ranking over all alerts: what the tenant may see is looked up once, not alert by alert.</summary>
    public static IQueryable<Alert> ManyReadableBy(this IQueryable<Alert> alerts, ITeamEuropeDb db, string tenant)
    {
        var visible = db.Initiatives.VisibleTo(tenant).Select(i => i.Id);
        return alerts.Where(a =>
            (a.First == null || visible.Contains(a.First.Value) != a.IsFirstHidden)
            && (a.Second == null || visible.Contains(a.Second.Value) != a.IsSecondHidden));
    }

    /// <summary>Assigned to the caller: by name within the own tenant, or by anybody with the tenant before the name. Others may have namesakes.</summary>
    public static IQueryable<Alert> AssignedTo(this IQueryable<Alert> alerts, Caller caller)
    {
        var (name, tenant, signature) = (caller.User, caller.Tenant, caller.Signature);
        return alerts.Where(a => (a.Assignee == name && a.AssigneeTenant == tenant) || a.Assignee == signature);
    }

    /// <summary>Those of them whose audience includes the caller, by its tenant, as a coordinator or by a subscription.</summary>
    public static IQueryable<Alert> AddressedTo(this IQueryable<Alert> alerts, Caller caller, IReadOnlyList<SubscriptionFilter> subscriptions)
    {
        var (tenant, isCoordinator) = (caller.Tenant, caller.IsCoordinator);
        var subscribed = subscriptions.Count == 0
            ? null
            : subscriptions.Select(s => s.Apply(alerts).Select(a => a.Id)).Aggregate((x, y) => x.Union(y));
        return subscribed is null
            ? alerts.Where(a => a.Audience.Any(t => t.Tenant == tenant) || (isCoordinator && a.IsForCoordinators))
            : alerts.Where(a => a.Audience.Any(t => t.Tenant == tenant) || (isCoordinator && a.IsForCoordinators) || subscribed.Contains(a.Id));
    }
}

/// <summary>A subscription, with ring and goal spelled out as countries and nothing left to look up.</summary>
public sealed record SubscriptionFilter(IReadOnlyList<string>? Countries, string? Goal, string? Rule, AlertLevel? Level)
{
    /// <summary>Only pairs, spillovers and groups are news for subscribers; the others are their owner's conscience.</summary>
    public static readonly string[] Rules = [.. RuleNames.Pair, RuleNames.Spillover, RuleNames.TeamEuropeOpportunity];

    public IQueryable<Alert> Apply(IQueryable<Alert> alerts) => alerts.Where(a =>
        Rules.Contains(a.Rule)
        && (Countries == null || a.Countries.Any(c => Countries.Contains(c.Country)))
        && (Rule == null || a.Rule == Rule)
        && (Level == null || a.Level == Level)
        && (Goal == null || a.Goals.Contains("," + Goal + ",")));

    /// <summary>The same question of one alert in memory: whether its news goes to the subscriber.</summary>
    public bool Matches(AlertAddress alert) =>
        Rules.Contains(alert.Alert.Rule)
        && (Countries is null || alert.Countries.Any(Countries.Contains))
        && (Rule is null || alert.Alert.Rule == Rule)
        && (Level is null || alert.Level == Level)
        && (Goal is null || alert.Goals.Contains($",{Goal},", StringComparison.Ordinal));
}

using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>Which alerts are meant; what is left out does not narrow. The same words for lists and counts.</summary>
public sealed record AlertSearch
{
    public const string VisibleScope = "visible";
    public const string Warnings = "warnings";
    public const string Opportunities = "opportunities";
    public const string None = "none";
    public const string Overdue = "overdue";
    public const string Week = "week";

    public string? Status { get; init; }
    public string? Rule { get; init; }
    public string? Level { get; init; }

    /// <summary>A country, or <c>none</c> for alerts of no country.</summary>
    public string? Country { get; init; }

    /// <summary>A family of instruments, or <c>none</c> for alerts that name none that their reader sees.</summary>
    public string? Family { get; init; }
    public int? Ring { get; init; }
    public Guid? Initiative { get; init; }

    /// <summary><c>mine</c> (usual) or <c>visible</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>Warnings of this level and above.</summary>
    public string? MinLevel { get; init; }

    /// <summary><c>warnings</c> or <c>opportunities</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>A user's name, or <c>none</c>.</summary>
    public string? Assignee { get; init; }

    /// <summary>Assigned to the caller.</summary>
    public bool Mine { get; init; }

    /// <summary>Of those that stand: <c>overdue</c>, or due within a <c>week</c>.</summary>
    public string? Due { get; init; }

    /// <summary>Warnings that the caller's tenant has not acknowledged as they stand.</summary>
    public bool Unacknowledged { get; init; }

    /// <summary>Open, acknowledged or in discussion.</summary>
    public bool Standing { get; init; }

    /// <summary>Opened before this day.</summary>
    public DateOnly? OpenedBefore { get; init; }

    /// <summary>Those too that were cleared long ago and set aside.</summary>
    public bool Archived { get; init; }
}

/// <summary>Reads a search and applies it to what the caller may read.</summary>
public sealed class AlertSearcher(ITeamEuropeDb db, AlertFinder finder, ReferenceFilters filters, CurrentUser user, TimeProvider clock)
{
    private const int DaysOfWeek = 7;

    private static readonly AlertLevel[] Rising = [AlertLevel.Low, AlertLevel.Medium, AlertLevel.High, AlertLevel.Critical];

    /// <summary>The alerts found, or null where <paramref name="errors"/> says what is wrong.</summary>
    /// <param name="many">As a query that counts over all of them fast, where the usual one gives the first of them fast.</param>
    public async Task<IQueryable<Alert>?> FindAsync(AlertSearch search, FieldErrors errors, CancellationToken cancellationToken, bool many = false)
    {
        var hasNoCountry = search.Country == AlertSearch.None;
        var countries = filters.ReadCountries(errors, hasNoCountry ? null : search.Country, search.Ring);
        var status = errors.OptionalWord<AlertStatus>("status", search.Status);
        var level = errors.OptionalWord<AlertLevel>("level", search.Level);
        var minLevel = errors.OptionalWord<AlertLevel>("minLevel", search.MinLevel);
        if (minLevel == AlertLevel.Opportunity)
        {
            errors.Add("minLevel", Say.Of("Alert.NoWarning", string.Join(", ", Rising)));
        }

        filters.CheckFamily(errors, search.Family, AlertSearch.None);
        ReferenceFilters.Check(errors, "rule", search.Rule, RuleNames.All.Append(Alert.Collision));
        ReferenceFilters.Check(errors, "scope", search.Scope, ["mine", AlertSearch.VisibleScope]);
        ReferenceFilters.Check(errors, "kind", search.Kind, [AlertSearch.Warnings, AlertSearch.Opportunities]);
        ReferenceFilters.Check(errors, "due", search.Due, [AlertSearch.Overdue, AlertSearch.Week]);
        if (errors.Any)
        {
            return null;
        }

        var alsoVisible = search.Scope == AlertSearch.VisibleScope;
        var found = many ? await finder.ManyAsync(alsoVisible, cancellationToken) : await finder.ReadableAsync(alsoVisible, cancellationToken);
        found = search.Archived ? found : found.Where(a => a.ArchivedAt == null);
        found = status is { } wanted ? WithStatus(found, wanted) : found;
        found = level is { } wantedLevel ? found.Where(a => a.Level == wantedLevel) : found;
        found = minLevel is { } least ? AtLeast(found, least) : found;
        found = search.Rule is { } rule ? found.Where(a => a.Rule == rule) : found;
        found = countries is not null ? found.Where(a => a.Countries.Any(c => countries.Contains(c.Country))) : found;
        found = hasNoCountry ? found.Where(a => a.Countries.Count == 0) : found;
        found = search.Family is { } family ? OfFamily(found, family) : found;
        found = search.OpenedBefore is { } day ? OpenedBefore(found, day) : found;
        found = WithLife(found, search);
        return search.Initiative is { } initiative ? await ShowingAsync(found, initiative, cancellationToken) : found;
    }

    private IQueryable<Alert> WithLife(IQueryable<Alert> found, AlertSearch search)
    {
        var (tenant, today) = (user.Caller.Tenant, clock.Today());
        var nextWeek = today.AddDays(DaysOfWeek);
        found = search.Kind switch
        {
            AlertSearch.Warnings => found.Where(a => a.Level != AlertLevel.Opportunity),
            AlertSearch.Opportunities => found.Where(a => a.Level == AlertLevel.Opportunity),
            _ => found
        };
        found = search.Assignee switch
        {
            null => found,
            // Whom another assigned to a spillover may be hidden: it is found by those alone who did it, and passes as nobody's for the others.
            AlertSearch.None => found.Where(a => a.Assignee == null || (a.Rule == RuleNames.Spillover && a.AssigneeTenant != tenant)),
            var assignee => found.Where(a => a.Assignee == assignee && (a.Rule != RuleNames.Spillover || a.AssigneeTenant == tenant))
        };
        found = search.Mine ? found.AssignedTo(user.Caller) : found;
        found = search.Standing || search.Due is not null ? found.Where(a => AlertQueries.Standing.Contains(a.Status)) : found;
        found = search.Due switch
        {
            AlertSearch.Overdue => found.Where(a => a.DueOn < today),
            AlertSearch.Week => found.Where(a => a.DueOn >= today && a.DueOn <= nextWeek),
            _ => found
        };
        return search.Unacknowledged
            ? found.Where(a => a.Level != AlertLevel.Opportunity && !a.Acknowledgements.Any(k => k.Tenant == tenant))
            : found;
    }

    private IQueryable<Alert> OfFamily(IQueryable<Alert> found, string family)
    {
        var word = AlertGrouping.Naming(family);
        var named = family == AlertSearch.None
            ? db.AlertGroupings.Where(g => g.Families == AlertGrouping.None)
            : db.AlertGroupings.Where(g => g.Families.Contains(word));
        var groupings = named.Select(g => (long?)g.Id);
        return found.Where(a => groupings.Contains(a.Grouping));
    }

    private static IQueryable<Alert> AtLeast(IQueryable<Alert> found, AlertLevel least)
    {
        var levels = Rising.Where(l => l >= least).ToList();
        return found.Where(a => levels.Contains(a.Level));
    }

    private static IQueryable<Alert> OpenedBefore(IQueryable<Alert> found, DateOnly day)
    {
        var instant = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return found.Where(a => a.OpenedAt < instant);
    }

    /// <summary>A blind item's status is its reader's own tenant's.</summary>
    private IQueryable<Alert> WithStatus(IQueryable<Alert> alerts, AlertStatus status)
    {
        var tenant = user.Caller.Tenant;
        return status switch
        {
            AlertStatus.Open => alerts.Where(a => a.Rule == Alert.Collision
                ? AlertQueries.Standing.Contains(a.Status) && !a.Acknowledgements.Any(k => k.Tenant == tenant)
                : a.Status == AlertStatus.Open),
            AlertStatus.Acknowledged => alerts.Where(a => a.Rule == Alert.Collision
                ? AlertQueries.Standing.Contains(a.Status) && a.Acknowledgements.Any(k => k.Tenant == tenant)
                : a.Status == AlertStatus.Acknowledged),
            _ => alerts.Where(a => a.Status == status)
        };
    }

    /// <summary>Those that show the initiative: a blind item is not found by its hidden side.</summary>
    private static async Task<IQueryable<Alert>> ShowingAsync(IQueryable<Alert> alerts, Guid initiative, CancellationToken cancellationToken)
    {
        // Members stand in the substance, which the database does not look into: those of groups, whose level has an index, and those of
        // the blind items that stand for a spillover, which have no first side.
        var grouped = await alerts.Where(a => a.Level == AlertLevel.Opportunity)
            .Concat(alerts.Where(a => a.First == null && a.Rule == Alert.Collision))
            .Select(a => new { a.Id, a.Substance }).ToListAsync(cancellationToken);
        var ids = grouped.Where(g => g.Substance.Members.Contains(initiative)).Select(g => g.Id).ToList();
        return alerts.Where(a => (a.First == initiative && !a.IsFirstHidden) || (a.Second == initiative && !a.IsSecondHidden) || ids.Contains(a.Id));
    }
}

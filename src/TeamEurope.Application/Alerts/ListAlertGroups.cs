using System.Globalization;
using MediatR;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>
/// The alerts that the same search would list, counted by country and family of instruments, the gravest groups first. An alert of several
/// countries or families is counted in each.
/// </summary>
/// <param name="After">How many groups to leave out at the beginning.</param>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListAlertGroups(AlertSearch Search, string? After, int? Limit) : IQuery<Page<AlertGroupView>>;

internal sealed class ListAlertGroupsHandler(AlertSearcher searcher, AlertGrouper grouper, ReferenceFilters filters)
    : IRequestHandler<ListAlertGroups, Result<Page<AlertGroupView>>>
{
    public async Task<Result<Page<AlertGroupView>>> Handle(ListAlertGroups request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var after = 0;
        if (!string.IsNullOrEmpty(request.After) && !int.TryParse(request.After, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            errors.Add("after", Say.Of("Field.NoCursor"));
        }

        if (await searcher.FindAsync(request.Search, errors, cancellationToken, many: true) is not { } found || errors.Any)
        {
            return errors.ToRefusal();
        }

        var groups = GroupsOf(await grouper.CountAsync(found, cancellationToken), request.Search)
            .OrderByDescending(g => AlertGrouper.RankOf(g.Highest)).ThenByDescending(g => g.Levels[g.Highest]).ThenByDescending(g => g.Count)
            .ThenBy(g => g.Country, StringComparer.Ordinal).ThenBy(g => g.Family, StringComparer.Ordinal).ToList();
        var next = after + limit;
        return new Page<AlertGroupView>(
            groups.Skip(after).Take(limit).Select(g => g.ToView()).ToArray(),
            next < groups.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Where countries or families were asked for, only those are groups: of the others not all alerts were looked at.</summary>
    private Dictionary<(string? Country, string? Family), Group>.ValueCollection GroupsOf(List<AlertTally> tallies, AlertSearch search)
    {
        var countries = search.Country == AlertSearch.None ? [null] : filters.ReadCountries(new FieldErrors(), search.Country, search.Ring)?.ToHashSet<string?>();
        HashSet<string?>? families = search.Family switch { null => null, AlertSearch.None => [null], var family => [family] };
        var groups = new Dictionary<(string? Country, string? Family), Group>();
        foreach (var tally in tallies)
        {
            foreach (var country in WordsOf(tally.Grouping?.Countries).Where(c => countries?.Contains(c) ?? true))
            {
                foreach (var family in WordsOf(tally.Grouping?.Families).Where(f => families?.Contains(f) ?? true))
                {
                    if (!groups.TryGetValue((country, family), out var group))
                    {
                        groups[(country, family)] = group = new Group(country, family);
                    }

                    group.Add(tally);
                }
            }
        }

        return groups.Values;
    }

    private static string?[] WordsOf(string? joined) =>
        joined is not null && AlertGrouping.WordsOf(joined) is { Length: > 0 } words ? words : new string?[] { null };

    private sealed class Group(string? country, string? family)
    {
        private DateTimeOffset changedAt;

        public string? Country => country;
        public string? Family => family;
        public Dictionary<AlertLevel, int> Levels { get; } = [];
        public int Count => Levels.Values.Sum();
        public AlertLevel Highest => Levels.Keys.MaxBy(AlertGrouper.RankOf);

        public void Add(AlertTally tally)
        {
            Levels[tally.Level] = Levels.GetValueOrDefault(tally.Level) + tally.Count;
            changedAt = tally.ChangedAt > changedAt ? tally.ChangedAt : changedAt;
        }

        public AlertGroupView ToView() => new(
            country, family, Highest.ToString(), Count,
            Levels.OrderByDescending(l => AlertGrouper.RankOf(l.Key)).ToDictionary(l => l.Key.ToString(), l => l.Value), changedAt);
    }
}

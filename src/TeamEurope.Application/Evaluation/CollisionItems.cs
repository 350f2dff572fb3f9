using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Evaluation;

/// <summary>
/// The blind items: in place of a pair's alerts, for whoever may not see one side. An item for each point of view, each with an id
/// of its own, so that nothing about the item is shared with those who see more.
/// </summary>
public static class CollisionItems
{
    /// <summary>The points of view from which a pair is, or was, blind.</summary>
    public static IEnumerable<AlertIdentity> OfPair(Guid a, Guid b) =>
    [
        Identity($"pair|{a:N}|{b:N}|first", a, b, false, true, true),
        Identity($"pair|{a:N}|{b:N}|second", a, b, true, false, true),
        Identity($"pair|{a:N}|{b:N}|neither", a, b, true, true, true)
    ];

    /// <summary>An affected owner that may not see the initiative whose spillover reaches it.</summary>
    public static AlertIdentity OfSpillover(Guid initiative, string owner) =>
        Identity($"{SpilloverKeyOf(initiative)}{owner}", null, initiative, false, true, false);

    public static string SpilloverKeyOf(Guid initiative) => $"{Alert.Collision}|spillover|{initiative:N}|";

    /// <summary>What the item shows: the highest level and the countries of the alerts that stand, and the reader's own side.</summary>
    /// <returns>Null where nobody can have this point of view, or no alert stands.</returns>
    public static WantedAlert? Summarise(AlertIdentity identity, Footprint? first, Footprint? second, IEnumerable<Alert> behind)
    {
        var standing = behind.Where(a => a.Stands).ToList();
        if (standing.Count == 0 || first is null || second is null
            || (identity.IsFirstHidden && first.IsVisibleToAll) || (identity.IsSecondHidden && second.IsVisibleToAll))
        {
            return null;
        }

        var own = !identity.IsFirstHidden ? first : !identity.IsSecondHidden ? second : null;
        var instruments = own is null
            ? []
            : standing.SelectMany(a => a.Substance.Evidence).SelectMany(e => e.Measures).Where(m => m.Initiative == own.Id).Select(m => m.Instrument);
        return new WantedAlert(
            identity,
            Substance(standing.Max(a => a.Level), standing.SelectMany(a => a.Substance.Countries), instruments, [], own is null ? [] : [own.Owner]),
            own is null ? [] : own.Participants.Prepend(own.Owner).ToArray());
    }

    /// <summary>The same for an owner that a hidden initiative's spillover reaches: the exposed countries that it reaches itself.</summary>
    public static WantedAlert? Summarise(AlertIdentity identity, string owner, Footprint? hidden, Alert spillover)
    {
        var own = spillover.Substance.Affected.Where(a => a.Owner == owner).ToList();
        if (!spillover.Stands || own.Count == 0 || hidden is null || hidden.IsVisibleTo(owner))
        {
            return null;
        }

        var ids = own.Select(a => a.Initiative).ToHashSet();
        var instruments = spillover.Substance.Evidence.SelectMany(e => e.Measures).Where(m => ids.Contains(m.Initiative)).Select(m => m.Instrument);
        return new WantedAlert(
            identity,
            Substance(spillover.Level, own.SelectMany(a => a.Countries), instruments, own.Select(a => a.Initiative).ToArray(), [owner]),
            [owner]);
    }

    private static AlertIdentity Identity(string key, Guid? first, Guid? second, bool isFirstHidden, bool isSecondHidden, bool isForCoordinators) =>
        new(key.StartsWith(Alert.Collision, StringComparison.Ordinal) ? key : $"{Alert.Collision}|{key}",
            Alert.Collision, first, second, isFirstHidden, isSecondHidden, null, isForCoordinators);

    private static AlertSubstance Substance(
        AlertLevel level, IEnumerable<string> countries, IEnumerable<string> instruments, IReadOnlyList<Guid> members, IReadOnlyList<string> owners) => new(
        level, 0, [], countries.Distinct().Order(StringComparer.Ordinal).ToArray(), null, owners, [], [], members, [],
        instruments.Distinct().Order(StringComparer.Ordinal).ToArray(), []);
}

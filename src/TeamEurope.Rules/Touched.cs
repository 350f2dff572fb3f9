using TeamEurope.Rules.Register;

namespace TeamEurope.Rules;

/// <summary>
/// What a change can touch: the initiatives whose pair and single findings may differ, those whose spillover may,
/// and the groups that may. Everything else keeps its findings, whatever the change was.
/// </summary>
public sealed class Touched
{
    internal HashSet<Guid> InitiativeSet { get; } = [];
    internal HashSet<Guid> SpilloverSet { get; } = [];
    internal HashSet<Guid> NewcomerSet { get; } = [];
    internal HashSet<(string Country, string Strategy)> GroupSet { get; } = [];
    internal Dictionary<Guid, Footprint> EarlierMap { get; } = [];

    /// <summary>Everything is to be evaluated: also stored findings about what is no longer there do not hold.</summary>
    public bool IsEverything { get; internal set; }

    public IReadOnlyCollection<Guid> Initiatives => InitiativeSet;

    /// <summary>Those of them that were not in the register before: nothing was found about them yet.</summary>
    public IReadOnlyCollection<Guid> Newcomers => NewcomerSet;

    /// <summary>Others' initiatives whose spillover reaches, or reached, one that changed.</summary>
    public IReadOnlyCollection<Guid> Spillovers => SpilloverSet;

    public IReadOnlyCollection<(string Country, string Strategy)> Groups => GroupSet;

    /// <summary>What those that changed were before.</summary>
    public IReadOnlyDictionary<Guid, Footprint> Earlier => EarlierMap;

    /// <summary>These alone, whatever touched them.</summary>
    public static Touched Shared(IEnumerable<Guid> spillovers, IEnumerable<(string Country, string Strategy)> groups)
    {
        var touched = new Touched();
        touched.SpilloverSet.UnionWith(spillovers);
        touched.GroupSet.UnionWith(groups);
        return touched;
    }

    /// <summary>The same without others' spillovers and without groups.</summary>
    public Touched WithoutShared()
    {
        var own = new Touched();
        own.Add(this);
        own.SpilloverSet.Clear();
        own.GroupSet.Clear();
        return own;
    }

    /// <summary>For whoever no longer knows whether what was found about them has been kept.</summary>
    public void ForgetWhoIsNew() => NewcomerSet.Clear();

    /// <summary>What is known of these from before is out of date: their change has been dealt with.</summary>
    public void ForgetEarlier(IEnumerable<Guid> settled)
    {
        foreach (var id in settled)
        {
            EarlierMap.Remove(id);
        }
    }

    /// <summary>The same of all of them.</summary>
    public void ForgetEarlier() => EarlierMap.Clear();

    public void Add(Touched other)
    {
        IsEverything |= other.IsEverything;
        InitiativeSet.UnionWith(other.InitiativeSet);
        NewcomerSet.UnionWith(other.NewcomerSet);
        SpilloverSet.UnionWith(other.SpilloverSet);
        GroupSet.UnionWith(other.GroupSet);
        foreach (var (id, footprint) in other.EarlierMap)
        {
            EarlierMap.TryAdd(id, footprint);
        }
    }
}

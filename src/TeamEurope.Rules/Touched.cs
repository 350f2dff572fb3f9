namespace TeamEurope.Rules;

/// <summary>
/// What a change can touch: the initiatives whose pair and single findings may differ, those whose spillover may,
/// and the groups that may. Everything else keeps its findings, whatever the change was.
/// </summary>
public sealed class Touched
{
    internal HashSet<Guid> InitiativeSet { get; } = [];
    internal HashSet<Guid> SpilloverSet { get; } = [];
    internal HashSet<(string Country, string Strategy)> GroupSet { get; } = [];

    public IReadOnlyCollection<Guid> Initiatives => InitiativeSet;

    /// <summary>Others' initiatives whose spillover reaches, or reached, one that changed.</summary>
    public IReadOnlyCollection<Guid> Spillovers => SpilloverSet;

    public IReadOnlyCollection<(string Country, string Strategy)> Groups => GroupSet;
}

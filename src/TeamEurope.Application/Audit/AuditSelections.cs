using TeamEurope.Application.Initiatives;

namespace TeamEurope.Application.Audit;

/// <summary>What a list was narrowed to, for the audit chain: codes as they are, words that were looked for by their SHA-256.</summary>
internal static class AuditSelections
{
    public static IEnumerable<(string Name, object? Value)> Of(InitiativeSelection selection) =>
    [
        ("country", selection.Country), ("ring", selection.Ring), ("owner", selection.Owner), ("stage", selection.Stage), ("goal", selection.Goal),
        ("instrument", selection.Instrument), ("q", AuditStories.HashOf(selection.Q)), ("visibility", selection.Visibility), ("level", selection.Level),
        ("live", selection.Live)
    ];
}

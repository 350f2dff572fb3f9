using TeamEurope.Contracts;

namespace TeamEurope.Application.Digests;

/// <summary>What a digest has to say to one person, as that person may see it at this moment.</summary>
/// <param name="Changed">New and changed alerts by their countries and families, the gravest groups first.</param>
/// <param name="More">How many more there are, in other groups.</param>
/// <param name="Handling">The strictest mark of the initiatives named in it.</param>
public sealed record DigestContent(
    DateTimeOffset Since, IReadOnlyList<DigestGroup> Changed, int More, IReadOnlyList<AlertView> Due, IReadOnlyList<MentionView> Mentions, string Handling)
{
    public bool IsEmpty => Changed.Count == 0 && Due.Count == 0 && Mentions.Count == 0;
}

/// <summary>Alerts that have their countries and families in common.</summary>
/// <param name="Levels">How many of each level, the gravest first.</param>
/// <param name="Alerts">The latest of them.</param>
public sealed record DigestGroup(
    IReadOnlyList<string> Countries, IReadOnlyList<string> Families, IReadOnlyList<(string Level, int Count)> Levels, IReadOnlyList<AlertView> Alerts)
{
    public int More => Levels.Sum(l => l.Count) - Alerts.Count;
}

using TeamEurope.Contracts;

namespace TeamEurope.Application.Digests;

/// <summary>What a digest has to say to one person, as that person may see it at this moment.</summary>
/// <param name="Changed">New and changed alerts, the latest of them.</param>
/// <param name="More">How many more there are.</param>
/// <param name="Handling">The strictest mark of the initiatives named in it.</param>
public sealed record DigestContent(
    DateTimeOffset Since, IReadOnlyList<AlertView> Changed, int More, IReadOnlyList<AlertView> Due, IReadOnlyList<MentionView> Mentions, string Handling)
{
    public bool IsEmpty => Changed.Count == 0 && Due.Count == 0 && Mentions.Count == 0;
}

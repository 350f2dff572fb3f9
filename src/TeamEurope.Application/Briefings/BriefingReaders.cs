using TeamEurope.Application.Common;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Briefings;

/// <summary>
/// Everybody who reads a briefing: the tenants of its audience and the one that composes it. No audience means every tenant.
/// A briefing says only what each of them may see: confidentiality stands here, and every read of a briefing passes here.
/// </summary>
public sealed record BriefingReaders(IReadOnlyList<string> Audience, string Composer)
{
    public bool AreEverybody => Audience.Count == 0;

    /// <summary>Every reader by name; of no use where they are everybody.</summary>
    public IReadOnlyList<string> Named => [.. Audience.Append(Composer).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Drafts are nobody's business but their owner's, even where the owner is the only reader.</summary>
    public IQueryable<Initiative> Visible(IQueryable<Initiative> initiatives) =>
        AreEverybody ? initiatives.VisibleToAll() : initiatives.VisibleToEach(Named).Where(i => i.Stage != Stage.Draft);
}

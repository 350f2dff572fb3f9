using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>Three or more are setting out to do the same kind of thing in one country: better together (report, recommendation 3).</summary>
internal static class TeamEuropeOpportunity
{
    private const int FewestOwners = 3;

    /// <summary>Whether an initiative counts at all: live, still open, and visible to every tenant.</summary>
    public static bool Counts(ActiveInitiative initiative) =>
        initiative.IsLive && initiative.Footprint.Stage.IsOpen && initiative.Footprint.IsVisibleToAll;

    /// <summary>Whether a measure counts towards its strategy.</summary>
    public static bool Counts(ActiveMeasure measure) => measure.Direction is Direction.Offer or Direction.Joint;

    /// <summary>Whether two states of an initiative count alike, and for the same readers: who takes part in a member hears of its groups.</summary>
    public static bool CountAlike(ActiveInitiative one, ActiveInitiative other) =>
        Counts(one) == Counts(other)
        && one.Owner == other.Owner
        && one.Footprint.Participants.SequenceEqual(other.Footprint.Participants)
        && one.Direct.AsSpan().SequenceEqual(other.Direct)
        && one.Measures.Where(Counts).SequenceEqual(other.Measures.Where(Counts), ActiveMeasure.ByWhatItSays);

    /// <param name="members">The initiatives that count for this country and strategy.</param>
    /// <param name="rootOf">The top of an initiative's confirmed umbrella chain.</param>
    public static void Evaluate(
        string country, string strategy, IEnumerable<ActiveInitiative> members, Func<ActiveInitiative, Guid> rootOf, FoundVisitor visit)
    {
        var (owners, roots) = (new HashSet<string>(), new HashSet<Guid>());
        foreach (var member in members)
        {
            owners.Add(member.Owner);
            if (roots.Count < FewestOwners)
            {
                roots.Add(rootOf(member));
            }
        }

        if (owners.Count < FewestOwners || roots.Count < FewestOwners)
        {
            return;
        }

        var key = FindingKey.OfGroup(RuleNames.TeamEuropeOpportunity, country, strategy);
        var (score, terms) = new ScoreSheet().Add("owners", 10 * owners.Count).Total();
        visit(new Found(key, AlertLevel.Opportunity, score, () =>
        {
            var list = members.OrderBy(m => m.Id).ToList();
            return new Finding(
                key, AlertLevel.Opportunity, score, terms, [country], list.Select(m => m.Id).ToArray(),
                list.SelectMany(i => i.Measures
                    .Where(m => Counts(m) && m.Instrument.Strategy == strategy)
                    .Select(m => new Match(country, new(i.Id, m.Position), null))).ToArray());
        }));
    }
}

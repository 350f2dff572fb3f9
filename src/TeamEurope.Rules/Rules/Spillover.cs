using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>
/// The waterbed (report, 2.2 and chapter 6): closing one country sends people through another, where somebody else works.
/// </summary>
internal static class Spillover
{
    private const int MostOwnersCounted = 4;
    private static readonly string[] AffectedGoals = ["irregular", "return", "protection"];

    /// <summary>Whether a measure is of a goal that a spillover reaches.</summary>
    public static bool CanBeAffected(ActiveMeasure measure) => AffectedGoals.Contains(measure.Instrument.Goal);

    /// <param name="candidatesIn">The live initiatives that reach a country directly with a measure that can be affected.</param>
    /// <param name="areLinked">Whether two initiatives stand under one umbrella.</param>
    public static Finding? Evaluate(
        RuleContext context, ActiveInitiative initiative,
        Func<string, IEnumerable<ActiveInitiative>> candidatesIn, Func<ActiveInitiative, ActiveInitiative, bool> areLinked)
    {
        var restrictive = initiative.Measures.Where(m => m.Instrument.Restrictive).ToList();
        if (restrictive.Count == 0)
        {
            return null;
        }

        var evidence = new List<Match>();
        var tookPart = new SortedSet<string>(StringComparer.Ordinal);
        var affected = new SortedDictionary<Guid, (string Owner, SortedSet<string> Countries)>();
        foreach (var country in initiative.Direct)
        {
            foreach (var exposed in context.Reference.ExposedBy(country))
            {
                if (initiative.Reaches(context.Reference.IndexOf(exposed)))
                {
                    continue;
                }

                foreach (var other in candidatesIn(exposed))
                {
                    if (other.Owner == initiative.Owner || areLinked(initiative, other))
                    {
                        continue;
                    }

                    foreach (var (a, b) in Meetings(restrictive, other))
                    {
                        tookPart.Add(country);
                        evidence.Add(new Match(exposed, new(initiative.Id, a.Position), new MatchedMeasure(other.Id, b.Position)));
                        if (!affected.TryGetValue(other.Id, out var entry))
                        {
                            affected[other.Id] = entry = (other.Owner, new SortedSet<string>(StringComparer.Ordinal));
                        }

                        entry.Countries.Add(exposed);
                    }
                }
            }
        }

        if (affected.Count == 0)
        {
            return null;
        }

        var owners = affected.Values.Select(a => a.Owner).Distinct().Count();
        var (score, terms) = new ScoreSheet()
            .Add("base", 20)
            .Add("owners", 5 * Math.Min(MostOwnersCounted, owners))
            .Add("ring", context.RingPoints(tookPart))
            .Total();
        return new Finding(
            FindingKey.OfOne(RuleNames.Spillover, initiative.Id), ScoreSheet.LevelOf(score), score, terms,
            tookPart.ToArray(), [initiative.Id],
            evidence.Distinct().OrderBy(m => m.Country, StringComparer.Ordinal).ThenBy(m => m.Second!.Value.Initiative)
                .ThenBy(m => m.First.Position).ThenBy(m => m.Second!.Value.Position).ToArray())
        {
            Affected = affected.Select(a => new Affected(a.Key, a.Value.Owner, a.Value.Countries.ToArray())).ToArray()
        };
    }

    private static IEnumerable<(ActiveMeasure A, ActiveMeasure B)> Meetings(List<ActiveMeasure> restrictive, ActiveInitiative other) =>
        from a in restrictive
        from b in other.Measures
        where CanBeAffected(b) && a.OverlapsWith(b)
        select (a, b);
}

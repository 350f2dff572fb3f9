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

    /// <summary>Whether the two meet in time: a restrictive measure of the one, an affected one of the other.</summary>
    public static bool CanReach(ActiveInitiative initiative, ActiveInitiative other) =>
        Array.Exists(initiative.Measures, a => a.Instrument.Restrictive && Array.Exists(other.Measures, b => CanBeAffected(b) && a.OverlapsWith(b)));

    /// <summary>Whether two states of an initiative are affected by the same, in the same manner.</summary>
    public static bool AreAffectedAlike(ActiveInitiative one, ActiveInitiative other) =>
        one.Owner == other.Owner
        && one.Direct.AsSpan().SequenceEqual(other.Direct)
        && one.Measures.Where(CanBeAffected).SequenceEqual(other.Measures.Where(CanBeAffected), ActiveMeasure.ByWhatItSays);

    /// <param name="place">Where to search, and who takes part.</param>
    public static void Evaluate(RuleContext context, ActiveInitiative initiative, SpilloverPlace place, FoundVisitor visit)
    {
        var restrictive = Array.FindAll(initiative.Measures, m => m.Instrument.Restrictive);
        if (restrictive.Length == 0)
        {
            return;
        }

        // The score wants to know who is affected, not by how much: of each owner the first that meets is enough.
        var (owners, ring, any, looked) = (new HashSet<int>(), 0, false, 0);
        foreach (var country in initiative.Direct)
        {
            var tookPart = false;
            foreach (var exposed in Exposed(context, initiative, country))
            {
                foreach (var (owner, cell) in place.AffectedIn(exposed))
                {
                    if (tookPart && owners.Contains(owner))
                    {
                        continue;
                    }

                    foreach (ref readonly var entry in cell.All)
                    {
                        looked++;
                        if (Meets(restrictive, entry) && place.TakesPart(entry.Slot))
                        {
                            tookPart = true;
                            owners.Add(owner);
                            break;
                        }
                    }
                }
            }

            if (tookPart)
            {
                (any, ring) = (true, Math.Max(ring, context.RingPointsByIndex[context.Reference.IndexOf(country)]));
            }
        }

        place.Looked(looked);
        if (any)
        {
            var (score, terms) = new ScoreSheet().Add("base", 20).Add("owners", 5 * Math.Min(MostOwnersCounted, owners.Count)).Add("ring", ring).Total();
            visit(new Found(
                FindingKey.OfOne(RuleNames.Spillover, initiative.Id), ScoreSheet.LevelOf(score), score,
                () => Whole(context, initiative, restrictive, place, score, terms)));
        }
    }

    private static Finding Whole(
        RuleContext context, ActiveInitiative initiative, ActiveMeasure[] restrictive, SpilloverPlace place, int score, IReadOnlyList<Term> terms)
    {
        var evidence = new HashSet<Match>();
        var tookPart = new SortedSet<string>(StringComparer.Ordinal);
        var affected = new SortedDictionary<Guid, (string Owner, SortedSet<string> Countries)>();
        foreach (var country in initiative.Direct)
        {
            foreach (var exposed in Exposed(context, initiative, country))
            {
                foreach (var (_, cell) in place.AffectedIn(exposed))
                {
                    foreach (var entry in cell.All)
                    {
                        if (!Meets(restrictive, entry) || !place.TakesPart(entry.Slot))
                        {
                            continue;
                        }

                        var other = place.At(entry.Slot);
                        tookPart.Add(country);
                        if (!affected.TryGetValue(other.Id, out var known))
                        {
                            affected[other.Id] = known = (other.Owner, new SortedSet<string>(StringComparer.Ordinal));
                        }

                        known.Countries.Add(exposed);
                        var second = new MatchedMeasure(other.Id, other.Measures[entry.Measure].Position);
                        evidence.UnionWith(restrictive.Where(a => entry.OverlapsWith(a)).Select(a => new Match(exposed, new(initiative.Id, a.Position), second)));
                    }
                }
            }
        }

        return new Finding(
            FindingKey.OfOne(RuleNames.Spillover, initiative.Id), ScoreSheet.LevelOf(score), score, terms, tookPart.ToArray(), [initiative.Id],
            evidence.OrderBy(m => m.Country, StringComparer.Ordinal).ThenBy(m => m.Second!.Value.Initiative)
                .ThenBy(m => m.First.Position).ThenBy(m => m.Second!.Value.Position).ToArray())
        {
            Affected = affected.Select(a => new Affected(a.Key, a.Value.Owner, a.Value.Countries.ToArray())).ToArray()
        };
    }

    /// <summary>The countries that closing this one exposes, and that the initiative itself does not reach.</summary>
    private static IEnumerable<string> Exposed(RuleContext context, ActiveInitiative initiative, string country) =>
        context.Reference.ExposedBy(country).Where(exposed => !initiative.Reaches(context.Reference.IndexOf(exposed)));

    private static bool Meets(ActiveMeasure[] restrictive, in Entry entry)
    {
        foreach (var measure in restrictive)
        {
            if (entry.OverlapsWith(measure))
            {
                return true;
            }
        }

        return false;
    }
}

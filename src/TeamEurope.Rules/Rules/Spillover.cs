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
        // In the order in which evidence is told, so that nothing is sorted but the others met: in a busy country they are met by the thousand.
        var evidence = new List<Match>();
        var reached = new List<(ActiveInitiative Other, string Exposed)>();
        var tookPart = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var exposure in ExposedOnce(context, initiative))
        {
            var met = MetIn(exposure.Key, restrictive, place);
            if (met.Count > 0)
            {
                tookPart.UnionWith(exposure);
            }

            evidence.EnsureCapacity(evidence.Count + met.Count);
            foreach (var (other, cell) in met)
            {
                reached.Add((other, exposure.Key));
                foreach (var measure in restrictive)
                {
                    foreach (ref readonly var entry in cell.Of(other.Slot))
                    {
                        if (entry.OverlapsWith(measure))
                        {
                            evidence.Add(new Match(exposure.Key, new(initiative.Id, measure.Position), new(other.Id, other.Measures[entry.Measure].Position)));
                        }
                    }
                }
            }
        }

        return new Finding(
            FindingKey.OfOne(RuleNames.Spillover, initiative.Id), ScoreSheet.LevelOf(score), score, terms, tookPart.ToArray(), [initiative.Id], evidence.ToArray())
        {
            Affected = reached.GroupBy(r => r.Other, r => r.Exposed)
                .Select(r => new Affected(r.Key.Id, r.Key.Owner, r.ToArray())).OrderBy(a => a.Initiative).ToArray()
        };
    }

    /// <summary>The exposed countries by name, each once, with those of the initiative's that expose it.</summary>
    private static IEnumerable<IGrouping<string, string>> ExposedOnce(RuleContext context, ActiveInitiative initiative) =>
        initiative.Direct
            .SelectMany(country => Exposed(context, initiative, country), (country, exposed) => (Country: country, Exposed: exposed))
            .GroupBy(e => e.Exposed, e => e.Country, StringComparer.Ordinal)
            .OrderBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>The others affected in one exposed country, by their ids, with the cell where their measures stand.</summary>
    private static List<(ActiveInitiative Other, Cell Cell)> MetIn(string exposed, ActiveMeasure[] restrictive, SpilloverPlace place)
    {
        var met = new List<(ActiveInitiative Other, Cell Cell)>();
        foreach (var (_, cell) in place.AffectedIn(exposed))
        {
            var last = -1;
            foreach (ref readonly var entry in cell.All)
            {
                if (entry.Slot != last && Meets(restrictive, entry))
                {
                    last = entry.Slot;
                    if (place.TakesPart(last))
                    {
                        met.Add((place.At(last), cell));
                    }
                }
            }
        }

        met.Sort((one, other) => one.Other.Id.CompareTo(other.Other.Id));
        return met;
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

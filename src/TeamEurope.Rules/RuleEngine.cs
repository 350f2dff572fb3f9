using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Rules;

/// <summary>
/// The search: all that one change touches, all of a register, or what a text not yet registered would raise.
/// The findings depend on the register, the reference data and the day alone; never on the order of writing.
/// </summary>
public static class RuleEngine
{
    /// <summary>The findings that now hold for what was touched. A touched one that is not among them holds no more.</summary>
    public static IEnumerable<Finding> Evaluate(RegisterIndex register, Touched touched)
    {
        foreach (var id in touched.InitiativeSet)
        {
            if (register.Active(id) is { IsLive: true } initiative)
            {
                foreach (var finding in EvaluatePairs(register, initiative, other => !touched.InitiativeSet.Contains(other.Id) || id.CompareTo(other.Id) < 0)
                    .Concat(EvaluateAlone(register, initiative)))
                {
                    yield return finding;
                }
            }
        }

        foreach (var id in touched.SpilloverSet)
        {
            if (!touched.InitiativeSet.Contains(id) && register.Active(id) is { IsLive: true } initiative
                && EvaluateSpillover(register, initiative) is { } spillover)
            {
                yield return spillover;
            }
        }

        foreach (var (country, strategy) in touched.GroupSet)
        {
            if (TeamEuropeOpportunity.Evaluate(country, strategy, register.Group(country, strategy), i => register.RootOf(i.Footprint)) is { } opportunity)
            {
                yield return opportunity;
            }
        }
    }

    /// <summary>Everything, from nothing.</summary>
    public static IEnumerable<Finding> EvaluateAll(RegisterIndex register) => Evaluate(register, register.TouchAll());

    /// <summary>
    /// The findings in which <paramref name="footprint"/> would take part, were it registered as it stands.
    /// An initiative of the same id is set aside; what <paramref name="isVisible"/> refuses takes no part.
    /// </summary>
    public static IEnumerable<Finding> Preview(RegisterIndex register, Footprint footprint, Func<Footprint, bool> isVisible)
    {
        var initiative = register.Prepare(footprint);
        if (!initiative.IsLive)
        {
            yield break;
        }

        var viewpoint = new RegisterIndex.Viewpoint(footprint, isVisible);
        foreach (var finding in EvaluatePairs(register, initiative, viewpoint.TakesPart, viewpoint)
            .Concat(EvaluateAlone(register, initiative, viewpoint)))
        {
            yield return finding;
        }

        if (!TeamEuropeOpportunity.Counts(initiative))
        {
            yield break;
        }

        var strategies = initiative.Measures.Where(TeamEuropeOpportunity.Counts).Select(m => m.Instrument.Strategy).Distinct();
        foreach (var (country, strategy) in from s in strategies from c in initiative.Direct select (c, s))
        {
            var members = register.Group(country, strategy).Where(viewpoint.TakesPart).Append(initiative);
            if (TeamEuropeOpportunity.Evaluate(country, strategy, members, i => register.RootOf(i.Footprint, viewpoint)) is { } opportunity)
            {
                yield return opportunity;
            }
        }
    }

    /// <summary>The gate that <paramref name="footprint"/> stands at: <c>avoid</c>, <c>safeguards</c> or none.</summary>
    public static string? GateOf(RegisterIndex register, Footprint footprint)
    {
        var initiative = register.Prepare(footprint);
        return initiative.IsLive ? RiskGate.Evaluate(register.Context, initiative)?.Gate : null;
    }

    private static IEnumerable<Finding> EvaluateAlone(
        RegisterIndex register, ActiveInitiative initiative, RegisterIndex.Viewpoint? viewpoint = null)
    {
        var single = SingleRules.Evaluate(register.Context, initiative, register.UmbrellaOf(initiative.Footprint, viewpoint) is not null);
        return EvaluateSpillover(register, initiative, viewpoint) is { } spillover ? single.Append(spillover) : single;
    }

    private static Finding? EvaluateSpillover(RegisterIndex register, ActiveInitiative initiative, RegisterIndex.Viewpoint? viewpoint = null)
    {
        var root = register.RootOf(initiative.Footprint, viewpoint);
        return Spillover.Evaluate(
            register.Context, initiative,
            country =>
            {
                var candidates = register.CanBeAffectedIn(country);
                return viewpoint is null ? candidates : candidates.Where(viewpoint.TakesPart);
            },
            (_, other) =>
            {
                register.Examined++;
                return register.RootOf(other.Footprint, viewpoint) == root;
            });
    }

    private static IEnumerable<Finding> EvaluatePairs(
        RegisterIndex register, ActiveInitiative initiative, Func<ActiveInitiative, bool> isCandidate, RegisterIndex.Viewpoint? viewpoint = null)
    {
        var meetings = new Dictionary<ActiveInitiative, (List<PairMatch> Matches, List<PairMatch> Opposed)>();
        foreach (var measure in initiative.Measures)
        {
            foreach (var (country, isDirect) in initiative.Reach)
            {
                if (measure.Meets && register.Cell(country, measure.Instrument.FamilyIndex) is { } cell)
                {
                    Collect(cell, measure, country, !isDirect, static found => found.Matches);
                }

                if (measure.Incentive is { } incentive && register.Incentives(country, Opposite(incentive.Sign)) is { } opposed)
                {
                    Collect(opposed, measure, country, !isDirect, static found => found.Opposed);
                }
            }
        }

        if (meetings.Count == 0)
        {
            yield break;
        }

        var root = register.RootOf(initiative.Footprint, viewpoint);
        foreach (var (other, (matches, opposed)) in meetings)
        {
            if (register.RootOf(other.Footprint, viewpoint) == root)
            {
                continue;
            }

            var isFirst = initiative.Id.CompareTo(other.Id) < 0;
            var pair = isFirst ? new Pair(initiative, other) : new Pair(other, initiative);
            foreach (var finding in PairRules.Evaluate(register.Context, pair, Ordered(matches, isFirst), Ordered(opposed, isFirst)))
            {
                yield return finding;
            }
        }

        void Collect(
            List<RegisterIndex.Entry> entries, ActiveMeasure measure, int country, bool isRegional,
            Func<(List<PairMatch> Matches, List<PairMatch> Opposed), List<PairMatch>> kind)
        {
            foreach (var entry in entries)
            {
                if (entry.Initiative.Owner == initiative.Owner || !measure.OverlapsWith(entry.Measure) || !isCandidate(entry.Initiative))
                {
                    continue;
                }

                if (!meetings.TryGetValue(entry.Initiative, out var found))
                {
                    register.Examined++;
                    meetings[entry.Initiative] = found = ([], []);
                }

                kind(found).Add(new PairMatch(measure, entry.Measure, country, isRegional || entry.IsRegional));
            }
        }
    }

    /// <summary>Sides in the pair's order, matches in an order that does not depend on the search's.</summary>
    private static List<PairMatch> Ordered(List<PairMatch> matches, bool isFirst)
    {
        var sided = isFirst ? matches : matches.ConvertAll(m => m with { A = m.B, B = m.A });
        sided.Sort(static (x, y) => (x.Country, x.A.Position, x.B.Position).CompareTo((y.Country, y.A.Position, y.B.Position)));
        return sided;
    }

    private static IncentiveSign Opposite(IncentiveSign sign) =>
        sign == IncentiveSign.Positive ? IncentiveSign.Negative : IncentiveSign.Positive;
}

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
    public static List<Finding> Evaluate(RegisterIndex register, Touched touched)
    {
        var findings = new List<Finding>();
        Visit(register, touched, (scoped in found) => findings.Add(found.Whole()));
        return findings;
    }

    /// <summary>Everything, from nothing.</summary>
    public static List<Finding> EvaluateAll(RegisterIndex register) => Evaluate(register, register.TouchAll());

    /// <summary>The same, one by one and without what a finding says in full: for whoever does not keep them all.</summary>
    public static void Visit(RegisterIndex register, Touched touched, FoundVisitor visit)
    {
        var search = register.BeginSearch();
        if (touched.IsEverything)
        {
            foreach (var initiative in register.Everyone.Where(i => i.IsLive))
            {
                search.Run(register, initiative, new PairSearch.Others(OnlyLater: true, null), null, visit);
                EvaluateAlone(register, initiative, null, visit);
            }
        }
        else
        {
            foreach (var initiative in touched.InitiativeSet.Select(register.Active).OfType<ActiveInitiative>().Where(i => i.IsLive))
            {
                // Where both are touched the pair is found from the side of the smaller id.
                Func<ActiveInitiative, bool>? others = touched.InitiativeSet.Count == 1
                    ? null
                    : other => initiative.Id.CompareTo(other.Id) < 0 || !touched.InitiativeSet.Contains(other.Id);
                search.Run(register, initiative, new PairSearch.Others(OnlyLater: false, others), null, visit);
                EvaluateAlone(register, initiative, null, visit);
            }

            foreach (var initiative in touched.SpilloverSet.Except(touched.InitiativeSet).Select(register.Active).OfType<ActiveInitiative>().Where(i => i.IsLive))
            {
                Spillover.Evaluate(register.Context, initiative, new SpilloverPlace(register, initiative, null), visit);
            }
        }

        register.EndSearch(search);
        foreach (var (country, strategy) in touched.GroupSet)
        {
            TeamEuropeOpportunity.Evaluate(country, strategy, register.Group(country, strategy), i => register.RootOf(i.Footprint), visit);
        }
    }

    /// <summary>
    /// The findings in which <paramref name="footprint"/> would take part, were it registered as it stands.
    /// An initiative of the same id is set aside; what <paramref name="isVisible"/> refuses takes no part.
    /// </summary>
    public static List<Finding> Preview(RegisterIndex register, Footprint footprint, Func<Footprint, bool> isVisible)
    {
        var findings = new List<Finding>();
        var initiative = register.Prepare(footprint);
        if (!initiative.IsLive)
        {
            return findings;
        }

        FoundVisitor visit = (scoped in found) => findings.Add(found.Whole());
        var viewpoint = new RegisterIndex.Viewpoint(footprint, isVisible);
        var search = register.BeginSearch();
        search.Run(register, initiative, new PairSearch.Others(OnlyLater: false, viewpoint.TakesPart), viewpoint, visit);
        register.EndSearch(search);
        EvaluateAlone(register, initiative, viewpoint, visit);
        if (!TeamEuropeOpportunity.Counts(initiative))
        {
            return findings;
        }

        var strategies = initiative.Measures.Where(TeamEuropeOpportunity.Counts).Select(m => m.Instrument.Strategy).Distinct();
        foreach (var (country, strategy) in from s in strategies from c in initiative.Direct select (c, s))
        {
            var members = register.Group(country, strategy).Where(viewpoint.TakesPart).Append(initiative);
            TeamEuropeOpportunity.Evaluate(country, strategy, members, i => register.RootOf(i.Footprint, viewpoint), visit);
        }

        return findings;
    }

    /// <summary>The gate that <paramref name="footprint"/> stands at: <c>avoid</c>, <c>safeguards</c> or none.</summary>
    public static string? GateOf(RegisterIndex register, Footprint footprint)
    {
        var initiative = register.Prepare(footprint);
        return initiative.IsLive ? RiskGate.Evaluate(register.Context, initiative)?.Gate : null;
    }

    private static void EvaluateAlone(RegisterIndex register, ActiveInitiative initiative, RegisterIndex.Viewpoint? viewpoint, FoundVisitor visit)
    {
        foreach (var finding in SingleRules.Evaluate(register.Context, initiative, register.UmbrellaOf(initiative.Footprint, viewpoint) is not null))
        {
            visit(new Found(finding.Key, finding.Level, finding.Score, () => finding));
        }

        Spillover.Evaluate(register.Context, initiative, new SpilloverPlace(register, initiative, viewpoint), visit);
    }
}

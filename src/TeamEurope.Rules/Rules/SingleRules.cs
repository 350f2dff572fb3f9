using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>The rules on one initiative, except spillover, which looks at others too.</summary>
internal static class SingleRules
{
    public static IEnumerable<Finding> Evaluate(RuleContext context, ActiveInitiative initiative, bool hasConfirmedUmbrella)
    {
        Finding?[] findings =
        [
            Unannounced.Evaluate(context, initiative),
            HubGuarantees.Evaluate(initiative, hasConfirmedUmbrella),
            RiskGate.Evaluate(context, initiative),
            RegionalMobility.Evaluate(context, initiative),
            OneSided.Evaluate(initiative, hasConfirmedUmbrella)
        ];
        return findings.OfType<Finding>();
    }

    /// <summary>A finding whose evidence is the given measures in each of its countries.</summary>
    public static Finding Report(
        string rule, ActiveInitiative initiative, ScoreSheet sheet, IReadOnlyList<string> countries, IReadOnlyList<ActiveMeasure> measures)
    {
        var (score, terms) = sheet.Total();
        return new Finding(
            FindingKey.OfOne(rule, initiative.Id), ScoreSheet.LevelOf(score), score, terms, countries, [initiative.Id],
            (from c in countries from m in measures select new Match(c, new(initiative.Id, m.Position), null)).ToArray());
    }
}

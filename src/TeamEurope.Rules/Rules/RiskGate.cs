using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>A risky measure in a country where migrants' rights are at risk (report, 4.2.1): avoid, or only with safeguards.</summary>
public static class RiskGate
{
    /// <summary>High measure × high country: moves to Agreed or InForce only with a written justification.</summary>
    public const string Avoid = "avoid";

    /// <summary>Goes with complete safeguards: five monitoring elements, an independent monitor, a suspension clause.</summary>
    public const string Safeguards = "safeguards";

    internal static Finding? Evaluate(RuleContext context, ActiveInitiative initiative)
    {
        var avoid = new List<(string Country, ActiveMeasure Measure)>();
        var safeguards = new List<(string Country, ActiveMeasure Measure)>();
        foreach (var country in initiative.Direct)
        {
            var countryRisk = context.RiskOf(initiative.Owner, country);
            foreach (var measure in initiative.Measures)
            {
                switch (measure.Instrument.RiskWith(measure.Equipment), countryRisk)
                {
                    case (Risk.High, Risk.High):
                        avoid.Add((country, measure));
                        break;
                    case (Risk.High, _) or (Risk.Medium, Risk.High):
                        safeguards.Add((country, measure));
                        break;
                }
            }
        }

        if (avoid.Count > 0)
        {
            return Report(initiative, avoid, Avoid, 90);
        }

        return safeguards.Count > 0 && !initiative.Footprint.SafeguardsComplete
            ? Report(initiative, safeguards, Safeguards, 55)
            : null;
    }

    private static Finding Report(ActiveInitiative initiative, List<(string Country, ActiveMeasure Measure)> grounds, string gate, int basePoints)
    {
        var (score, terms) = new ScoreSheet().Add("base", basePoints).Total();
        return new Finding(
            FindingKey.OfOne(RuleNames.RiskGate, initiative.Id), ScoreSheet.LevelOf(score), score, terms,
            grounds.Select(g => g.Country).Distinct().ToArray(), [initiative.Id],
            grounds.Select(g => new Match(g.Country, new(initiative.Id, g.Measure.Position), null)).ToArray())
        { Gate = gate };
    }
}

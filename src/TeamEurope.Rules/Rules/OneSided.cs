using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>Europe asks and offers nothing (report, recommendation 1: a partnership serves both).</summary>
internal static class OneSided
{
    public static Finding? Evaluate(ActiveInitiative initiative, bool hasConfirmedUmbrella)
    {
        var asks = initiative.Measures.Where(m => m.Direction == Direction.Ask).ToList();
        if (asks.Count == 0 || hasConfirmedUmbrella || initiative.Measures.Any(m => m.IsOffer))
        {
            return null;
        }

        var sheet = new ScoreSheet().Add("base", 20).Add("stage", initiative.Footprint.Stage switch
        {
            Stage.Exploratory => 0,
            Stage.Negotiating => 5,
            _ => 10
        });
        return SingleRules.Report(RuleNames.OneSided, initiative, sheet, initiative.Direct, asks);
    }
}

using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>A hub or hosting arrangement without the eight guarantees, or too narrow to be a partnership (report, recommendation 6).</summary>
internal static class HubGuarantees
{
    private const int Guarantees = 8;
    private const int BroadGoals = 3;

    public static Finding? Evaluate(ActiveInitiative initiative, bool hasConfirmedUmbrella)
    {
        var hosting = initiative.Measures.Where(m => m.Instrument.Family == "hosting").ToList();
        if (hosting.Count == 0)
        {
            return null;
        }

        var missing = Guarantees - initiative.Footprint.GuaranteesAffirmed;
        var narrow = !hasConfirmedUmbrella && initiative.Measures.Select(m => m.Instrument.Goal).Distinct().Count() < BroadGoals;
        return missing == 0 && !narrow
            ? null
            : SingleRules.Report(
                RuleNames.HubGuarantees, initiative,
                new ScoreSheet().Add("base", 30).Add("missing", 5 * missing).Add("narrow", narrow ? 10 : 0),
                initiative.Direct, hosting);
    }
}

using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>Two ask the same concession of the same country, and may outbid each other (report, 5.3).</summary>
internal static class CompetingDeal
{
    public static Finding Evaluate(RuleContext context, Pair pair, IReadOnlyList<PairMatch> matches) =>
        pair.Report(context, RuleNames.CompetingDeal, matches, pair.Sheet(context, 40, matches).Add("bidding", Bidding(pair)));

    /// <summary>10 where each offers something, whatever its country, and the two sets of offered instruments differ.</summary>
    private static int Bidding(Pair pair)
    {
        var (a, b) = (Offered(pair.A), Offered(pair.B));
        return a.Count > 0 && b.Count > 0 && !a.SetEquals(b) ? 10 : 0;
    }

    private static HashSet<string> Offered(ActiveInitiative initiative) =>
        initiative.Measures.Where(m => m.IsOffer).Select(m => m.Instrument.Code).ToHashSet();
}

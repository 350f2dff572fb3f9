namespace TeamEurope.Rules.Rules;

/// <summary>Two ask the same concession of the same country, and may outbid each other (report, 5.3).</summary>
internal static class CompetingDeal
{
    public static PairScore Score(in Pair pair, in Tally tally) => PairScore.Of(40, pair, tally, "bidding", Bidding(pair));

    /// <summary>10 where each offers something, whatever its country, and the two sets of offered instruments differ.</summary>
    private static int Bidding(in Pair pair) =>
        pair.A.Offered.Length > 0 && pair.B.Offered.Length > 0 && !pair.A.Offered.AsSpan().SequenceEqual(pair.B.Offered) ? 10 : 0;
}

using TeamEurope.Rules.Reference;

namespace TeamEurope.Rules.Rules;

/// <summary>
/// The six rules on two initiatives, over the matches that the search found between them. A register has millions of pairs: a pair is
/// scored without anything being made for it, and what a finding says in full is made for those who ask.
/// </summary>
internal static class PairRules
{
    private const int Contentions = 4;

    public static void Evaluate(RuleContext context, in Pair pair, PairSearch search, FoundVisitor visit)
    {
        Span<Tally> tallies = stackalloc Tally[Contentions];
        tallies.Clear();
        var (precedence, leverage, sides) = (new Tally(), new Tally(), EuPrecedence.SidesOf(context, pair));
        foreach (ref readonly var match in search.MatchesOf(pair))
        {
            if (sides.Take(pair, match))
            {
                precedence.Add(match, context.PrecedenceRingPoints[match.Country]);
            }
            else
            {
                tallies[(int)match.Contention].Add(match, context.RingPointsByIndex[match.Country]);
            }
        }

        foreach (ref readonly var match in search.OpposedOf(pair))
        {
            leverage.Add(match, context.RingPointsByIndex[match.Country]);
        }

        if (precedence.Any && EuPrecedence.Score(context, pair, precedence, sides) is { } score)
        {
            visit(new Found(RuleNames.EuPrecedence, score, search, pair, sides, null));
        }

        for (var c = 0; c < Contentions; c++)
        {
            if (!tallies[c].Any)
            {
                continue;
            }

            var contention = (Contention)c;
            var (rule, own) = contention switch
            {
                Contention.Concession => (RuleNames.CompetingDeal, CompetingDeal.Score(pair, tallies[c])),
                Contention.Labour => (RuleNames.LabourCompetition, LabourCompetition.Score(pair, tallies[c])),
                Contention.Supply => (RuleNames.DuplicateSupply, DuplicateSupply.Score(pair, tallies[c])),
                Contention.Programme => (RuleNames.ProgrammeOverlap, ProgrammeOverlap.Score(pair, tallies[c]))
            };
            visit(new Found(rule, own, search, pair, sides, contention));
        }

        if (leverage.Any)
        {
            visit(new Found(RuleNames.ContradictoryLeverage, ContradictoryLeverage.Score(pair, leverage), search, pair, sides, null));
        }
    }
}

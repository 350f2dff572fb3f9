using TeamEurope.Rules.Reference;

namespace TeamEurope.Rules.Rules;

/// <summary>The six rules on two initiatives, over the matches that the search found between them.</summary>
internal static class PairRules
{
    public static IEnumerable<Finding> Evaluate(
        RuleContext context, Pair pair, List<PairMatch> matches, List<PairMatch> opposedIncentives)
    {
        if (matches.Count > 0)
        {
            var (precedence, left) = EuPrecedence.Evaluate(context, pair, matches);
            if (precedence is not null)
            {
                yield return precedence;
            }

            foreach (var group in left.GroupBy(m => m.A.Instrument.Contention))
            {
                var own = group.ToList();
                yield return group.Key switch
                {
                    Contention.Concession => CompetingDeal.Evaluate(context, pair, own),
                    Contention.Labour => LabourCompetition.Evaluate(context, pair, own),
                    Contention.Supply => DuplicateSupply.Evaluate(context, pair, own),
                    Contention.Programme => ProgrammeOverlap.Evaluate(context, pair, own)
                };
            }
        }

        if (opposedIncentives.Count > 0)
        {
            yield return ContradictoryLeverage.Evaluate(context, pair, opposedIncentives);
        }
    }
}

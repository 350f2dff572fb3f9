using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>
/// The Union acts, or is about to act, where a Member State acts too (report, 5.2 and 5.4).
/// To be checked by lawyers, without prejudice to competences: the system warns, it does not judge.
/// </summary>
internal static class EuPrecedence
{
    /// <summary>The rule's finding, if any, and the matches that it leaves to the other rules.</summary>
    public static (Finding? Finding, List<PairMatch> Left) Evaluate(RuleContext context, Pair pair, List<PairMatch> matches)
    {
        if (Sides(context, pair) is not var (union, national, nationalIsA))
        {
            return (null, matches);
        }

        bool IsTaken(PairMatch match) => (nationalIsA ? match.A : match.B).Instrument.Competence
            is Competence.EuOnly or Competence.EuWhenExercised or Competence.Shared;
        var taken = matches.FindAll(IsTaken);
        if (taken.Count == 0)
        {
            return (null, matches);
        }

        var left = matches.FindAll(m => !IsTaken(m));
        var statement = national.Statements.FirstOrDefault(s => union.IsNamedBy(s.Towards))?.Status;
        return statement == StatementStatus.Noted
            ? (null, left)
            : (pair.Report(context, RuleNames.EuPrecedence, taken, Score(context, pair, taken, union, statement)), left);
    }

    /// <summary>E is the one of level EU, negotiating or later; N's owner neither takes part in E nor stands outside Title V.</summary>
    private static (Footprint Union, Footprint National, bool NationalIsA)? Sides(RuleContext context, Pair pair)
    {
        var aIsUnion = pair.A.Footprint.Level == InitiativeLevel.EU;
        if (aIsUnion == (pair.B.Footprint.Level == InitiativeLevel.EU))
        {
            return null;
        }

        var (union, national) = aIsUnion ? (pair.A.Footprint, pair.B.Footprint) : (pair.B.Footprint, pair.A.Footprint);
        var applies = union.Stage.IsNegotiatingOrLater
            && !union.Participants.Contains(national.Owner)
            && !(context.Reference.Tenants.TryGetValue(national.Owner, out var owner) && owner.OutsideTitleV);
        return applies ? (union, national, !aIsUnion) : null;
    }

    private static ScoreSheet Score(
        RuleContext context, Pair pair, List<PairMatch> taken, Footprint union, StatementStatus? statement) => new ScoreSheet()
        .Add("base", BaseOf(context, union))
        .Add("stage", pair.StagePoints())
        .Add("ring", Pair.CountriesOf(context, taken)
            .Max(c => context.Reference.RingOf(c)?.Number switch { 1 => 15, 3 => 5, _ => 0 }))
        .Add("regional", Pair.RegionalPoints(taken))
        .Add("statement", statement switch
        {
            StatementStatus.Submitted => -15,
            StatementStatus.Disputed => 10,
            _ => 0
        });

    /// <summary>A Union agreement 70; one being negotiated, or a Council mandate, 45; a political text 25.</summary>
    private static int BaseOf(RuleContext context, Footprint union)
    {
        var binding = union.LegalEffect == LegalEffect.Binding;
        if (binding && union.Stage.IsSettled)
        {
            return 70;
        }

        return binding || union.MandateOn <= context.AsOf ? 45 : 25;
    }
}

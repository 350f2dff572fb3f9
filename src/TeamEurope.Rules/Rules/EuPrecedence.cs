using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>
/// The Union acts, or is about to act, where a Member State acts too (report, 5.2 and 5.4).
/// To be checked by lawyers, without prejudice to competences: the system warns, it does not judge.
/// </summary>
internal static class EuPrecedence
{
    /// <summary>The two sides of a pair that the rule is about; where it is not about the pair, it takes no match of it.</summary>
    internal readonly record struct Sides(Footprint? Union, Footprint? National, bool NationalIsA)
    {
        /// <summary>Whether this match is the rule's, and thereby no other's.</summary>
        public bool Take(in Pair pair, in PairMatch match) => Union is not null
            && (NationalIsA ? pair.A.Measures[match.A] : pair.B.Measures[match.B]).Instrument.Competence is Competence.EuOnly or Competence.EuWhenExercised or Competence.Shared;
    }

    /// <summary>E is the one of level EU, negotiating or later; N's owner neither takes part in E nor stands outside Title V.</summary>
    public static Sides SidesOf(RuleContext context, in Pair pair)
    {
        var aIsUnion = pair.FaceOfA.IsUnion;
        if (aIsUnion == pair.FaceOfB.IsUnion)
        {
            return default;
        }

        var (union, national) = aIsUnion ? (pair.A.Footprint, pair.B.Footprint) : (pair.B.Footprint, pair.A.Footprint);
        var applies = union.Stage.IsNegotiatingOrLater
            && !union.Participants.Contains(national.Owner)
            && !(context.Reference.Tenants.TryGetValue(national.Owner, out var owner) && owner.OutsideTitleV);
        return applies ? new Sides(union, national, !aIsUnion) : default;
    }

    /// <summary>Null where the coordinators took note of N's statement: then nobody is warned.</summary>
    public static PairScore? Score(RuleContext context, in Pair pair, in Tally tally, in Sides sides)
    {
        var union = sides.Union!;
        StatementStatus? statement = null;
        foreach (var made in sides.National!.Statements)
        {
            if (union.IsNamedBy(made.Towards))
            {
                statement = made.Status;
                break;
            }
        }

        return statement == StatementStatus.Noted
            ? null
            : PairScore.Of(BaseOf(context, union), pair, tally, "statement", statement switch
            {
                StatementStatus.Submitted => -15,
                StatementStatus.Disputed => 10,
                _ => 0
            });
    }

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

using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>A restrictive measure in a country that shares free movement with its neighbours (report, 2.2 and 6).</summary>
internal static class RegionalMobility
{
    public static Finding? Evaluate(RuleContext context, ActiveInitiative initiative)
    {
        var restrictive = initiative.Measures.Where(m => m.Instrument.Restrictive).ToList();
        if (restrictive.Count == 0)
        {
            return null;
        }

        var members = initiative.Direct.Where(c => FreeMovementOf(context, c).Any(Counts)).ToArray();
        if (members.Length == 0)
        {
            return null;
        }

        var named = members.SelectMany(c => FreeMovementOf(context, c)).DistinctBy(o => o.Code).ToList();
        var counting = named.Where(Counts).ToList();
        var sheet = new ScoreSheet()
            .Add("base", counting.Any(o => o.FreeMovement == FreeMovement.InForce) ? 30 : 20)
            .Add("organisations", 5 * (counting.Count - 1));
        return SingleRules.Report(RuleNames.RegionalMobility, initiative, sheet, members, restrictive) with
        {
            Organisations = named.Select(o => o.Code).Order(StringComparer.Ordinal).ToArray()
        };
    }

    private static IEnumerable<Organisation> FreeMovementOf(RuleContext context, string country) =>
        context.Reference.OrganisationsOf(country)
            .Where(o => !o.IsProcess && o.FreeMovement != FreeMovement.None && o.FreeMovementMembers.Contains(country));

    /// <summary>In force or signed counts; adopted or partial is only named.</summary>
    private static bool Counts(Organisation organisation) =>
        organisation.FreeMovement is FreeMovement.InForce or FreeMovement.Signed;
}

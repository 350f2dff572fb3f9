using TeamEurope.Contracts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Partners;

/// <summary>A live initiative as a ledger needs it.</summary>
/// <param name="Parties">Its owner and all who take part, each once, by code.</param>
internal sealed record LedgerInitiative(
    Guid Id, string Reference, string Owner, IReadOnlyList<string> Parties, IReadOnlyList<Measure> Measures);

/// <summary>
/// Who is active with what in a country, and what is asked and offered there, over live initiatives and the measures that have
/// not ended. The same for a page and for a briefing.
/// </summary>
internal sealed class CountryLedger(ReferenceData reference, DateOnly asOf)
{
    /// <summary>Initiatives by tenant and goal: the owner and whoever takes part are active. Goals in the report's order.</summary>
    public IReadOnlyList<PartnerActivity> MatrixOf(IReadOnlyCollection<LedgerInitiative> initiatives)
    {
        var order = reference.Goals.Select(g => g.Code).ToList();
        var active =
            from i in initiatives
            from goal in Active(i).Select(m => reference.Instruments[m.Instrument].Goal).Distinct()
            from tenant in i.Parties
            select (tenant, goal, Initiative: i);
        return [.. active
            .GroupBy(a => (a.tenant, a.goal))
            .OrderBy(g => g.Key.tenant, StringComparer.Ordinal).ThenBy(g => order.IndexOf(g.Key.goal))
            .Select(g => new PartnerActivity(g.Key.tenant, g.Key.goal, LinksTo(g.Select(a => a.Initiative))))];
    }

    public PartnerLedger LedgerOf(IReadOnlyCollection<LedgerInitiative> initiatives)
    {
        var (asked, offered) = (LinesOf(initiatives, Direction.Ask), LinesOf(initiatives, Direction.Offer));
        return new PartnerLedger(
            asked, offered, LinesOf(initiatives, Direction.Joint), LinesOf(initiatives, Direction.Withhold),
            Sum(asked.Select(l => l.AmountEur)), Sum(offered.Select(l => l.AmountEur)), ContradictionsOf(initiatives));
    }

    /// <summary>By instrument, with the tenants behind it. An amount stands with each country that its measure reaches.</summary>
    public IReadOnlyList<PartnerLedgerLine> LinesOf(IReadOnlyCollection<LedgerInitiative> initiatives, Direction direction) =>
    [
        .. MeasuresOf(initiatives).Where(x => x.Measure.Direction == direction)
            .GroupBy(x => x.Measure.Instrument)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new PartnerLedgerLine(
                g.Key,
                PartiesOf(g.Select(x => x.Initiative)),
                Sum(g.Select(x => x.Measure.AmountEur)),
                QuantitiesOf(g.Select(x => x.Measure)),
                LinksTo(g.Select(x => x.Initiative))))
    ];

    private IReadOnlyList<PartnerContradiction> ContradictionsOf(IReadOnlyCollection<LedgerInitiative> initiatives)
    {
        var measures = MeasuresOf(initiatives).ToList();
        var ofFamilies = measures.GroupBy(x => reference.Instruments[x.Measure.Instrument].Family)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => new[]
            {
                Opposed("asked-and-offered", g.Key, Of(g, Direction.Ask), Of(g, Direction.Offer)),
                Opposed("offered-and-withheld", g.Key, Of(g, Direction.Offer), Of(g, Direction.Withhold))
            });
        var incentives = Opposed("opposite-incentives", null, Of(measures, IncentiveSign.Positive), Of(measures, IncentiveSign.Negative));
        return [.. ofFamilies.Append(incentives).OfType<PartnerContradiction>()];
    }

    /// <summary>Of either side those that another owner opposes; null where there are none.</summary>
    private static PartnerContradiction? Opposed(string what, string? family, List<LedgerInitiative> one, List<LedgerInitiative> other)
    {
        var opposed = OpposedBy(one, other).Concat(OpposedBy(other, one)).ToList();
        return opposed.Count == 0 ? null : new PartnerContradiction(what, family, PartiesOf(opposed), LinksTo(opposed));
    }

    private static IEnumerable<LedgerInitiative> OpposedBy(List<LedgerInitiative> some, List<LedgerInitiative> others)
    {
        var owners = others.Select(o => o.Owner).ToHashSet();
        return some.Where(s => owners.Count > 1 || (owners.Count == 1 && !owners.Contains(s.Owner)));
    }

    private static List<LedgerInitiative> Of(IEnumerable<(LedgerInitiative Initiative, Measure Measure)> measures, Direction direction) =>
        measures.Where(x => x.Measure.Direction == direction).Select(x => x.Initiative).ToList();

    private static List<LedgerInitiative> Of(IEnumerable<(LedgerInitiative Initiative, Measure Measure)> measures, IncentiveSign sign) =>
        measures.Where(x => x.Measure.Incentive?.Sign == sign).Select(x => x.Initiative).ToList();

    private IEnumerable<(LedgerInitiative Initiative, Measure Measure)> MeasuresOf(IEnumerable<LedgerInitiative> initiatives) =>
        initiatives.SelectMany(Active, (i, m) => (i, m));

    private IEnumerable<Measure> Active(LedgerInitiative initiative) => initiative.Measures.Where(m => !(m.EndsOn < asOf));

    private static PartnerQuantity[] QuantitiesOf(IEnumerable<Measure> measures) =>
    [
        .. measures.Where(m => m.Quantity is not null).GroupBy(m => m.Unit).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new PartnerQuantity(g.Key, g.Sum(m => m.Quantity!.Value)))
    ];

    private static decimal? Sum(IEnumerable<decimal?> amounts)
    {
        var known = amounts.OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static string[] PartiesOf(IEnumerable<LedgerInitiative> initiatives) =>
        [.. initiatives.SelectMany(i => i.Parties).Distinct().Order(StringComparer.Ordinal)];

    private static InitiativeLink[] LinksTo(IEnumerable<LedgerInitiative> initiatives) =>
        [.. initiatives.DistinctBy(i => i.Reference).OrderBy(i => i.Reference, StringComparer.Ordinal).Select(i => new InitiativeLink(i.Id, i.Reference))];
}

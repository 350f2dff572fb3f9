using TeamEurope.Contracts;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Briefings;

/// <summary>Who is active with what, and what is asked and offered, over live initiatives and the measures that have not ended.</summary>
internal sealed class BriefingLedger(ReferenceData reference, DateOnly asOf)
{
    /// <summary>References by tenant and goal: the owner and whoever takes part are active. Goals in the report's order.</summary>
    public IReadOnlyList<BriefingActivity> MatrixOf(IReadOnlyCollection<SeenInitiative> initiatives)
    {
        var order = reference.Goals.Select(g => g.Code).ToList();
        var active =
            from i in initiatives
            from goal in MeasuresOf(i).Select(m => reference.Instruments[m.Instrument].Goal).Distinct()
            from tenant in i.Parties
            select (tenant, goal, i.Reference);
        return [.. active
            .GroupBy(a => (a.tenant, a.goal))
            .OrderBy(g => g.Key.tenant, StringComparer.Ordinal).ThenBy(g => order.IndexOf(g.Key.goal))
            .Select(g => new BriefingActivity(g.Key.tenant, g.Key.goal, InOrder(g.Select(a => a.Reference))))];
    }

    /// <summary>By instrument, with the tenants behind it. An amount stands with each country that its measure reaches.</summary>
    public IReadOnlyList<BriefingLedgerLine> LinesOf(IReadOnlyCollection<SeenInitiative> initiatives, Direction direction)
    {
        var measures =
            from i in initiatives
            from m in MeasuresOf(i)
            where m.Direction == direction
            select (Initiative: i, Measure: m);
        return [.. measures
            .GroupBy(x => x.Measure.Instrument)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new BriefingLedgerLine(
                g.Key,
                InOrder(g.SelectMany(x => x.Initiative.Parties)),
                g.Any(x => x.Measure.AmountEur is not null) ? g.Sum(x => x.Measure.AmountEur) : null,
                InOrder(g.Select(x => x.Initiative.Reference))))];
    }

    private IEnumerable<Measure> MeasuresOf(SeenInitiative initiative) => initiative.Measures.Where(m => !(m.EndsOn < asOf));

    private static string[] InOrder(IEnumerable<string> codes) => [.. codes.Distinct().Order(StringComparer.Ordinal)];
}

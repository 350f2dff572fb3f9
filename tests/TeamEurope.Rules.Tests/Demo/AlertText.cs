using System.Globalization;
using System.Text;

namespace TeamEurope.Rules.Tests.Demo;

/// <summary>The alerts of the demo register as a text that people read: ordered, and without ids.</summary>
internal static class AlertText
{
    private const int ShownMatches = 4;

    public static string Of(IEnumerable<Finding> findings)
    {
        var rows = DemoRegister.All.ToDictionary(r => r.Footprint.Id, r => r.Footprint);
        var alerts = findings
            .OrderBy(f => RuleNames.All.ToList().IndexOf(f.Rule)).ThenByDescending(f => f.Score)
            .ThenBy(f => string.Join(' ', ByReference(f.Initiatives, rows).Select(i => i.Reference)), StringComparer.Ordinal)
            .ThenBy(f => string.Join(' ', f.Countries), StringComparer.Ordinal)
            .ToList();
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"The demo register on {DemoRegister.Day:yyyy-MM-dd}: {alerts.Count} alerts of {rows.Count} initiatives.\n");
        foreach (var rule in alerts.GroupBy(f => f.Rule))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n== {rule.Key} ({rule.Count()})\n");
            foreach (var alert in rule)
            {
                Append(text, alert, rows);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Finding alert, Dictionary<Guid, Footprint> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{alert.Level} {alert.Score} = {string.Join(" + ", alert.Terms.Select(t => $"{t.Name} {t.Points}"))}");
        text.Append(CultureInfo.InvariantCulture, $" | {string.Join(' ', alert.Countries)}");
        text.Append(alert.Key.Strategy is { } strategy ? $" | {strategy}" : "").Append(alert.Gate is { } gate ? $" | {gate}" : "");
        text.Append(alert.Organisations.Count > 0 ? $" | {string.Join(' ', alert.Organisations)}" : "").Append('\n');
        text.Append("  ").AppendJoin(" × ", ByReference(alert.Initiatives, rows).Select(Name)).Append('\n');
        foreach (var affected in alert.Affected.OrderBy(a => rows[a.Initiative].Reference, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  affects {Name(rows[affected.Initiative])} in {string.Join(' ', affected.Countries)}\n");
        }

        var grounds = alert.Evidence.GroupBy(m => Ground(m, rows))
            .Select(g => $"{g.Key} in {string.Join(' ', g.Select(m => m.Country).Distinct().Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal).ToList();
        foreach (var ground in grounds.Take(ShownMatches))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {ground}\n");
        }

        if (grounds.Count > ShownMatches)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - and {grounds.Count - ShownMatches} more\n");
        }
    }

    private static string Ground(Match match, Dictionary<Guid, Footprint> rows)
    {
        MatchedMeasure[] sides = match.Second is { } second ? [match.First, second] : [match.First];
        return string.Join(" / ", sides.OrderBy(s => rows[s.Initiative].Reference, StringComparer.Ordinal)
            .Select(s => $"{rows[s.Initiative].Owner} {Measure(rows[s.Initiative].Measures[s.Position])}"));
    }

    private static string Measure(MeasureFootprint m)
    {
        var details = string.Join(' ', new[] { m.Occupation, m.Equipment, m.Implementer, m.Incentive is { } i ? $"{i.Sign} {i.Domain}" : null }
            .Where(d => !string.IsNullOrWhiteSpace(d)));
        return $"{m.Direction} {m.Instrument}{(details.Length > 0 ? $" ({details.Trim()})" : "")}";
    }

    private static string Name(Footprint i) => $"{i.Reference} {i.ExternalId} [{i.Stage}, {i.Visibility}]";

    private static IEnumerable<Footprint> ByReference(IEnumerable<Guid> ids, Dictionary<Guid, Footprint> rows) =>
        ids.Select(id => rows[id]).OrderBy(i => i.Reference, StringComparer.Ordinal);
}

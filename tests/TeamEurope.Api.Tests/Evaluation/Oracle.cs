using System.Text.Json;
using System.Text.Json.Nodes;
using TeamEurope.Contracts;
using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>What the tests against the oracle share.</summary>
internal static class Oracle
{
    /// <summary>The day of the tests whose clock stands still: seeds mean the same on every day.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = DateOnly.FromDateTime(Noon.UtcDateTime);

    public static readonly OracleReference Reference = OracleReference.Load(Path.Combine(AppContext.BaseDirectory, "Reference"));

    public static InitiativeBody ToBody(this JsonObject body) => body.Deserialize<InitiativeBody>(JsonSerializerOptions.Web)!;

    public static InitiativeNameBody ToName(this JsonObject name) => name.Deserialize<InitiativeNameBody>(JsonSerializerOptions.Web)!;

    /// <summary>An item of GET /alerts, in the oracle's words.</summary>
    public static string Describe(AlertView alert)
    {
        var view = new OracleView
        {
            Rule = alert.Rule,
            Level = alert.Level,
            Score = alert.Score,
            Terms = alert.Terms?.ToDictionary(t => t.Name, t => t.Points),
            Undisclosed = alert.Initiatives.Count(i => i.Undisclosed == true),
            Gate = alert.Gate,
            Strategy = alert.Strategy,
        };
        view.Countries.UnionWith(alert.Countries);
        view.VisibleInitiativeIds.UnionWith(alert.Initiatives.Where(i => i.Undisclosed != true).Select(i => i.Id!.Value.ToString()));
        view.Instruments.UnionWith(alert.Instruments ?? []);
        view.AffectedOwners.UnionWith(alert.AffectedOwners);
        return Line(view, alert.Terms, alert.Evidence);
    }

    /// <summary>An alert of a preview, in the oracle's words; the text that has no id yet goes by <paramref name="self"/>.</summary>
    public static string Describe(PreviewAlert alert, string self)
    {
        var view = new OracleView
        {
            Rule = alert.Rule,
            Level = alert.Level,
            Score = alert.Score,
            Terms = alert.Terms.ToDictionary(t => t.Name, t => t.Points),
            Gate = alert.Gate,
            Strategy = alert.Strategy,
        };
        view.Countries.UnionWith(alert.Countries);
        view.VisibleInitiativeIds.UnionWith(alert.Initiatives.Select(i => i.Id?.ToString() ?? self));
        view.AffectedOwners.UnionWith(alert.AffectedOwners);

        // A text without a reference has no place in the order of references: its matches are compared by what they weigh.
        return Line(view, alert.Terms, null);
    }

    public static string Describe(OracleView view, bool withEvidence = true) =>
        view.Describe() + (withEvidence && view.Evidence.Count > 0 ? " | evidence " + string.Join(' ', view.Evidence) : "");

    private static string Line(OracleView view, IReadOnlyList<TermView>? terms, IReadOnlyList<EvidenceView>? evidence)
    {
        var sum = terms?.Sum(t => t.Points);
        var isPair = OracleRules.PairRules.Contains(view.Rule);
        if (isPair && evidence is not null)
        {
            view.Evidence.UnionWith(evidence.Select(e => $"{e.Country}:{string.Join('/', e.Instruments)}"));
        }

        return Describe(view) + (sum == view.Score ? "" : $" | THE TERMS ADD UP TO {sum}");
    }

    /// <summary>Says what stands on one side only; null where both say the same.</summary>
    public static string? Difference(IEnumerable<string> oracle, IEnumerable<string> service)
    {
        const int Most = 4;
        var (expected, actual) = (Count(oracle), Count(service));
        var missing = expected.SelectMany(e => Enumerable.Repeat(e.Key, Math.Max(0, e.Value - actual.GetValueOrDefault(e.Key)))).Order(StringComparer.Ordinal).ToList();
        var surplus = actual.SelectMany(a => Enumerable.Repeat(a.Key, Math.Max(0, a.Value - expected.GetValueOrDefault(a.Key)))).Order(StringComparer.Ordinal).ToList();
        return missing.Count + surplus.Count == 0
            ? null
            : string.Join('\n',
                missing.Take(Most).Select(line => "  oracle only:  " + line)
                    .Concat(surplus.Take(Most).Select(line => "  service only: " + line))
                    .Prepend($"{missing.Count} lines stand with the oracle only, {surplus.Count} with the service only:"));
    }

    private static Dictionary<string, int> Count(IEnumerable<string> lines) =>
        lines.GroupBy(line => line, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
}

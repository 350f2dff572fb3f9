using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

internal enum Life { Stands, Resolved, Cleared }

/// <summary>An alert, or a blind item for one point of view, as its readers know it.</summary>
internal sealed class ToldAlert
{
    public const string Blind = "collision";
    private static readonly string[] Levels = ["Low", "Medium", "High", "Critical", "Opportunity"];

    /// <summary>The rule with the ids of its initiatives, or with country and strategy; of a blind item also who its readers are.</summary>
    public required string Key { get; init; }
    public required string Rule { get; init; }

    /// <summary>Its readers see all of these …</summary>
    public required IReadOnlyList<string> Shown { get; init; }

    /// <summary>… and none of those.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
    public required bool IsForCoordinators { get; init; }
    public string Level { get; private set; } = "";
    public int Score { get; private set; }
    public SortedSet<string> Countries { get; private set; } = [];
    public HashSet<string> Instruments { get; private set; } = [];

    /// <summary>Of a spillover: the affected owners, with the exposed countries that each reaches itself.</summary>
    public Dictionary<string, string[]> Exposed { get; set; } = [];
    public HashSet<string> Audience { get; private set; } = [];
    public Life Life { get; set; } = Life.Stands;
    public bool IsPair => OracleRules.PairRules.Contains(Rule);
    public bool IsBlind => Rule == Blind;

    public static string KeyOf(OracleAlert alert) => alert.Rule == OracleRules.Opportunity
        ? $"{alert.Rule}|{alert.Countries.Single()}|{alert.Strategy}"
        : $"{alert.Rule}|{string.Join('|', alert.Initiatives)}";

    /// <summary>What the readers of the alert with this key must not see.</summary>
    public static IEnumerable<string> HiddenOf(string key) => key.Split('|') is [Blind, var kind, var one, .. var rest]
        ? kind == "spillover" ? [one] : new[] { one, rest[0] }.Where(id => id != rest[1])
        : [];

    /// <summary>Its sets are never changed, only replaced.</summary>
    public ToldAlert Copy() => (ToldAlert)MemberwiseClone();

    public static int RankOf(string level) => Array.IndexOf(Levels, level);

    public void Take(string level, int score, IEnumerable<string> countries, IEnumerable<string> instruments) =>
        (Level, Score, Countries, Instruments) = (level, score, new SortedSet<string>(countries, StringComparer.Ordinal), [.. instruments]);

    /// <summary>Whom it concerns from now on.</summary>
    public void Concern(IEnumerable<string> tenants) => Audience = [.. tenants];

    public bool IsReadableBy(string tenant, OracleRegister register) =>
        Shown.All(id => register.ById(id).IsVisibleTo(tenant)) && !Hidden.Any(id => register.ById(id).IsVisibleTo(tenant));
}

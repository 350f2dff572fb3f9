namespace TeamEurope.Oracle;

/// <summary>One alert that a rule raises.</summary>
public sealed class OracleAlert
{
    public string Rule { get; set; } = "";

    public string Level { get; set; } = "";

    public int Score { get; set; }

    /// <summary>Name to points; zero terms left out.</summary>
    public Dictionary<string, int> Terms { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Countries { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids: two for a pair, one for a rule on one initiative (A for spillover), all for an opportunity.</summary>
    public SortedSet<string> Initiatives { get; } = new(StringComparer.Ordinal);

    public string? Strategy { get; set; }

    public string? Gate { get; set; }

    /// <summary>Spillover: the ids of the affected initiatives.</summary>
    public SortedSet<string> AffectedInitiatives { get; } = new(StringComparer.Ordinal);

    /// <summary>Spillover: their owners.</summary>
    public SortedSet<string> AffectedOwners { get; } = new(StringComparer.Ordinal);

    /// <summary>Pairs and spillover: initiative id to its instruments in the matches (spillover: of the affected initiatives).</summary>
    public Dictionary<string, SortedSet<string>> OwnInstruments { get; } = new(StringComparer.Ordinal);

    /// <summary>Spillover: affected initiative's id to the exposed countries that it reaches directly.</summary>
    public Dictionary<string, SortedSet<string>> ExposedCountries { get; } = new(StringComparer.Ordinal);

    /// <summary>Regional mobility: the organisations that count, and those with adopted or partial free movement.</summary>
    public SortedSet<string> Organisations { get; } = new(StringComparer.Ordinal);

    /// <summary>Pairs: "country:instrument/instrument" for each match, instruments in the order of the references, distinct.</summary>
    public SortedSet<string> Matches { get; } = new(StringComparer.Ordinal);

    /// <summary>People settled it: a blind item tells of those that stand only.</summary>
    public bool IsResolved { get; set; }

    public bool IsPair => OracleRules.PairRules.Contains(Rule);

    public string Describe() =>
        $"{Rule} {string.Join(',', Initiatives)} {Strategy} {Level} {Score} [{DescribeTerms(Terms)}] {string.Join(',', Countries)} {Gate} {string.Join(',', AffectedInitiatives)}";

    /// <summary>
    /// "Scores are kept in 0…100; where the sum leaves that range a term clamp makes it fit";
    /// "≥ 75 Critical, ≥ 50 High, ≥ 25 Medium, else Low".
    /// </summary>
    internal void Count(params (string Name, int Points)[] terms)
    {
        var sum = 0;
        foreach (var (name, points) in terms)
        {
            sum += points;
            if (points != 0)
            {
                Terms.Add(name, points);
            }
        }

        Score = Math.Clamp(sum, 0, 100);
        if (Score != sum)
        {
            Terms.Add("clamp", Score - sum);
        }

        Level = Score >= 75 ? "Critical" : Score >= 50 ? "High" : Score >= 25 ? "Medium" : "Low";
    }

    internal void Use(string initiative, string instrument)
    {
        if (!OwnInstruments.TryGetValue(initiative, out var instruments))
        {
            OwnInstruments[initiative] = instruments = new SortedSet<string>(StringComparer.Ordinal);
        }

        instruments.Add(instrument);
    }

    internal static string DescribeTerms(Dictionary<string, int> terms) =>
        string.Join(' ', terms.OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => FormattableString.Invariant($"{term.Key}={term.Value}")));
}

/// <summary>The rules' names.</summary>
public static class OracleRules
{
    public static readonly IReadOnlyList<string> PairRules =
        ["eu-precedence", "competing-deal", "labour-competition", "duplicate-supply", "programme-overlap", "contradictory-leverage"];

    public static readonly IReadOnlyList<string> SingleRules =
        ["unannounced", "hub-guarantees", "risk-gate", "regional-mobility", "spillover", "one-sided"];

    public const string Opportunity = "team-europe-opportunity";
}

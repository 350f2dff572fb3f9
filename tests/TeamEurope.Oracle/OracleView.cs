namespace TeamEurope.Oracle;

/// <summary>One item of GET /api/v1/alerts as one reader must get it.</summary>
public sealed class OracleView
{
    /// <summary>The rule's name, or "collision" for a blind item.</summary>
    public string Rule { get; set; } = "";

    public string Level { get; set; } = "";

    /// <summary>Null where withheld.</summary>
    public int? Score { get; set; }

    /// <summary>Null where withheld.</summary>
    public Dictionary<string, int>? Terms { get; set; }

    public SortedSet<string> Countries { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> VisibleInitiativeIds { get; } = new(StringComparer.Ordinal);

    /// <summary>How many initiatives stand there as { "undisclosed": true }.</summary>
    public int Undisclosed { get; set; }

    /// <summary>Of a blind item only.</summary>
    public SortedSet<string> Instruments { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> AffectedOwners { get; } = new(StringComparer.Ordinal);

    public string? Gate { get; set; }

    public string? Strategy { get; set; }

    /// <summary>Not part of Describe: of full pair alerts, what their evidence must hold ("country:instrument/instrument", distinct).</summary>
    public SortedSet<string> Evidence { get; } = new(StringComparer.Ordinal);

    /// <summary>One canonical line.</summary>
    public string Describe()
    {
        var score = Score is { } points ? FormattableString.Invariant($"{points}") : "-";
        var terms = Terms is null ? "-" : OracleAlert.DescribeTerms(Terms);
        var undisclosed = FormattableString.Invariant($"{Undisclosed}");
        return $"{Rule} | {Level} | score {score} | terms {terms} | countries {Join(Countries)} | initiatives {Join(VisibleInitiativeIds)}"
            + $" | undisclosed {undisclosed} | instruments {Join(Instruments)} | affected {Join(AffectedOwners)} | gate {Gate ?? "-"} | strategy {Strategy ?? "-"}";
    }

    private static string Join(SortedSet<string> parts) => parts.Count == 0 ? "-" : string.Join(',', parts);
}

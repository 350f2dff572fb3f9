namespace TeamEurope.Oracle;

/// <summary>A measure that takes part, with its window (both days included).</summary>
internal sealed record Part(OracleMeasure Measure, OracleInstrument Instrument, DateOnly From, DateOnly To)
{
    /// <summary>"Two windows overlap where they share a day."</summary>
    public bool Overlaps(Part other) => From <= other.To && other.From <= To;
}

/// <summary>A live initiative with the measures that take part, its reach and its umbrellas.</summary>
internal sealed class LiveInitiative
{
    public LiveInitiative(OracleInitiative initiative, OracleRegister register, DateOnly asOf)
    {
        Initiative = initiative;
        Chain = register.Chain(initiative);
        foreach (var measure in initiative.Measures)
        {
            // "from the later of its and its initiative's startsOn to the earlier of their endsOn; an empty date is unbounded".
            var from = Later(measure.StartsOn ?? DateOnly.MinValue, initiative.StartsOn ?? DateOnly.MinValue);
            var to = Earlier(measure.EndsOn ?? DateOnly.MaxValue, initiative.EndsOn ?? DateOnly.MaxValue);

            // "A measure with an empty window, or whose window ended before asOf, takes no part in any rule."
            if (from <= to && to >= asOf)
            {
                Parts.Add(new Part(measure, register.Reference.Instruments[measure.Instrument], from, to));
            }
        }

        foreach (var partner in initiative.Partners)
        {
            if (register.Reference.Organisations.TryGetValue(partner, out var organisation))
            {
                Regional.UnionWith(organisation.Members);
            }
            else
            {
                Direct.Add(partner);
            }
        }

        Regional.ExceptWith(Direct);
    }

    public OracleInitiative Initiative { get; }

    public List<Part> Parts { get; } = [];

    /// <summary>"direct where partners names the country".</summary>
    public HashSet<string> Direct { get; } = new(StringComparer.Ordinal);

    /// <summary>"regional where it only names an organisation or process with that member".</summary>
    public HashSet<string> Regional { get; } = new(StringComparer.Ordinal);

    /// <summary>Itself and its confirmed umbrellas upward.</summary>
    public List<OracleInitiative> Chain { get; }

    /// <summary>"The top of the confirmed umbrella chain."</summary>
    public OracleInitiative Root => Chain[^1];

    public bool HasUmbrella => Chain.Count > 1;

    public string Id => Initiative.Id;

    public string Owner => Initiative.Owner;

    public bool Reaches(string country) => Direct.Contains(country) || Regional.Contains(country);

    /// <summary>"following confirmed partOf upward from each leads to the same initiative".</summary>
    public bool IsLinkedTo(LiveInitiative other) => Chain.Exists(other.Chain.Contains);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}

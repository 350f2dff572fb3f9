using TeamEurope.Rules.Reference;

namespace TeamEurope.Rules.Register;

/// <summary>A measure that takes part on the day of evaluation: its window is not empty and has not ended.</summary>
internal sealed class ActiveMeasure(
    int position, MeasureFootprint said, Instrument instrument, int start, int end, string? occupation, string? equipment, string? implementer)
{
    /// <summary>Equal where the same is said in the same place, for the same days.</summary>
    public static readonly IEqualityComparer<ActiveMeasure> ByWhatItSays = EqualityComparer<ActiveMeasure>.Create(
        (x, y) => (x!.Position, x.Start, x.End) == (y!.Position, y.Start, y.End) && x.said == y.said);

    private readonly MeasureFootprint said = said;

    /// <summary>Its position in the initiative's list of measures.</summary>
    public int Position { get; } = position;
    public Instrument Instrument { get; } = instrument;
    public Direction Direction { get; } = said.Direction;

    /// <summary>First day as a day number; <see cref="int.MinValue"/> where unbounded.</summary>
    public int Start { get; } = start;

    /// <summary>Last day, included; <see cref="int.MaxValue"/> where unbounded.</summary>
    public int End { get; } = end;
    public string? Occupation { get; } = occupation;

    /// <summary>Null where unknown: missing, blank or <c>other</c>.</summary>
    public string? Equipment { get; } = equipment;
    public string? Implementer { get; } = implementer;
    public Incentive? Incentive { get; } = said.Incentive;

    public bool OverlapsWith(ActiveMeasure other) => Start <= other.End && other.Start <= End;

    /// <summary>Both Ask or Joint where the family contends for a concession, else both Offer or Joint.</summary>
    public bool Meets { get; } = instrument.Contention == Contention.Concession
        ? said.Direction is Direction.Ask or Direction.Joint
        : said.Direction is Direction.Offer or Direction.Joint;

    public bool IsOffer => Direction == Direction.Offer;
}

/// <summary>
/// The little of an initiative that a search wants to know of each that it meets. The index keeps them side by side: most pairs are
/// scored without looking at more.
/// </summary>
internal readonly record struct Face(Guid Id, bool IsOpen, bool IsUnion, bool HasUmbrella);

/// <summary>An initiative prepared for one day: its reach, whether it is live, and the measures that take part.</summary>
internal sealed class ActiveInitiative
{
    private const string OtherEquipment = "other";

    /// <summary>The slot of an initiative that is not in the index: a text being tried.</summary>
    public const int NoSlot = -1;

    public ActiveInitiative(Footprint footprint, ReferenceData reference, DateOnly asOf, int slot = NoSlot)
    {
        Footprint = footprint;
        Slot = slot;
        Face = new Face(footprint.Id, footprint.Stage.IsOpen, footprint.Level == InitiativeLevel.EU, footprint.PartOf is not null);
        IsLive = footprint.Stage.IsLive && (footprint.EndsOn is not { } end || end >= asOf);
        var reach = reference.ReachOf(footprint.Partners);
        Reach = reach.Select(r => (Country: reference.IndexOf(r.Key), IsDirect: r.Value)).OrderBy(r => r.Country).ToArray();
        Direct = reach.Where(r => r.Value).Select(r => r.Key).Order(StringComparer.Ordinal).ToArray();
        Measures = IsLive ? PrepareMeasures(footprint, reference, asOf) : [];
        Offered = [.. Measures.Where(m => m.IsOffer).Select(m => m.Instrument.Code).Distinct().Order(StringComparer.Ordinal)];
    }

    public Footprint Footprint { get; }
    public Face Face { get; }
    public Guid Id => Face.Id;
    public string Owner => Footprint.Owner;
    public bool IsLive { get; }

    /// <summary>Every country reached, by index, in ascending order.</summary>
    public (int Country, bool IsDirect)[] Reach { get; }

    /// <summary>The countries that the partners name, sorted by code.</summary>
    public string[] Direct { get; }
    public ActiveMeasure[] Measures { get; }

    /// <summary>The instruments that it offers, each once, sorted.</summary>
    public string[] Offered { get; }

    /// <summary>Its place in the index.</summary>
    public int Slot { get; }

    public bool Reaches(int country) => Array.Exists(Reach, r => r.Country == country);

    public bool ReachesDirectly(int country) => Array.Exists(Reach, r => r.Country == country && r.IsDirect);

    private static ActiveMeasure[] PrepareMeasures(Footprint footprint, ReferenceData reference, DateOnly asOf)
    {
        var prepared = new List<ActiveMeasure>(footprint.Measures.Count);
        for (var position = 0; position < footprint.Measures.Count; position++)
        {
            var m = footprint.Measures[position];
            var start = Math.Max(FirstDay(footprint.StartsOn), FirstDay(m.StartsOn));
            var end = Math.Min(LastDay(footprint.EndsOn), LastDay(m.EndsOn));
            if (start <= end && end >= asOf.DayNumber)
            {
                var equipment = Known(m.Equipment);
                prepared.Add(new ActiveMeasure(
                    position, m, reference.Instruments[m.Instrument], start, end,
                    Known(m.Occupation), equipment == OtherEquipment ? null : equipment, Known(m.Implementer)));
            }
        }

        return [.. prepared];
    }

    private static int FirstDay(DateOnly? day) => day?.DayNumber ?? int.MinValue;

    private static int LastDay(DateOnly? day) => day?.DayNumber ?? int.MaxValue;

    /// <summary>Blank text counts as missing, everywhere.</summary>
    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

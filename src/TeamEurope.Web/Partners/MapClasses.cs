using TeamEurope.Contracts;

namespace TeamEurope.Web.Partners;

/// <summary>A class of countries on the map: all of one are filled with the same pattern.</summary>
/// <param name="Key">Names pattern and colour, such as <c>ring-2</c>.</param>
/// <param name="Word">What the class means, to be looked up among the words of the partner pages.</param>
/// <param name="Hatch">The pattern, so that a class is not known by its colour alone.</param>
/// <param name="Ring">The ring that the class is, where it is one.</param>
public sealed record MapClass(string Key, string Word, Hatch Hatch, int? Ring = null);

/// <summary>From empty to full.</summary>
public enum Hatch { Empty, Dots, Lines, Cross, Level, Full }

/// <summary>The classes of each colouring, and which a country belongs to.</summary>
public static class MapClasses
{
    private static readonly MapClass[] Rings =
    [
        new("ring-1", "Ring1", Hatch.Full, 1), new("ring-2", "Ring2", Hatch.Lines, 2), new("ring-3", "Ring3", Hatch.Dots, 3),
        new("ring-4", "Ring4", Hatch.Level, 4), new("ring-none", "RingNone", Hatch.Cross)
    ];

    private static readonly MapClass[] Levels =
    [
        new("level-critical", "LevelCritical", Hatch.Full), new("level-high", "LevelHigh", Hatch.Cross),
        new("level-medium", "LevelMedium", Hatch.Lines), new("level-low", "LevelLow", Hatch.Dots), new("level-none", "LevelNone", Hatch.Empty)
    ];

    private static readonly MapClass[] Parties =
    [
        new("parties-many", "PartiesMany", Hatch.Full), new("parties-some", "PartiesSome", Hatch.Cross),
        new("parties-few", "PartiesFew", Hatch.Lines), new("parties-one", "PartiesOne", Hatch.Dots), new("parties-none", "PartiesNone", Hatch.Empty)
    ];

    public static IReadOnlyList<MapClass> Of(string colouring) => colouring switch
    {
        PartnersQuery.ByAlert => Levels,
        PartnersQuery.ByParties => Parties,
        _ => Rings
    };

    public static MapClass Of(string colouring, PartnerSummary partner)
    {
        var key = colouring switch
        {
            PartnersQuery.ByAlert => $"level-{partner.HighestLevel?.ToLowerInvariant() ?? "none"}",
            PartnersQuery.ByParties => partner.Parties.Count switch { 0 => "parties-none", 1 => "parties-one", <= 3 => "parties-few", <= 7 => "parties-some", _ => "parties-many" },
            _ => $"ring-{partner.Ring?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}"
        };
        return Of(colouring).Single(c => c.Key == key);
    }
}

using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace TeamEurope.Web.Partners;

/// <summary>A country as the map draws it: its outline, empty where there is but a point, and where its middle lies.</summary>
public sealed record MapCountry(string Code, string Path, double X, double Y, double Area)
{
    private const double SmallestVisible = 6;

    /// <summary>Too small to be seen or met with a pointer: drawn as a circle.</summary>
    public bool IsDot => Path.Length == 0 || Area < SmallestVisible;
}

/// <summary>The world as it was drawn when the pages were built. Read once.</summary>
public sealed class WorldMap
{
    private WorldMap(Drawing drawing)
    {
        (ViewBox, Sphere, Source) = (drawing.ViewBox, drawing.Sphere, drawing.Source);
        Disputed = string.Concat(drawing.Disputed);
        Countries = drawing.Countries.ToFrozenDictionary(c => c.Code);
    }

    public static WorldMap Instance { get; } = Read();

    /// <summary>The whole world.</summary>
    public string ViewBox { get; }

    /// <summary>The outline of the world.</summary>
    public string Sphere { get; }

    /// <summary>Areas that the atlas gives to nobody, in one path.</summary>
    public string Disputed { get; }

    /// <summary>Whose map it is.</summary>
    public string Source { get; }

    public FrozenDictionary<string, MapCountry> Countries { get; }

    private static WorldMap Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("world-map")
            ?? throw new InvalidOperationException("The assembly carries no world map.");
        return new WorldMap(JsonSerializer.Deserialize<Drawing>(stream, JsonSerializerOptions.Web)!);
    }

    private sealed record Drawing(string ViewBox, IReadOnlyList<MapCountry> Countries, IReadOnlyList<string> Disputed, string Sphere, string Source);
}

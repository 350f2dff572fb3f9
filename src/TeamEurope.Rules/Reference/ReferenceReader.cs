using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Reference;

/// <summary>The reference files' texts, by what they hold.</summary>
public sealed record ReferenceTexts(
    string Taxonomy, string Rings, string Organisations, string Routes, string Borders, string CountryRisk, string Tenants, string Countries);

/// <summary>Reads the reference files into one value. Throws on a file that is not what it should be: they ship with the product.</summary>
public static class ReferenceReader
{
    public static ReferenceData Read(ReferenceTexts texts)
    {
        var (goals, instruments) = ReadTaxonomy(texts.Taxonomy);
        var (routes, displacements) = ReadRoutes(texts.Routes);
        var neighbours = ReadBorders(texts.Borders);
        return new ReferenceData(
            ReadCountries(texts.Countries),
            goals,
            instruments,
            ReadRings(texts.Rings),
            ReadOrganisations(texts.Organisations),
            ReadTenants(texts.Tenants),
            ReadRisks(texts.CountryRisk),
            routes,
            neighbours,
            ExposuresOf(routes, neighbours).Concat(displacements),
            FingerprintOf(texts));
    }

    private static (List<Goal>, List<Instrument>) ReadTaxonomy(string text)
    {
        using var document = JsonDocument.Parse(text);
        var families = new Dictionary<string, int>();
        var goals = new List<Goal>();
        var instruments = new List<Instrument>();
        foreach (var goal in Items(document.RootElement, "goals"))
        {
            var strategies = new List<Strategy>();
            foreach (var strategy in Items(goal, "strategies"))
            {
                strategies.Add(new Strategy(Text(strategy, "code"), Text(strategy, "name"), Text(goal, "code")));
                foreach (var i in Items(strategy, "instruments"))
                {
                    var family = Text(i, "family");
                    families.TryAdd(family, families.Count);
                    instruments.Add(new Instrument(
                        Text(i, "code"), Text(i, "name"), Text(goal, "code"), Text(strategy, "code"),
                        Word<Direction>(i, "usualDirection"), Word<Contention>(i, "contention"), Word<Competence>(i, "competence"),
                        Word<Risk>(i, "risk"), i.GetProperty("restrictive").GetBoolean(), family, families[family],
                        i.TryGetProperty("riskByEquipment", out var byEquipment)
                            ? byEquipment.EnumerateObject().ToFrozenDictionary(p => p.Name, p => Enum.Parse<Risk>(p.Value.GetString()!, true))
                            : FrozenDictionary<string, Risk>.Empty));
                }
            }

            goals.Add(new Goal(Text(goal, "code"), Text(goal, "name"), strategies));
        }

        return (goals, instruments);
    }

    private static List<string> ReadCountries(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("countries").EnumerateObject().Select(c => c.Name).ToList();
    }

    private static List<Ring> ReadRings(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Items(document.RootElement, "rings")
            .Select(r => new Ring(r.GetProperty("number").GetInt32(), Text(r, "name"), Text(r, "rule"), Texts(r, "countries")))
            .ToList();
    }

    private static List<Organisation> ReadOrganisations(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Items(document.RootElement, "organisations")
            .Select(o => new Organisation(
                Text(o, "code"), Text(o, "name"), Text(o, "kind") == "process", Word<FreeMovement>(o, "freeMovement"),
                Texts(o, "members").ToFrozenSet(),
                Texts(o, o.TryGetProperty("freeMovementMembers", out _) ? "freeMovementMembers" : "members").ToFrozenSet()))
            .ToList();
    }

    private static List<Tenant> ReadTenants(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Items(document.RootElement, "tenants")
            .Select(t => new Tenant(Text(t, "code"), Text(t, "name"), Text(t, "kind"), t.GetProperty("titleV").GetString() == "out"))
            .ToList();
    }

    private static Dictionary<string, Risk> ReadRisks(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("countries").EnumerateObject()
            .ToDictionary(c => c.Name, c => Enum.Parse<Risk>(c.Value.GetString()!, true));
    }

    private static (List<Route> Routes, List<(string From, string To)> Displacements) ReadRoutes(string text)
    {
        using var document = JsonDocument.Parse(text);
        return (
            Items(document.RootElement, "routes").Select(r => new Route(Text(r, "code"), Text(r, "name"), Texts(r, "countries"))).ToList(),
            Items(document.RootElement, "displacements").Select(d => (Text(d, "from"), Text(d, "to"))).ToList());
    }

    /// <summary>Neighbours both ways, whichever side the file names.</summary>
    private static HashSet<(string From, string To)> ReadBorders(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("borders").EnumerateObject()
            .SelectMany(c => c.Value.EnumerateArray().SelectMany(d => new[] { (c.Name, d.GetString()!), (d.GetString()!, c.Name) }))
            .ToHashSet();
    }

    /// <summary>(c, d) where closing c exposes d: neighbours that some route holds both; the known displacements come on top.</summary>
    private static IEnumerable<(string From, string To)> ExposuresOf(List<Route> routes, HashSet<(string From, string To)> neighbours) =>
        from r in routes from c in r.Countries from d in r.Countries where neighbours.Contains((c, d)) select (c, d);

    private static string FingerprintOf(ReferenceTexts texts)
    {
        var all = string.Join('\0', texts.Taxonomy, texts.Rings, texts.Organisations, texts.Routes, texts.Borders,
            texts.CountryRisk, texts.Tenants, texts.Countries);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static List<string> Texts(JsonElement element, string name) => Items(element, name).Select(e => e.GetString()!).ToList();

    /// <summary>The files write words with dashes (eu-when-exercised), the code as EuWhenExercised.</summary>
    private static T Word<T>(JsonElement element, string name) where T : struct, Enum =>
        Enum.Parse<T>(Text(element, name).Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}

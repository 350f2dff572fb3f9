using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>An instrument of taxonomy.json with the goal and strategy that it stands under.</summary>
public sealed record OracleInstrument(
    string Code,
    string Goal,
    string Strategy,
    string Family,
    string Contention,
    string Competence,
    string Risk,
    bool Restrictive,
    string UsualDirection,
    IReadOnlyDictionary<string, string> RiskByEquipment);

/// <summary>A regional organisation or process; FreeMovers are "freeMovementMembers where given, else members".</summary>
public sealed record OracleOrganisation(
    string Code,
    string Kind,
    string FreeMovement,
    IReadOnlySet<string> Members,
    IReadOnlySet<string> FreeMovers);

/// <summary>A tenant of tenants.json.</summary>
public sealed record OracleTenant(string Code, string Kind, string? TitleV);

/// <summary>The reference data, read from the JSON files as they are.</summary>
public sealed class OracleReference
{
    private OracleReference()
    {
    }

    public Dictionary<string, OracleInstrument> Instruments { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OracleOrganisation> Organisations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OracleTenant> Tenants { get; } = new(StringComparer.Ordinal);

    /// <summary>Country to its ring's number; a country in no ring is not here.</summary>
    public Dictionary<string, int> Rings { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> CommonRisk { get; } = new(StringComparer.Ordinal);

    public List<HashSet<string>> Routes { get; } = [];

    public HashSet<(string From, string To)> Displacements { get; } = [];

    public HashSet<(string, string)> Borders { get; } = [];

    public static OracleReference Load(string folder)
    {
        var reference = new OracleReference();
        reference.ReadTaxonomy(Parse(folder, "taxonomy.json"));
        reference.ReadOrganisations(Parse(folder, "organisations.json"));
        reference.ReadRings(Parse(folder, "rings.json"));
        reference.ReadRoutes(Parse(folder, "routes.json"));
        foreach (var (country, neighbours) in Parse(folder, "borders.json")["borders"]!.AsObject())
        {
            foreach (var neighbour in Texts(neighbours))
            {
                reference.Borders.Add((country, neighbour));
                reference.Borders.Add((neighbour, country));
            }
        }

        foreach (var (country, risk) in Parse(folder, "country-risk.json")["countries"]!.AsObject())
        {
            reference.CommonRisk[country] = risk!.GetValue<string>();
        }

        foreach (var tenant in Parse(folder, "tenants.json")["tenants"]!.AsArray())
        {
            var code = Text(tenant!, "code");
            reference.Tenants[code] = new OracleTenant(code, Text(tenant!, "kind"), tenant!["titleV"]?.GetValue<string>());
        }

        return reference;
    }

    /// <summary>Direct members and members of organisations or processes: does this partner code stand for a country itself?</summary>
    public bool IsCountry(string partner) => !Organisations.ContainsKey(partner);

    /// <summary>"the Member States outside Title V".</summary>
    public bool IsOutsideTitleV(string tenant) => Tenants.TryGetValue(tenant, out var found) && found.TitleV == "out";

    /// <summary>"level EU is for tenants of kind commission and eu-body only".</summary>
    public bool MayBeEu(string tenant) => Tenants.TryGetValue(tenant, out var found) && found.Kind is "commission" or "eu-body";

    /// <summary>The ring term: ring 1 → 5, ring 2 → 10, ring 3 → 5, ring 4 → 0, outside → 0.</summary>
    public int RingPoints(IEnumerable<string> countries)
    {
        var best = 0;
        foreach (var country in countries)
        {
            var points = Rings.GetValueOrDefault(country) switch { 1 => 5, 2 => 10, 3 => 5, _ => 0 };
            best = Math.Max(best, points);
        }

        return best;
    }

    /// <summary>The ring' term of eu-precedence: ring 1 → 15, ring 3 → 5, else 0.</summary>
    public int EuRingPoints(IEnumerable<string> countries)
    {
        var best = 0;
        foreach (var country in countries)
        {
            var points = Rings.GetValueOrDefault(country) switch { 1 => 15, 3 => 5, _ => 0 };
            best = Math.Max(best, points);
        }

        return best;
    }

    /// <summary>"d borders c and some route holds both, or (c, d) stands in the list of known displacements".</summary>
    public bool Exposes(string c, string d)
    {
        if (Displacements.Contains((c, d)))
        {
            return true;
        }

        return Borders.Contains((c, d)) && Routes.Any(route => route.Contains(c) && route.Contains(d));
    }

    private void ReadTaxonomy(JsonNode root)
    {
        foreach (var goal in root["goals"]!.AsArray())
        {
            foreach (var strategy in goal!["strategies"]!.AsArray())
            {
                foreach (var node in strategy!["instruments"]!.AsArray())
                {
                    var byEquipment = new Dictionary<string, string>(StringComparer.Ordinal);
                    if (node!["riskByEquipment"] is JsonObject given)
                    {
                        foreach (var (equipment, risk) in given)
                        {
                            byEquipment[equipment] = risk!.GetValue<string>();
                        }
                    }

                    var code = Text(node, "code");
                    Instruments.Add(code, new OracleInstrument(
                        code,
                        Text(goal, "code"),
                        Text(strategy, "code"),
                        Text(node, "family"),
                        Text(node, "contention"),
                        Text(node, "competence"),
                        Text(node, "risk"),
                        node["restrictive"]!.GetValue<bool>(),
                        Text(node, "usualDirection"),
                        byEquipment));
                }
            }
        }
    }

    private void ReadOrganisations(JsonNode root)
    {
        foreach (var node in root["organisations"]!.AsArray())
        {
            var members = Texts(node!["members"]).ToHashSet(StringComparer.Ordinal);
            var movers = node["freeMovementMembers"] is { } given ? Texts(given).ToHashSet(StringComparer.Ordinal) : members;
            var code = Text(node, "code");
            Organisations.Add(code, new OracleOrganisation(code, Text(node, "kind"), Text(node, "freeMovement"), members, movers));
        }
    }

    private void ReadRings(JsonNode root)
    {
        foreach (var ring in root["rings"]!.AsArray())
        {
            foreach (var country in Texts(ring!["countries"]))
            {
                Rings.Add(country, ring["number"]!.GetValue<int>());
            }
        }
    }

    private void ReadRoutes(JsonNode root)
    {
        foreach (var route in root["routes"]!.AsArray())
        {
            Routes.Add(Texts(route!["countries"]).ToHashSet(StringComparer.Ordinal));
        }

        foreach (var displacement in root["displacements"]!.AsArray())
        {
            Displacements.Add((Text(displacement!, "from"), Text(displacement!, "to")));
        }
    }

    private static JsonNode Parse(string folder, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static IEnumerable<string> Texts(JsonNode? array) => array!.AsArray().Select(item => item!.GetValue<string>());
}

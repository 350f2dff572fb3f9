using System.Collections.Frozen;
using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Reference;

/// <summary>What two measures of a family contend for; decides which pair rule looks at them.</summary>
public enum Contention { Concession, Labour, Supply, Programme }

/// <summary>Whose competence an instrument is, as a first reading for warnings (taxonomy.json).</summary>
public enum Competence { EuOnly, EuWhenExercised, Shared, National, Parallel, Supporting }

/// <summary>One of the 47 instruments of the report's tables 1–4 and of the broad partnerships.</summary>
public sealed record Instrument(
    string Code, string Name, string Goal, string Strategy, Direction UsualDirection, Contention Contention,
    Competence Competence, Risk Risk, bool Restrictive, string Family, int FamilyIndex,
    FrozenDictionary<string, Risk> RiskByEquipment)
{
    /// <summary>The instrument's risk, or what it says for this equipment.</summary>
    public Risk RiskWith(string? equipment) =>
        equipment is not null && RiskByEquipment.TryGetValue(equipment, out var risk) ? risk : Risk;
}

/// <summary>A strategy within a goal.</summary>
public sealed record Strategy(string Code, string Name, string Goal);

/// <summary>One of the report's five goals.</summary>
public sealed record Goal(string Code, string Name, IReadOnlyList<Strategy> Strategies);

/// <summary>A geographic ring with its own coordination rule (report, 5.4).</summary>
public sealed record Ring(int Number, string Name, string Rule, IReadOnlyList<string> Countries);

/// <summary>A migration route, with the countries it passes.</summary>
public sealed record Route(string Code, string Name, IReadOnlyList<string> Countries);

/// <summary>How far free movement among an organisation's members has come.</summary>
public enum FreeMovement { None, Partial, Adopted, Signed, InForce }

/// <summary>A regional organisation or process, with its members and those within its free movement.</summary>
public sealed record Organisation(
    string Code, string Name, bool IsProcess, FreeMovement FreeMovement,
    FrozenSet<string> Members, FrozenSet<string> FreeMovementMembers);

/// <summary>A tenant: a Member State, the Commission, the EEAS, the Council secretariat or an EU body.</summary>
/// <param name="OutsideTitleV">A Member State outside Title V TFEU, whose case lawyers look at one by one.</param>
public sealed record Tenant(string Code, string Name, string Kind, bool OutsideTitleV)
{
    /// <summary>Only the Commission and EU bodies register initiatives of level EU.</summary>
    public bool MayOwnEuLevel => Kind is "commission" or "eu-body";
}

/// <summary>
/// The reference data as one immutable value: taxonomy, rings, organisations, routes, borders, country risk, tenants, countries.
/// Countries have a dense index, which the engine uses in place of their codes.
/// </summary>
public sealed class ReferenceData
{
    private readonly FrozenDictionary<string, int> countryIndex;
    private readonly FrozenDictionary<string, Ring> ringOf;
    private readonly FrozenDictionary<string, Risk> commonRisk;
    private readonly FrozenDictionary<string, string[]> exposedBy;
    private readonly FrozenDictionary<string, string[]> exposers;
    private readonly FrozenDictionary<string, Organisation[]> organisationsOf;
    private readonly FrozenDictionary<string, string[]> neighboursOf;

    internal ReferenceData(
        IReadOnlyList<string> countries, IReadOnlyList<Goal> goals, IReadOnlyList<Instrument> instruments,
        IReadOnlyList<Ring> rings, IReadOnlyList<Organisation> organisations, IReadOnlyList<Tenant> tenants,
        IReadOnlyDictionary<string, Risk> risks, IReadOnlyList<Route> routes, IReadOnlySet<(string From, string To)> neighbours,
        IEnumerable<(string From, string To)> exposures, string fingerprint)
    {
        Countries = countries;
        Goals = goals;
        Rings = rings;
        Routes = routes;
        Fingerprint = fingerprint;
        Instruments = instruments.ToFrozenDictionary(i => i.Code);
        Strategies = goals.SelectMany(g => g.Strategies).ToFrozenDictionary(s => s.Code);
        Organisations = organisations.ToFrozenDictionary(o => o.Code);
        Tenants = tenants.ToFrozenDictionary(t => t.Code);
        countryIndex = countries.Select((code, index) => (code, index)).ToFrozenDictionary(c => c.code, c => c.index);
        ringOf = rings.SelectMany(r => r.Countries.Select(c => (c, r))).ToFrozenDictionary(x => x.c, x => x.r);
        commonRisk = risks.ToFrozenDictionary();
        var pairs = exposures.Distinct().ToList();
        exposedBy = ByFirst(pairs);
        exposers = ByFirst(pairs.Select(p => (p.To, p.From)));
        neighboursOf = ByFirst(neighbours);
        organisationsOf = organisations.SelectMany(o => o.Members.Select(m => (m, o)))
            .GroupBy(x => x.m).ToFrozenDictionary(g => g.Key, g => g.Select(x => x.o).ToArray());
        FamilyCount = instruments.Count == 0 ? 0 : instruments.Max(i => i.FamilyIndex) + 1;
    }

    public IReadOnlyList<string> Countries { get; }
    public IReadOnlyList<Goal> Goals { get; }
    public IReadOnlyList<Ring> Rings { get; }
    public IReadOnlyList<Route> Routes { get; }
    public FrozenDictionary<string, Instrument> Instruments { get; }
    public FrozenDictionary<string, Strategy> Strategies { get; }
    public FrozenDictionary<string, Organisation> Organisations { get; }
    public FrozenDictionary<string, Tenant> Tenants { get; }
    public int FamilyCount { get; }

    /// <summary>Changes whenever the data changes: a register evaluated under another fingerprint is evaluated anew.</summary>
    public string Fingerprint { get; }

    public bool IsCountry(string code) => countryIndex.ContainsKey(code);

    public int IndexOf(string country) => countryIndex[country];

    /// <summary>The ring of a country; null outside the rings.</summary>
    public Ring? RingOf(string country) => ringOf.GetValueOrDefault(country);

    /// <summary>The common starting value; a country not listed counts as medium (country-risk.json).</summary>
    public Risk CommonRiskOf(string country) => commonRisk.GetValueOrDefault(country, Risk.Medium);

    /// <summary>Where people may turn when <paramref name="country"/> is closed off: its neighbours on a common route, and known displacements.</summary>
    public IReadOnlyList<string> ExposedBy(string country) => exposedBy.GetValueOrDefault(country, []);

    /// <summary>The countries whose closing exposes <paramref name="country"/>: the inverse of <see cref="ExposedBy"/>.</summary>
    public IReadOnlyList<string> ExposersOf(string country) => exposers.GetValueOrDefault(country, []);

    /// <summary>The organisations and processes a country is a member of.</summary>
    public IReadOnlyList<Organisation> OrganisationsOf(string country) => organisationsOf.GetValueOrDefault(country, []);

    /// <summary>The countries that share a land border with it, by code.</summary>
    public IReadOnlyList<string> NeighboursOf(string country) => neighboursOf.GetValueOrDefault(country, []);

    /// <summary>The partner codes that reach one of these countries: themselves, and what one of them is a member of.</summary>
    public IReadOnlyList<string> CodesReaching(IReadOnlyCollection<string> countries) =>
        [.. countries.Concat(Organisations.Values.Where(o => o.Members.Overlaps(countries)).Select(o => o.Code))];

    /// <summary>The countries behind partner codes: true where named directly, false where only a member of a named organisation.</summary>
    public IReadOnlyDictionary<string, bool> ReachOf(IEnumerable<string> partners)
    {
        var reach = new Dictionary<string, bool>();
        foreach (var partner in partners)
        {
            if (Organisations.TryGetValue(partner, out var organisation))
            {
                foreach (var member in organisation.Members)
                {
                    reach.TryAdd(member, false);
                }
            }
            else
            {
                reach[partner] = true;
            }
        }

        return reach;
    }

    private static FrozenDictionary<string, string[]> ByFirst(IEnumerable<(string From, string To)> pairs) =>
        pairs.GroupBy(p => p.From).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.To).Order(StringComparer.Ordinal).ToArray());
}

using TeamEurope.Infrastructure.Reference;
using TeamEurope.Rules;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Benchmarks;

/// <summary>
/// The register as the rules see it, made up: three measures each, twenty-nine owners, skewed like real ones. Countries and families are
/// drawn by rank: the first holds most, the tenth a tenth of that. Windows of one to six years over two decades, so that most of what
/// shares a country and a family does not share a day.
/// </summary>
internal static class SyntheticFootprints
{
    public static readonly ReferenceData Reference = ReferenceReader.Read(EmbeddedFiles.ReferenceTexts());
    public static readonly RuleSettings Settings = new(new DateOnly(2026, 6, 12));
    public static readonly DateOnly AsOf = new(2026, 11, 28);
    private static readonly string[] Owners = [.. Reference.Tenants.Keys.Order(StringComparer.Ordinal).Take(29)];
    private static readonly string[] Countries = [.. Reference.Countries.OrderBy(c => Reference.RingOf(c)?.Number ?? 9).ThenBy(c => c, StringComparer.Ordinal)];
    private static readonly Instrument[] Instruments = [.. Reference.Instruments.Values.OrderBy(i => Scatter(i.Code))];

    public static List<Footprint> Make(int count, int seed = 5)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(n => Make(random, n))];
    }

    public static Footprint Make(Random random, int number)
    {
        var start = AsOf.AddDays(random.Next(-2_000, 5_000));
        var owner = Owners[Ranked(random, Owners.Length)];
        return new Footprint
        {
            Id = IdOf(random),
            Owner = owner,
            Reference = $"{owner}-2026-{number}",
            Stage = (Stage)(1 + random.Next(4)),
            Visibility = random.Next(10) == 0 ? Visibility.Owner : Visibility.TeamEurope,
            Level = owner == "EC" ? InitiativeLevel.EU : InitiativeLevel.Bilateral,
            LegalEffect = random.Next(2) == 0 ? LegalEffect.Binding : LegalEffect.Political,
            Partners = random.Next(20) == 0 ? ["ECOWAS"] : [Countries[Ranked(random, Countries.Length)]],
            StartsOn = start,
            EndsOn = start.AddDays(random.Next(365, 2_190)),
            Measures = [Measure(random, start), Measure(random, start), Measure(random, start)]
        };
    }

    private static MeasureFootprint Measure(Random random, DateOnly start)
    {
        var instrument = Instruments[Ranked(random, Instruments.Length)];
        var begin = start.AddDays(random.Next(0, 300));
        return new MeasureFootprint(
            instrument.Code, instrument.UsualDirection,
            Implementer: random.Next(3) == 0 ? "IOM" : null,
            StartsOn: begin, EndsOn: begin.AddDays(random.Next(90, 700)));
    }

    /// <summary>The r-th has a share of about 1/r.</summary>
    private static int Ranked(Random random, int count) => (int)Math.Pow(count, random.NextDouble()) - 1;

    private static Guid IdOf(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>An order of instruments that has nothing to do with their goals, and is the same in each run.</summary>
    private static int Scatter(string code) => code.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}

using TeamEurope.Contracts;

namespace TeamEurope.Benchmarks;

/// <summary>Synthetic initiatives, skewed like real ones: few countries and instruments hold most.</summary>
internal static class Register
{
    public static readonly string[] Owners = ["NL", "DE", "FR", "IT", "ES", "SE", "AT", "BE", "DK", "PL"];
    private static readonly string[] Countries =
        ["TN", "MA", "EG", "LY", "SN", "TR", "NG", "MR", "DZ", "JO", "LB", "ET", "KE", "GH", "PK", "BD", "AL", "RS", "GM", "ML", "NE", "IQ", "GE", "MD", "CV", "CO", "PE", "BR", "UA", "VN"];
    private static readonly (string Instrument, string Direction)[] Instruments =
    [
        ("readmission", "Ask"), ("border-equipment", "Offer"), ("development-programme", "Offer"), ("vocational-training", "Offer"),
        ("seasonal-labour", "Offer"), ("reintegration", "Offer"), ("anti-smuggling", "Joint"), ("reception-in-region", "Offer"),
        ("political-dialogue", "Joint"), ("talent-partnership", "Offer"), ("information-campaign", "Offer"), ("asylum-system", "Offer"),
        ("study-visas", "Offer"), ("energy-climate", "Offer"), ("civil-society-support", "Offer"), ("short-stay-visa", "Offer")
    ];

    public static InitiativeBody Body(Random random, int number) => new()
    {
        ExternalId = $"b-{number}",
        Title = $"Synthetic initiative {number}",
        Partners = [Countries[Skewed(random, Countries.Length)]],
        Stage = random.Next(3) == 0 ? "Exploratory" : "InForce",
        Visibility = random.Next(10) == 0 ? "Owner" : "TeamEurope",
        StartsOn = new DateOnly(2015 + random.Next(10), 1, 1),
        EndsOn = random.Next(2) == 0 ? new DateOnly(2027 + random.Next(8), 12, 31) : null,
        Measures = Enumerable.Range(0, 3).Select(_ => Measure(random)).ToArray()
    };

    private static MeasureBody Measure(Random random)
    {
        var (instrument, direction) = Instruments[Skewed(random, Instruments.Length)];
        return new MeasureBody
        {
            Instrument = instrument,
            Direction = direction,
            Implementer = random.Next(3) == 0 ? "IOM" : null,
            StartsOn = new DateOnly(2016 + random.Next(12), 1, 1),
            EndsOn = new DateOnly(2028 + random.Next(4), 6, 30)
        };
    }

    /// <summary>Cubed: half of all falls on the first fifth.</summary>
    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 3));
}

internal static class Statistics
{
    public static double Percentile(this List<double> values, double share)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(values.Count * share))];
    }
}

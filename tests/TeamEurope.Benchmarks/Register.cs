using TeamEurope.Contracts;
using TeamEurope.Infrastructure.Reference;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Benchmarks;

/// <summary>Synthetic initiatives, skewed like real ones: few countries and instruments hold most.</summary>
internal static class Register
{
    public static readonly string[] Owners = ["NL", "DE", "FR", "IT", "ES", "SE", "AT", "BE", "DK", "PL"];
    private static readonly ReferenceData Reference = ReferenceReader.Read(EmbeddedFiles.ReferenceTexts());
    private static readonly string[] Countries = [.. Reference.Countries.OrderBy(c => Reference.RingOf(c)?.Number is null).ThenBy(c => c, StringComparer.Ordinal)];
    private static readonly Instrument[] Instruments = [.. Reference.Instruments.Values.OrderBy(i => i.Code, StringComparer.Ordinal)];

    public static InitiativeBody Body(Random random, int number) => new()
    {
        ExternalId = $"b-{number}",
        Title = $"Synthetic initiative {number}",
        Partners = [Countries[Skewed(random, Countries.Length)]],
        Justification = "Synthetic",
        Stage = random.Next(3) == 0 ? "Exploratory" : "InForce",
        Visibility = random.Next(10) == 0 ? "Owner" : "TeamEurope",
        StartsOn = new DateOnly(2015 + random.Next(10), 1, 1),
        EndsOn = random.Next(2) == 0 ? new DateOnly(2027 + random.Next(8), 12, 31) : null,
        Measures = Enumerable.Range(0, 3).Select(_ => Measure(random)).ToArray()
    };

    private static MeasureBody Measure(Random random)
    {
        var instrument = Instruments[Skewed(random, Instruments.Length)];
        return new MeasureBody
        {
            Instrument = instrument.Code,
            Direction = instrument.UsualDirection.ToString(),
            Implementer = random.Next(3) == 0 ? "IOM" : null,
            StartsOn = new DateOnly(2016 + random.Next(12), 1, 1),
            EndsOn = new DateOnly(2028 + random.Next(4), 6, 30)
        };
    }

    /// <summary>
    /// For registers of tens of thousands: measures of two to seven months over eighteen years, so that an initiative meets a few others and
    /// not hundreds.
    /// </summary>
    public static InitiativeBody Sparse(Random random, int number) =>
        InOneCountry(random, number, Countries[Skewed(random, Countries.Length)], days: 6_500);

    /// <summary>All in one country, over so many days from now.</summary>
    public static InitiativeBody InOneCountry(Random random, int number, string country, int days)
    {
        var start = new DateOnly(2027, 1, 1).AddDays(random.Next(days));
        return new InitiativeBody
        {
            ExternalId = $"b-{number}",
            Title = $"Synthetic initiative {number}",
            Partners = [country],
            Justification = "Synthetic",
            Stage = random.Next(3) == 0 ? "Exploratory" : "InForce",
            Visibility = random.Next(10) == 0 ? "Owner" : "TeamEurope",
            StartsOn = start,
            EndsOn = start.AddDays(random.Next(60, 200)),
            Measures = Enumerable.Range(0, 3).Select(_ => Measure(random) with { StartsOn = null, EndsOn = null }).ToArray()
        };
    }

    /// <summary>Squared: half of all falls on the first quarter. Some 0.1 % of pairs then meet, as in a real register.</summary>
    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 2));
}

internal static class Statistics
{
    public static double Percentile(this List<double> values, double share)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(values.Count * share))];
    }

    /// <summary>The median, and the least and the most.</summary>
    public static string Spread(this List<double> values) =>
        $"{values.Percentile(0.5):0.0} ms ({values.Percentile(0):0.0} to {values.Percentile(1):0.0})";
}

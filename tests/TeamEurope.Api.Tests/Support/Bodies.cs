using TeamEurope.Contracts;

namespace TeamEurope.Api.Tests.Support;

/// <summary>Initiatives as tests need them, with no more than matters.</summary>
internal static class Bodies
{
    public static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>Seasonal labour offered to a country: two owners of such compete there (labour-competition, at least Medium).</summary>
    public static InitiativeBody Labour(string country, string title = "Labour", string visibility = "TeamEurope", string? occupation = null) => new()
    {
        Title = title,
        Partners = [country],
        Stage = "Exploratory",
        Visibility = visibility,
        Measures = [new MeasureBody { Instrument = "seasonal-labour", Direction = "Offer", Occupation = occupation }]
    };

    /// <summary>Vessels for a country: with a high risk there the gate says avoid.</summary>
    public static InitiativeBody Vessels(string country, string stage = "Exploratory") => new()
    {
        Title = "Vessels",
        Partners = [country],
        Stage = stage,
        Visibility = "TeamEurope",
        AnnouncedOn = new DateOnly(2020, 1, 1),
        Measures = [new MeasureBody { Instrument = "border-equipment", Direction = "Offer", Equipment = "vessels" }]
    };

    public static InitiativeBody Plain(string title = "Plain", string country = "JP", string stage = "Exploratory") =>
        new() { Title = title, Partners = [country], Stage = stage, Visibility = "TeamEurope" };
}

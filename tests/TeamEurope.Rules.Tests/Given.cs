using System.Globalization;

namespace TeamEurope.Rules.Tests;

/// <summary>Initiatives and measures as the tables below write them: short, and plain where a row says nothing else.</summary>
internal static class Given
{
    public static readonly DateOnly Today = new(2026, 11, 22);
    public static readonly RuleSettings Settings = new(new DateOnly(2026, 6, 12));

    /// <summary>A readable id: number 7 is 00000000-0000-0000-0000-000000000007.</summary>
    public static Guid Id(int number) => Guid.Parse($"00000000-0000-0000-0000-{number:D12}");

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An exploratory, visible, political, bilateral initiative without dates.</summary>
    public static Footprint Initiative(int number, string owner, string partners, params MeasureFootprint[] measures) => new()
    {
        Id = Id(number),
        Owner = owner,
        Reference = $"{owner}-2026-{number:D4}",
        ExternalId = $"x{number}",
        Stage = Stage.Exploratory,
        Visibility = Visibility.TeamEurope,
        Partners = partners.Split(' '),
        Measures = measures
    };

    /// <summary>Number 1, of the Netherlands.</summary>
    public static Footprint Nl(string partners, params MeasureFootprint[] measures) => Initiative(1, "NL", partners, measures);

    /// <summary>Number 2, of Italy.</summary>
    public static Footprint It(string partners, params MeasureFootprint[] measures) => Initiative(2, "IT", partners, measures);

    /// <summary>Number 3, of the Commission, at the level of the Union and in force.</summary>
    public static Footprint Ec(string partners, params MeasureFootprint[] measures) =>
        Initiative(3, "EC", partners, measures) with { Level = InitiativeLevel.EU, Stage = Stage.InForce };

    public static MeasureFootprint Ask(string instrument) => new(instrument, Direction.Ask);

    public static MeasureFootprint Offer(string instrument) => new(instrument, Direction.Offer);

    public static MeasureFootprint Joint(string instrument) => new(instrument, Direction.Joint);

    public static MeasureFootprint Withhold(string instrument) => new(instrument, Direction.Withhold);

    public static MeasureFootprint Reward(this MeasureFootprint measure, IncentiveDomain domain = IncentiveDomain.Legal) =>
        measure with { Incentive = new Incentive(IncentiveSign.Positive, domain) };

    public static MeasureFootprint Pressure(this MeasureFootprint measure, IncentiveDomain domain = IncentiveDomain.Legal) =>
        measure with { Incentive = new Incentive(IncentiveSign.Negative, domain) };

    public static MeasureFootprint From(this MeasureFootprint measure, string day) => measure with { StartsOn = Day(day) };

    public static MeasureFootprint Until(this MeasureFootprint measure, string day) => measure with { EndsOn = Day(day) };

    public static Footprint At(this Footprint initiative, Stage stage) => initiative with { Stage = stage };

    public static Footprint PartOf(this Footprint part, Footprint umbrella, bool confirmed = true) =>
        part with { PartOf = new UmbrellaLink(NameOf(umbrella), confirmed) };

    public static Footprint States(this Footprint national, Footprint towards, StatementStatus status) =>
        national with { Statements = [.. national.Statements, new ComplementarityStatement(NameOf(towards), status)] };

    public static InitiativeName NameOf(Footprint initiative) => new(initiative.Owner, initiative.ExternalId, null);

    public static InitiativeName ReferenceOf(Footprint initiative) => new(null, null, initiative.Reference);

    public static RegisterIndex Index(params IEnumerable<Footprint> initiatives) => IndexOn(Today, initiatives);

    public static RegisterIndex IndexOn(DateOnly asOf, params IEnumerable<Footprint> initiatives)
    {
        var register = new RegisterIndex(Resources.Reference, Settings, asOf);
        foreach (var initiative in initiatives)
        {
            register.Put(initiative, new Touched());
        }

        return register;
    }
}

using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class HubGuaranteesTests
{
    private static readonly Footprint Roof = It("RW");
    private static readonly MeasureFootprint[] Broad = [Ask("return-hub"), Offer("nearshoring"), Offer("resettlement")];

    private static readonly Table<Row> Table = new()
    {
        { "none affirmed, narrow", new("Critical 80 = base 30 + missing 40 + narrow 10 in RW", Nl("RW", Ask("return-hub"))) },
        { "none affirmed, broad", new("High 70 = base 30 + missing 40 in RW", Nl("RW", Broad)) },
        { "seven affirmed, broad", new("Medium 35 = base 30 + missing 5 in RW", Nl("RW", Broad) with { GuaranteesAffirmed = 7 }) },
        { "eight affirmed, broad", new(Found.Nothing, Nl("RW", Broad) with { GuaranteesAffirmed = 8 }) },
        { "eight affirmed, narrow", new("Medium 40 = base 30 + narrow 10 in RW", Nl("RW", Ask("return-hub")) with { GuaranteesAffirmed = 8 }) },
        {
            "two goals are narrow", new("Medium 40 = base 30 + narrow 10 in RW", Nl("RW", Broad[..2]) with { GuaranteesAffirmed = 8 })
        },
        {
            "three measures of two goals are narrow",
            new("Medium 40 = base 30 + narrow 10 in RW", Nl("RW", [.. Broad[..2], Offer("reintegration")]) with { GuaranteesAffirmed = 8 })
        },
        {
            "a goal whose only measure has ended does not count",
            new("Medium 40 = base 30 + narrow 10 in RW", Nl("RW", [.. Broad[..2], Broad[2].Until("2026-11-21")]) with { GuaranteesAffirmed = 8 })
        },
        { "narrow, with a confirmed umbrella, eight affirmed", new(Found.Nothing, Nl("RW", Ask("return-hub")).PartOf(Roof) with { GuaranteesAffirmed = 8 }, Roof) },
        { "narrow, with a confirmed umbrella, none affirmed", new("High 70 = base 30 + missing 40 in RW", Nl("RW", Ask("return-hub")).PartOf(Roof), Roof) },
        { "narrow, with an unconfirmed umbrella", new("Critical 80 = base 30 + missing 40 + narrow 10 in RW", Nl("RW", Ask("return-hub")).PartOf(Roof, confirmed: false), Roof) },
        { "narrow, with an unknown umbrella", new("Critical 80 = base 30 + missing 40 + narrow 10 in RW", Nl("RW", Ask("return-hub")).PartOf(Roof)) },
        { "external processing is hosting", new("Critical 80 = base 30 + missing 40 + narrow 10 in RW", Nl("RW", Ask("external-processing"))) },
        { "a safe third country is hosting", new("Critical 80 = base 30 + missing 40 + narrow 10 in RW", Nl("RW", Ask("safe-third-country"))) },
        { "the direction does not matter", new("Critical 80 = base 30 + missing 40 + narrow 10 in RW", Nl("RW", Withhold("return-hub"))) },
        { "readmission is no hosting", new(Found.Nothing, Nl("RW", Ask("readmission"))) },
        { "a hub that has ended", new(Found.Nothing, Nl("RW", Ask("return-hub").Until("2026-11-21"))) },
        { "paused", new(Found.Nothing, Nl("RW", Ask("return-hub")).At(Stage.Paused)) },
        { "an organisation alone: no country", new("Critical 80 = base 30 + missing 40 + narrow 10 in ", Nl("AFRICAN-UNION", Ask("return-hub"))) },
        { "six missing and narrow", new("High 70 = base 30 + missing 30 + narrow 10 in RW", Nl("RW", Ask("return-hub")) with { GuaranteesAffirmed = 2 }) },
        { "seven missing and narrow: Critical at its lower bound", new("Critical 75 = base 30 + missing 35 + narrow 10 in RW", Nl("RW", Ask("return-hub")) with { GuaranteesAffirmed = 1 }) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Hub_guarantees_scores(string row) =>
        Found.By(RuleNames.HubGuarantees, Table[row].Register).ShouldBe(Table[row].Expected);
}

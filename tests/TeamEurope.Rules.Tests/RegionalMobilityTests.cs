using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class RegionalMobilityTests
{
    private static readonly MeasureFootprint Kit = Offer("border-equipment");

    private static readonly Table<Row> Table = new()
    {
        { "one organisation, in force", new("Medium 30 = base 30 in GH", Nl("GH", Kit)) },
        { "two organisations, in force", new("Medium 35 = base 30 + organisations 5 in SN", Nl("SN", Kit)) },
        { "one organisation, signed: Low", new("Low 20 = base 20 in ET", Nl("ET", Kit)) },
        { "signed, with a partial and an adopted one beside it: without points", new("Low 20 = base 20 in SD", Nl("SD", Kit)) },
        { "one signed, one in force: Medium", new("Medium 35 = base 30 + organisations 5 in SS", Nl("SS", Kit)) },
        { "a member outside the free movement: Djibouti in IGAD", new(Found.Nothing, Nl("DJ", Kit)) },
        { "a member outside the signed one, inside another: Kenya", new("Medium 30 = base 30 in KE", Nl("KE", Kit)) },
        { "partial and adopted only", new(Found.Nothing, Nl("TN", Kit)) },
        { "processes only", new(Found.Nothing, Nl("TR", Kit)) },
        { "each organisation once, over all countries", new("Medium 35 = base 30 + organisations 5 in SN TG", Nl("SN TG", Kit)) },
        { "several countries of several organisations", new("Medium 45 = base 30 + organisations 15 in ET ML SN", Nl("ML TN SN ET", Kit)) },
        { "all five", new("High 50 = base 30 + organisations 20 in BJ ML SS", Nl("BJ ML SS", Kit)) },
        { "a country reached only regionally", new(Found.Nothing, Nl("ECOWAS", Kit)) },
        { "not restrictive", new(Found.Nothing, Nl("SN", Ask("readmission"))) },
        { "the direction does not matter", new("Medium 35 = base 30 + organisations 5 in SN", Nl("SN", Joint("anti-smuggling"))) },
        { "a restrictive measure that has ended", new(Found.Nothing, Nl("SN", Kit.Until("2026-11-21"))) },
        { "ended", new(Found.Nothing, Nl("SN", Kit).At(Stage.Ended)) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Regional_mobility_scores(string row) =>
        Found.By(RuleNames.RegionalMobility, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void It_names_the_organisations_without_points_too_but_only_of_its_own_countries()
    {
        // Tunisia is no free-movement member of one that counts, so LAS is named for Sudan's sake alone.
        var register = Index(Nl("SD TN", Kit));

        Found.Of(RuleNames.RegionalMobility, register).ShouldHaveSingleItem().Organisations
            .ShouldBe(["AFRICAN-UNION", "CEN-SAD", "IGAD", "LAS"]);
    }

    [Fact]
    public void It_does_not_name_the_organisations_of_a_country_that_is_none_of_its_members()
    {
        var register = Index(Nl("KE TN", Kit));

        Found.Of(RuleNames.RegionalMobility, register).ShouldHaveSingleItem().Organisations
            .ShouldBe(["AFRICAN-UNION", "CEN-SAD", "EAC"]);
    }

    [Fact]
    public void Its_evidence_is_the_restrictive_measures_in_its_members()
    {
        var register = Index(Nl("SN TN", Offer("reintegration"), Kit));

        Found.Of(RuleNames.RegionalMobility, register).ShouldHaveSingleItem().Evidence.ShouldBe([new Match("SN", new(Id(1), 1), null)]);
    }
}

using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class SpilloverTests
{
    private const string FromTunisia = "Medium 35 = base 20 + owners 5 + ring 10 in TN";
    private static readonly MeasureFootprint Kit = Offer("border-equipment");
    private static readonly MeasureFootprint Return = Offer("reintegration");

    private static readonly Table<Row> Table = new()
    {
        { "a neighbour on a common route", new(FromTunisia, Nl("TN", Kit), It("DZ", Return)) },
        { "a neighbour without a common route: Türkiye and Georgia", new(Found.Nothing, Nl("TR", Kit), It("GE", Return)) },
        { "a common route without a border: Libya and Mali", new(Found.Nothing, Nl("LY", Kit), It("ML", Return)) },
        { "another neighbour: Egypt to Sudan", new("Medium 35 = base 20 + owners 5 + ring 10 in EG", Nl("EG", Kit), It("SD", Return)) },
        { "a known displacement over sea: Türkiye to Libya", new("Medium 30 = base 20 + owners 5 + ring 5 in TR", Nl("TR", Kit), It("LY", Return)) },
        { "a displacement has a direction: not Libya to Türkiye", new(Found.Nothing, Nl("LY", Kit), It("TR", Return)) },
        { "a displacement along the coast: Morocco to Senegal", new("Medium 35 = base 20 + owners 5 + ring 10 in MA", Nl("MA", Kit), It("SN", Return)) },
        { "not back from Senegal to Morocco", new(Found.Nothing, Nl("SN", Kit), It("MA", Return)) },
        { "A reaches d directly itself", new(Found.Nothing, Nl("TN DZ", Offer("anti-smuggling")), It("DZ", Return)) },
        { "A reaches d regionally: d is not exposed", new(Found.Nothing, Nl("TN PACT-MED", Kit), It("DZ", Return)) },
        { "A reaches c only regionally", new(Found.Nothing, Nl("PACT-MED", Kit), It("NE", Return)) },
        { "B reaches d only regionally", new(Found.Nothing, Nl("TN", Kit), It("PACT-MED", Return)) },
        { "goal irregular is affected", new(FromTunisia, Nl("TN", Kit), It("LY", Offer("information-campaign"))) },
        { "goal return is affected", new(FromTunisia, Nl("TN", Kit), It("LY", Ask("readmission"))) },
        { "goal protection is affected", new(FromTunisia, Nl("TN", Kit), It("LY", Offer("sea-rescue"))) },
        { "goal development is not", new(Found.Nothing, Nl("TN", Kit), It("LY", Offer("trade-mission"))) },
        { "goal broader is not", new(Found.Nothing, Nl("TN", Kit), It("LY", Offer("security-cooperation"))) },
        { "a restrictive measure of goal broader spills over", new(FromTunisia, Nl("TN", Joint("anti-smuggling")), It("LY", Return)) },
        { "readmission is not restrictive", new(Found.Nothing, Nl("TN", Ask("readmission")), It("LY", Return)) },
        { "the direction does not matter", new(FromTunisia, Nl("TN", Withhold("border-equipment")), It("LY", Withhold("reintegration"))) },
        { "two of one owner", new(Found.Nothing, Nl("TN", Kit), Initiative(2, "NL", "LY", Return)) },
        { "linked", new(Found.Nothing, Nl("TN", Kit), It("LY", Return).PartOf(Nl("TN"))) },
        { "linked, not confirmed", new(FromTunisia, Nl("TN", Kit), It("LY", Return).PartOf(Nl("TN"), confirmed: false)) },
        { "windows that share the last day", new(FromTunisia, Nl("TN", Kit.Until("2027-01-01")), It("LY", Return.From("2027-01-01"))) },
        { "windows that share no day", new(Found.Nothing, Nl("TN", Kit.Until("2027-01-01")), It("LY", Return.From("2027-01-02"))) },
        { "B is suspended", new(Found.Nothing, Nl("TN", Kit), It("LY", Return).At(Stage.Suspended)) },
        { "A is suspended", new(Found.Nothing, Nl("TN", Kit).At(Stage.Suspended), It("LY", Return)) },
        { "B is its owner's alone: evaluated, blind", new(FromTunisia, Nl("TN", Kit), It("LY", Return) with { Visibility = Visibility.Owner }) },
        { "one owner with two initiatives counts once", new(FromTunisia, Nl("TN", Kit), It("LY", Return), Initiative(5, "IT", "DZ", Return)) },
        { "two owners", new("Medium 40 = base 20 + owners 10 + ring 10 in TN", Nl("TN", Kit), It("LY", Return), Other(4, "DE")) },
        { "four owners", new("High 50 = base 20 + owners 20 + ring 10 in TN", Nl("TN", Kit), It("LY", Return), Other(4, "DE"), Other(5, "ES"), Other(6, "FR")) },
        {
            "five owners count as four",
            new("High 50 = base 20 + owners 20 + ring 10 in TN",
                Nl("TN", Kit), It("LY", Return), Other(4, "DE"), Other(5, "ES"), Other(6, "FR"), Other(7, "AT"))
        },
        { "the ring of the countries that took part alone", new("Medium 30 = base 20 + owners 5 + ring 5 in AL", Nl("AL TN", Kit), It("ME", Return)) },
        { "the highest ring of those that took part", new("Medium 35 = base 20 + owners 5 + ring 10 in AL TN", Nl("AL TN", Kit), It("ME LY", Return)) },
        { "ring 3 to a neighbour: Mauritania to Mali", new("Medium 30 = base 20 + owners 5 + ring 5 in MR", Nl("MR", Kit), It("ML", Return)) },
        { "outside the rings: Pakistan to Afghanistan, Medium at its lower bound", new("Medium 25 = base 20 + owners 5 in PK", Nl("PK", Kit), It("AF", Return)) },
        {
            "each spills over on the other: one alert for each",
            new("Medium 35 = base 20 + owners 5 + ring 10 in LY; " + FromTunisia, Nl("TN", Kit), It("LY", Kit))
        }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Spillover_scores(string row) =>
        Found.By(RuleNames.Spillover, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void It_lists_whom_it_reaches_and_where()
    {
        var register = Index(Nl("TN", Return, Kit), It("LY DZ MA", Offer("trade-mission"), Return));

        var finding = Found.Of(RuleNames.Spillover, register).ShouldHaveSingleItem();

        finding.Key.ShouldBe(FindingKey.OfOne(RuleNames.Spillover, Id(1)));
        finding.Initiatives.ShouldBe([Id(1)]);
        var affected = finding.Affected.ShouldHaveSingleItem();
        (affected.Initiative, affected.Owner).ShouldBe((Id(2), "IT"));
        affected.Countries.ShouldBe(["DZ", "LY"]);
        finding.Evidence.ShouldBe(
        [
            new Match("DZ", new(Id(1), 1), new MatchedMeasure(Id(2), 1)),
            new Match("LY", new(Id(1), 1), new MatchedMeasure(Id(2), 1))
        ]);
    }

    private static Footprint Other(int number, string owner) => Initiative(number, owner, "LY", Return);
}

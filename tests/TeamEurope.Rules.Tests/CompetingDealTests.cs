using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class CompetingDealTests
{
    private static readonly MeasureFootprint Readmission = Ask("readmission");

    private static readonly Table<Row> Table = new()
    {
        { "both open", new("High 65 = base 40 + stage 15 + ring 10 in TN", Nl("TN", Readmission), It("TN", Readmission)) },
        {
            "both open, one of them negotiating",
            new("High 65 = base 40 + stage 15 + ring 10 in TN", Nl("TN", Readmission).At(Stage.Negotiating), It("TN", Readmission))
        },
        {
            "one settled, one open",
            new("High 70 = base 40 + stage 20 + ring 10 in TN", Nl("TN", Readmission).At(Stage.Agreed), It("TN", Readmission))
        },
        {
            "both settled",
            new("High 55 = base 40 + stage 5 + ring 10 in TN",
                Nl("TN", Readmission).At(Stage.Agreed), It("TN", Readmission).At(Stage.InForce))
        },
        { "ring 1", new("High 60 = base 40 + stage 15 + ring 5 in AL", Nl("AL", Readmission), It("AL", Readmission)) },
        { "ring 3", new("High 60 = base 40 + stage 15 + ring 5 in SN", Nl("SN", Readmission), It("SN", Readmission)) },
        { "ring 4", new("High 55 = base 40 + stage 15 in BR", Nl("BR", Readmission), It("BR", Readmission)) },
        { "outside the rings", new("High 55 = base 40 + stage 15 in PK", Nl("PK", Readmission), It("PK", Readmission)) },
        {
            "the highest ring over the matched countries counts, once",
            new("High 65 = base 40 + stage 15 + ring 10 in AL BR TN", Nl("AL BR TN", Readmission), It("TN BR AL", Readmission))
        },
        {
            "a country that only one of them reaches lends no ring",
            new("High 55 = base 40 + stage 15 in BR", Nl("BR TN", Readmission), It("BR AL", Readmission))
        },
        {
            "each offers something else: they bid",
            new("Critical 75 = base 40 + stage 15 + ring 10 + bidding 10 in TN",
                Nl("TN", Readmission, Offer("seasonal-labour")), It("TN", Readmission, Offer("trade-mission")))
        },
        {
            "both offer the same: no bidding",
            new("High 65 = base 40 + stage 15 + ring 10 in TN",
                Nl("TN", Readmission, Offer("trade-mission")), It("TN", Readmission, Offer("trade-mission"), Offer("trade-mission")))
        },
        {
            "one offers more than the other: they bid",
            new("Critical 75 = base 40 + stage 15 + ring 10 + bidding 10 in TN",
                Nl("TN", Readmission, Offer("trade-mission")), It("TN", Readmission, Offer("trade-mission"), Offer("nearshoring")))
        },
        {
            "only one offers: no bidding",
            new("High 65 = base 40 + stage 15 + ring 10 in TN", Nl("TN", Readmission, Offer("trade-mission")), It("TN", Readmission))
        },
        {
            "Joint is no offer: no bidding",
            new("High 65 = base 40 + stage 15 + ring 10 in TN",
                Nl("TN", Readmission, Offer("trade-mission")), It("TN", Readmission, Joint("political-dialogue")))
        },
        {
            "an offer whose window has ended does not bid",
            new("High 65 = base 40 + stage 15 + ring 10 in TN",
                Nl("TN", Readmission, Offer("trade-mission")), It("TN", Readmission, Offer("nearshoring").Until("2026-11-21")))
        },
        {
            "an offer in an empty window does not bid",
            new("High 65 = base 40 + stage 15 + ring 10 in TN",
                Nl("TN", Readmission, Offer("trade-mission")),
                It("TN", Readmission, Offer("nearshoring").From("2027-02-02").Until("2027-02-01")))
        },
        {
            "an offer bids whatever its window, as long as it takes part",
            new("Critical 75 = base 40 + stage 15 + ring 10 + bidding 10 in TN",
                Nl("TN", Readmission, Offer("trade-mission").Until("2026-11-22")),
                It("TN", Readmission, Offer("nearshoring").From("2030-01-01")))
        },
        {
            "regional on one side in every match",
            new("High 50 = base 40 + stage 15 + ring 5 + regional -10 in SN", Nl("ECOWAS", Readmission), It("SN", Readmission))
        },
        {
            "regional on different sides in different matches is regional in every match",
            new("High 50 = base 40 + stage 15 + ring 5 + regional -10 in BJ CI GH GW SN TG",
                Nl("ECOWAS SN", Readmission), It("UEMOA GH", Readmission))
        },
        {
            "one direct match is enough to take the regional term away",
            new("High 60 = base 40 + stage 15 + ring 5 in GH SN", Nl("ECOWAS SN", Readmission), It("SN GH", Readmission))
        },
        {
            "a country named beside its organisation is reached directly",
            new("High 60 = base 40 + stage 15 + ring 5 in SN", Nl("ECOWAS SN", Readmission), It("SN", Readmission))
        },
        {
            "instruments of one family meet: a hub and a safe third country",
            new("High 60 = base 40 + stage 15 + ring 5 in KE", Nl("KE", Ask("return-hub")), It("KE", Ask("safe-third-country")))
        },
        {
            "Ask meets Joint",
            new("High 65 = base 40 + stage 15 + ring 10 in TN", Nl("TN", Readmission), It("TN", Joint("readmission")))
        },
        {
            "Joint meets Joint",
            new("High 65 = base 40 + stage 15 + ring 10 in TN", Nl("TN", Joint("forced-return")), It("TN", Joint("readmission")))
        },
        { "an Offer of a concession meets nothing", new(Found.Nothing, Nl("TN", Readmission), It("TN", Offer("readmission"))) },
        { "Withhold meets nothing", new(Found.Nothing, Nl("TN", Readmission), It("TN", Withhold("readmission"))) },
        { "different families", new(Found.Nothing, Nl("TN", Readmission), It("TN", Ask("return-hub"))) },
        { "different countries", new(Found.Nothing, Nl("TN", Readmission), It("DZ", Readmission)) },
        { "two of one owner", new(Found.Nothing, Nl("TN", Readmission), Initiative(2, "NL", "TN", Readmission)) },
        {
            "a participant of the other's initiative is not exempt",
            new("High 65 = base 40 + stage 15 + ring 10 in TN",
                Nl("TN", Readmission) with { Participants = ["IT"] }, It("TN", Readmission) with { Participants = ["NL"] })
        },
        {
            "both of the Union: no precedence, so they compete",
            new("High 55 = base 40 + stage 5 + ring 10 in TN",
                Ec("TN", Readmission),
                Initiative(4, "FRONTEX", "TN", Readmission) with { Level = InitiativeLevel.EU, Stage = Stage.InForce })
        }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Competing_deal_scores(string row) =>
        Found.By(RuleNames.CompetingDeal, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void The_evidence_names_every_matched_pair_of_measures_in_every_matched_country()
    {
        var register = Index(Nl("MA TN", Offer("trade-mission"), Readmission), It("TN MA", Readmission, Ask("forced-return")));

        var finding = Found.Of(RuleNames.CompetingDeal, register).ShouldHaveSingleItem();

        finding.Key.ShouldBe(new FindingKey(RuleNames.CompetingDeal, Id(1), Id(2), null, null));
        finding.Initiatives.ShouldBe([Id(1), Id(2)]);
        finding.Evidence.ShouldBe(
        [
            new Match("MA", new(Id(1), 1), new MatchedMeasure(Id(2), 0)),
            new Match("MA", new(Id(1), 1), new MatchedMeasure(Id(2), 1)),
            new Match("TN", new(Id(1), 1), new MatchedMeasure(Id(2), 0)),
            new Match("TN", new(Id(1), 1), new MatchedMeasure(Id(2), 1))
        ]);
    }
}

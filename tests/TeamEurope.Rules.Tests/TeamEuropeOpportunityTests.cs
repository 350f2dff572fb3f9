using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class TeamEuropeOpportunityTests
{
    private const string Three = "Opportunity 30 = owners 30 in GH";
    private static readonly MeasureFootprint Training = Offer("vocational-training");
    private static readonly Footprint A = Nl("GH", Training);
    private static readonly Footprint B = It("GH", Training);
    private static readonly Footprint C = Initiative(4, "DE", "GH", Training);
    private static readonly Footprint D = Initiative(5, "NL", "GH", Training);
    private static readonly Footprint Roof = Initiative(7, "FR", "KE");

    private static readonly Table<Row> Table = new()
    {
        { "three owners", new(Three, A, B, C) },
        { "two owners", new(Found.Nothing, A, B) },
        { "three initiatives of two owners", new(Found.Nothing, A, B, D) },
        { "four initiatives of three owners", new(Three, A, B, C, D) },
        { "four owners", new("Opportunity 40 = owners 40 in GH", A, B, C, Initiative(5, "ES", "GH", Training)) },
        { "negotiating is open too", new(Three, A.At(Stage.Negotiating), B, C) },
        { "one is agreed", new(Found.Nothing, A.At(Stage.Agreed), B, C) },
        { "one is a draft", new(Found.Nothing, A.At(Stage.Draft), B, C) },
        { "one has ended", new(Found.Nothing, A with { EndsOn = Today.AddDays(-1) }, B, C) },
        { "one is public", new(Three, A with { Visibility = Visibility.Public }, B, C) },
        { "one is named to every other owner: not visible to every tenant", new(Found.Nothing, A with { Visibility = Visibility.Named, NamedTenants = ["IT", "DE"] }, B, C) },
        { "one is its owner's alone", new(Found.Nothing, A with { Visibility = Visibility.Owner }, B, C) },
        { "one reaches the country only regionally", new(Found.Nothing, A with { Partners = ["ECOWAS"] }, B, C) },
        { "one asks", new(Found.Nothing, Nl("GH", Ask("vocational-training")), B, C) },
        { "one withholds", new(Found.Nothing, Nl("GH", Withhold("vocational-training")), B, C) },
        { "one does it jointly", new(Three, Nl("GH", Joint("vocational-training")), B, C) },
        { "another instrument of the same strategy", new(Three, Nl("GH", Joint("research-innovation")), B, C) },
        { "another strategy of the same goal", new(Found.Nothing, Nl("GH", Offer("cultural-cooperation")), B, C) },
        { "windows need not overlap", new(Three, Nl("GH", Training.Until("2027-01-01")), It("GH", Training.From("2028-01-01")), C) },
        { "one measure has ended", new(Found.Nothing, Nl("GH", Training.Until("2026-11-21")), B, C) },
        { "the Union counts like any other", new(Three, Ec("GH", Training).At(Stage.Exploratory), B, C) },
        { "two under one umbrella: two roots", new(Found.Nothing, A.PartOf(Roof), B.PartOf(Roof), C, Roof) },
        { "two under one umbrella, unconfirmed: three roots", new(Three, A.PartOf(Roof, confirmed: false), B.PartOf(Roof), C, Roof) },
        { "two under one unknown umbrella: three roots", new(Three, A.PartOf(Roof), B.PartOf(Roof), C) },
        {
            "two of four under one umbrella: three roots, four owners",
            new("Opportunity 40 = owners 40 in GH", A.PartOf(Roof), B.PartOf(Roof), C, Initiative(5, "ES", "GH", Training), Roof)
        },
        { "three owners, one the umbrella of another: two roots", new(Found.Nothing, A, B.PartOf(A), C) },
        { "three owners and three roots, counted over different initiatives", new(Three, A, B.PartOf(A), C, D) },
        { "several countries: an alert for each", new("Opportunity 30 = owners 30 in BR; " + Three, Everywhere(A), Everywhere(B), Everywhere(C)) },
        {
            "eleven owners: the score is clamped, the level stays apart",
            new("Opportunity 100 = owners 110 + clamp -10 in GH",
                "NL IT DE FR ES AT BE BG HR CY CZ".Split(' ').Select((o, i) => Initiative(i + 1, o, "GH", Training)).ToArray())
        }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Opportunity_scores(string row) =>
        Found.By(RuleNames.TeamEuropeOpportunity, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void It_is_known_by_country_and_strategy_and_lists_its_initiatives_with_the_measures_that_count()
    {
        var register = Index(B, C, Nl("GH", Offer("trade-mission"), Training, Ask("vocational-training")));

        var finding = Found.Of(RuleNames.TeamEuropeOpportunity, register).ShouldHaveSingleItem();

        finding.Key.ShouldBe(FindingKey.OfGroup(RuleNames.TeamEuropeOpportunity, "GH", "human-capital"));
        finding.Initiatives.ShouldBe([Id(1), Id(2), Id(4)]);
        finding.Evidence.ShouldBe(
        [
            new Match("GH", new(Id(1), 1), null), new Match("GH", new(Id(2), 0), null), new Match("GH", new(Id(4), 0), null)
        ]);
    }

    private static Footprint Everywhere(Footprint initiative) => initiative with { Partners = ["GH", "BR"] };
}

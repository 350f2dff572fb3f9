using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

/// <summary>Which two initiatives, and which measures of them, meet at all: windows, live stages, links, reach.</summary>
public sealed class PairingTests
{
    private const string Meets = "programme-overlap";
    private static readonly MeasureFootprint Mission = Offer("trade-mission");

    private static readonly Table<Row> Windows = new()
    {
        { "no dates at all", new(Meets, Nl("TN", Mission), It("TN", Mission)) },
        { "window ends the day the other starts", new(Meets, Nl("TN", Mission.Until("2027-03-01")), It("TN", Mission.From("2027-03-01"))) },
        { "window starts the day the other ends", new(Meets, Nl("TN", Mission.From("2027-03-01")), It("TN", Mission.Until("2027-03-01"))) },
        { "window starts the day after the other ends", new(Found.Nothing, Nl("TN", Mission.From("2027-03-02")), It("TN", Mission.Until("2027-03-01"))) },
        { "window ends the day before the other starts", new(Found.Nothing, Nl("TN", Mission.Until("2027-02-28")), It("TN", Mission.From("2027-03-01"))) },
        { "endsOn of the initiative is asOf", new(Meets, Nl("TN", Mission) with { EndsOn = Today }, It("TN", Mission)) },
        { "endsOn of the initiative is the day before asOf", new(Found.Nothing, Nl("TN", Mission) with { EndsOn = Today.AddDays(-1) }, It("TN", Mission)) },
        { "endsOn of the measure is asOf", new(Meets, Nl("TN", Mission.Until("2026-11-22")), It("TN", Mission)) },
        { "endsOn of the measure is the day before asOf", new(Found.Nothing, Nl("TN", Mission.Until("2026-11-21")), It("TN", Mission)) },
        { "window of a single day, in the future", new(Meets, Nl("TN", Mission.From("2028-01-01").Until("2028-01-01")), It("TN", Mission)) },
        { "empty window: the measure starts after its own end", new(Found.Nothing, Nl("TN", Mission.From("2028-01-02").Until("2028-01-01")), It("TN", Mission)) },
        {
            "empty window: the measure starts after its initiative's end",
            new(Found.Nothing, Nl("TN", Mission.From("2028-01-02")) with { EndsOn = Day("2028-01-01") }, It("TN", Mission))
        },
        {
            "empty window: the measure ends before its initiative starts",
            new(Found.Nothing, Nl("TN", Mission.Until("2027-01-01")) with { StartsOn = Day("2027-01-02") }, It("TN", Mission))
        },
        {
            "the later start counts: the initiative's",
            new(Found.Nothing, Nl("TN", Mission.From("2026-01-01")) with { StartsOn = Day("2027-03-02") }, It("TN", Mission.Until("2027-03-01")))
        },
        {
            "the later start counts: the measure's",
            new(Found.Nothing, Nl("TN", Mission.From("2027-03-02")) with { StartsOn = Day("2026-01-01") }, It("TN", Mission.Until("2027-03-01")))
        },
        {
            "the earlier end counts: the initiative's",
            new(Found.Nothing, Nl("TN", Mission.Until("2028-01-01")) with { EndsOn = Day("2027-03-01") }, It("TN", Mission.From("2027-03-02")))
        },
        { "one that starts in the future is live", new(Meets, Nl("TN", Mission) with { StartsOn = Day("2030-01-01") }, It("TN", Mission)) },
        {
            "two that never share a day, both unbounded on the far side",
            new(Found.Nothing, Nl("TN", Mission) with { EndsOn = Day("2027-01-01") }, It("TN", Mission) with { StartsOn = Day("2027-01-02") })
        }
    };

    private static readonly Footprint Roof = Initiative(7, "NL", "KE");
    private static readonly Footprint TopRoof = Initiative(8, "DE", "KE");
    private static readonly Footprint A = Nl("TN", Mission);
    private static readonly Footprint B = It("TN", Mission);

    private static readonly Table<Row> Links = new()
    {
        { "both confirmed under one umbrella", new(Found.Nothing, A.PartOf(Roof), B.PartOf(Roof), Roof) },
        { "umbrella and confirmed part", new(Found.Nothing, A, B.PartOf(A)) },
        { "umbrella and unconfirmed part of another owner", new(Meets, A, B.PartOf(A, confirmed: false)) },
        { "one part confirmed, the other not", new(Meets, A.PartOf(Roof), B.PartOf(Roof, confirmed: false), Roof) },
        { "own umbrella counts at once", new(Found.Nothing, A.PartOf(Roof, confirmed: false), B.PartOf(Roof), Roof) },
        { "unknown umbrella counts as none, though confirmed", new(Meets, A.PartOf(Roof), B.PartOf(Roof)) },
        { "the umbrella is a draft: its stage does not matter", new(Found.Nothing, A.PartOf(Roof), B.PartOf(Roof), Roof.At(Stage.Draft)) },
        { "the umbrella has ended: its stage does not matter", new(Found.Nothing, A.PartOf(Roof), B.PartOf(Roof), Roof.At(Stage.Ended)) },
        { "the umbrella is suspended: its stage does not matter", new(Found.Nothing, A.PartOf(Roof), B.PartOf(Roof), Roof.At(Stage.Suspended)) },
        {
            "part of an umbrella's part", new(Found.Nothing, A.PartOf(TopRoof), B.PartOf(Roof), Roof.PartOf(TopRoof), TopRoof)
        },
        {
            "the chain breaks where a link is not confirmed",
            new(Meets, A.PartOf(TopRoof), B.PartOf(Roof), Roof.PartOf(TopRoof, confirmed: false), TopRoof)
        },
        { "an unknown umbrella above the common one takes nothing away", new(Found.Nothing, A.PartOf(Roof), B.PartOf(Roof), Roof.PartOf(TopRoof)) },
        { "two different umbrellas", new(Meets, A.PartOf(Roof), B.PartOf(TopRoof), Roof, TopRoof) },
        {
            "the umbrella named by its reference by one, by owner and external id by the other",
            new(Found.Nothing, A with { PartOf = new UmbrellaLink(ReferenceOf(Roof), true) }, B.PartOf(Roof), Roof)
        },
        {
            "the external id of another owner's initiative is another name",
            new(Meets, A.PartOf(Roof), B with { PartOf = new UmbrellaLink(new InitiativeName("DE", Roof.ExternalId, null), true) }, Roof)
        }
    };

    private static readonly Table<Row> Lives = new()
    {
        { "Draft", new(Found.Nothing, A.At(Stage.Draft), B) },
        { "Exploratory", new(Meets, A.At(Stage.Exploratory), B) },
        { "Negotiating", new(Meets, A.At(Stage.Negotiating), B) },
        { "Agreed", new(Meets, A.At(Stage.Agreed), B) },
        { "InForce", new(Meets, A.At(Stage.InForce), B) },
        { "Ended", new(Found.Nothing, A.At(Stage.Ended), B) },
        { "Paused", new(Found.Nothing, A.At(Stage.Paused), B) },
        { "Suspended", new(Found.Nothing, A.At(Stage.Suspended), B) },
        { "Owner only: evaluated, blind", new(Meets, A with { Visibility = Visibility.Owner }, B with { Visibility = Visibility.Owner }) },
        { "no measures", new(Found.Nothing, Nl("TN"), B) },
        { "no partner in common", new(Found.Nothing, Nl("MA", Mission), B) },
        { "both reach the country only through an organisation", new(Meets, Nl("RABAT", Mission), It("KHARTOUM", Mission)) },
        { "the same country named twice", new(Meets, Nl("TN TN", Mission), It("TN", Mission)) }
    };

    public static TheoryData<string> WindowRows => Windows.Names;
    public static TheoryData<string> LinkRows => Links.Names;
    public static TheoryData<string> LiveRows => Lives.Names;

    [Theory]
    [MemberData(nameof(WindowRows))]
    public void Measures_meet_on_a_day_that_both_windows_hold(string row) =>
        Found.PairRules(Windows[row].Register).ShouldBe(Windows[row].Expected);

    [Theory]
    [MemberData(nameof(LinkRows))]
    public void Linked_initiatives_do_not_meet(string row) =>
        Found.PairRules(Links[row].Register).ShouldBe(Links[row].Expected);

    [Theory]
    [MemberData(nameof(LiveRows))]
    public void Only_live_initiatives_with_a_common_country_meet(string row) =>
        Found.PairRules(Lives[row].Register).ShouldBe(Lives[row].Expected);

    [Fact]
    public void The_link_holds_against_contradictory_leverage_too()
    {
        var (pressing, rewarding) = (Nl("TN", Mission.Pressure()), It("TN", Mission.Reward()));

        Found.PairRules(pressing, rewarding).ShouldBe("contradictory-leverage, programme-overlap");
        Found.PairRules(pressing, rewarding.PartOf(pressing)).ShouldBe(Found.Nothing);
    }

    [Fact]
    public void One_pair_can_raise_an_alert_of_each_contention()
    {
        MeasureFootprint[] measures = [Ask("readmission"), Offer("seasonal-labour"), Offer("border-equipment"), Mission];

        Found.PairRules(Nl("TN", measures), It("TN", measures))
            .ShouldBe("competing-deal, duplicate-supply, labour-competition, programme-overlap");
    }
}

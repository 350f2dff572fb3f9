using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class OneSidedTests
{
    private static readonly Footprint Asking = Nl("TN", Ask("readmission"));
    private static readonly Footprint Roof = It("TN");

    private static readonly Table<Row> Table = new()
    {
        { "exploratory", new("Low 20 = base 20 in TN", Asking) },
        { "negotiating: Medium at its lower bound", new("Medium 25 = base 20 + stage 5 in TN", Asking.At(Stage.Negotiating)) },
        { "agreed", new("Medium 30 = base 20 + stage 10 in TN", Asking.At(Stage.Agreed)) },
        { "in force", new("Medium 30 = base 20 + stage 10 in TN", Asking.At(Stage.InForce)) },
        { "suspended", new(Found.Nothing, Asking.At(Stage.Suspended)) },
        { "an Ask and an Offer", new(Found.Nothing, Nl("TN", Ask("readmission"), Offer("trade-mission"))) },
        { "an Ask and a Joint: still one-sided", new("Low 20 = base 20 in TN", Nl("TN", Ask("readmission"), Joint("political-dialogue"))) },
        { "an Ask and a Withhold: still one-sided", new("Low 20 = base 20 in TN", Nl("TN", Ask("readmission"), Withhold("short-stay-visa"))) },
        { "an Ask and an Offer that has ended", new("Low 20 = base 20 in TN", Nl("TN", Ask("readmission"), Offer("trade-mission").Until("2026-11-21"))) },
        { "an Ask that has ended", new(Found.Nothing, Nl("TN", Ask("readmission").Until("2026-11-21"))) },
        { "Joint alone", new(Found.Nothing, Nl("TN", Joint("readmission"))) },
        { "no measures", new(Found.Nothing, Nl("TN")) },
        { "under a confirmed umbrella", new(Found.Nothing, Asking.PartOf(Roof), Roof) },
        { "under an unconfirmed umbrella", new("Low 20 = base 20 in TN", Asking.PartOf(Roof, confirmed: false), Roof) },
        { "under an unknown umbrella", new("Low 20 = base 20 in TN", Asking.PartOf(Roof)) },
        { "under an umbrella of one's own, at once", new(Found.Nothing, Asking.PartOf(Initiative(4, "NL", "TN"), confirmed: false), Initiative(4, "NL", "TN")) },
        { "the countries reached directly alone", new("Low 20 = base 20 in MA TN", Nl("TN ECOWAS MA", Ask("readmission"))) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void One_sided_scores(string row) =>
        Found.By(RuleNames.OneSided, Table[row].Register).ShouldBe(Table[row].Expected);
}

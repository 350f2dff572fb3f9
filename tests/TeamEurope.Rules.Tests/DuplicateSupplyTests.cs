using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class DuplicateSupplyTests
{
    private static readonly Table<Row> Table = new()
    {
        { "equal equipment", new("Critical 75 = base 30 + stage 15 + ring 10 + equipment 20 in LY", Nl("LY", Kit("vessels")), It("LY", Kit("vessels"))) },
        { "different equipment", new("Medium 40 = base 30 + stage 15 + ring 10 + equipment -15 in LY", Nl("LY", Kit("vessels")), It("LY", Kit("vehicles"))) },
        { "one equipment missing", new("High 55 = base 30 + stage 15 + ring 10 in LY", Nl("LY", Kit("vessels")), It("LY", Kit(null))) },
        { "blank equipment is missing", new("High 55 = base 30 + stage 15 + ring 10 in LY", Nl("LY", Kit(" ")), It("LY", Kit(" "))) },
        { "one equipment `other` is unknown", new("High 55 = base 30 + stage 15 + ring 10 in LY", Nl("LY", Kit("vessels")), It("LY", Kit("other"))) },
        { "both `other`: unknown, not equal", new("High 55 = base 30 + stage 15 + ring 10 in LY", Nl("LY", Kit("other")), It("LY", Kit("other"))) },
        {
            "the best over the matches",
            new("Critical 75 = base 30 + stage 15 + ring 10 + equipment 20 in LY", Nl("LY", Kit("vehicles"), Kit("vessels")), It("LY", Kit("vessels")))
        },
        {
            "the best over the matches: unknown beats different",
            new("High 55 = base 30 + stage 15 + ring 10 in LY", Nl("LY", Kit("vehicles"), Kit("other")), It("LY", Kit("vessels")))
        },
        {
            "coastguard and border equipment are one family",
            new("Critical 75 = base 30 + stage 15 + ring 10 + equipment 20 in LY",
                Nl("LY", Offer("coastguard-support") with { Equipment = "vessels" }), It("LY", Kit("vessels")))
        },
        { "both settled", new("High 65 = base 30 + stage 5 + ring 10 + equipment 20 in LY", Nl("LY", Kit("vessels")).At(Stage.Agreed), It("LY", Kit("vessels")).At(Stage.InForce)) },
        {
            "regional in every match, different: Medium at its lower bound",
            new("Medium 25 = base 30 + stage 15 + ring 5 + regional -10 + equipment -15 in SN", Nl("ECOWAS", Kit("vessels")), It("SN", Kit("training")))
        },
        { "Ask of equipment meets nothing", new(Found.Nothing, Nl("LY", Ask("border-equipment")), It("LY", Kit("vessels"))) },
        { "Withhold meets nothing", new(Found.Nothing, Nl("LY", Withhold("border-equipment")), It("LY", Kit("vessels"))) },
        { "Joint meets Joint", new("High 55 = base 30 + stage 15 + ring 10 in LY", Nl("LY", Joint("border-equipment")), It("LY", Joint("coastguard-support"))) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Duplicate_supply_scores(string row) =>
        Found.By(RuleNames.DuplicateSupply, Table[row].Register).ShouldBe(Table[row].Expected);

    private static MeasureFootprint Kit(string? equipment) => Offer("border-equipment") with { Equipment = equipment };
}

using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class RiskGateTests
{
    private const string Avoid = "Critical 90 = base 90 in LY (avoid)";
    private static readonly MeasureFootprint Kit = Offer("border-equipment");
    private static readonly MeasureFootprint Training = Kit with { Equipment = "training" };

    private static readonly Table<Row> Table = new()
    {
        { "high measure in a high country", new(Avoid, Nl("LY", Kit)) },
        { "high measure in a medium country", new("High 55 = base 55 in MA (safeguards)", Nl("MA", Kit)) },
        { "high measure in a low country", new("High 55 = base 55 in AL (safeguards)", Nl("AL", Kit)) },
        { "medium measure in a high country", new("High 55 = base 55 in LY (safeguards)", Nl("LY", Ask("readmission"))) },
        { "medium measure in a medium country", new(Found.Nothing, Nl("MA", Ask("readmission"))) },
        { "medium measure in a low country", new(Found.Nothing, Nl("AL", Ask("readmission"))) },
        { "low measure in a high country", new(Found.Nothing, Nl("LY", Offer("reintegration"))) },
        { "a country not listed counts as medium", new("High 55 = base 55 in EH (safeguards)", Nl("EH", Kit)) },
        { "a country not listed is not high", new(Found.Nothing, Nl("EH", Ask("readmission"))) },
        { "training is medium: in a high country safeguards", new("High 55 = base 55 in LY (safeguards)", Nl("LY", Training)) },
        { "training is medium: in a medium country nothing", new(Found.Nothing, Nl("MA", Training)) },
        { "training with space around it", new(Found.Nothing, Nl("MA", Kit with { Equipment = " training " })) },
        { "vessels stay high", new(Avoid, Nl("LY", Kit with { Equipment = "vessels" })) },
        { "`other` equipment is unknown: the instrument's risk", new(Avoid, Nl("LY", Kit with { Equipment = "other" })) },
        { "training is nothing special to an instrument without riskByEquipment", new(Avoid, Nl("LY", Ask("forced-return") with { Equipment = "training" })) },
        { "avoid in one country, safeguards in another: those of avoid", new(Avoid, Nl("LY MA", Kit)) },
        { "avoid by one measure, safeguards by another", new(Avoid, Nl("LY", Kit, Ask("readmission"))) },
        { "safeguards in several countries", new("High 55 = base 55 in AL MA (safeguards)", Nl("MA AL", Training, Kit)) },
        { "safeguards complete", new(Found.Nothing, Nl("MA", Kit) with { SafeguardsComplete = true }) },
        { "safeguards complete do not help against avoid", new(Avoid, Nl("LY", Kit) with { SafeguardsComplete = true }) },
        { "a country reached only regionally does not count", new(Found.Nothing, Nl("KHARTOUM", Kit)) },
        { "a measure that has ended", new(Found.Nothing, Nl("LY", Kit.Until("2026-11-21"))) },
        { "a measure that ends today", new(Avoid, Nl("LY", Kit.Until("2026-11-22"))) },
        { "the direction does not matter", new(Avoid, Nl("LY", Withhold("border-equipment"))) },
        { "suspended", new(Found.Nothing, Nl("LY", Kit).At(Stage.Suspended)) },
        { "in force", new(Avoid, Nl("LY", Kit).At(Stage.InForce)) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Risk_gate_scores(string row) =>
        Found.By(RuleNames.RiskGate, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void The_owners_own_rating_goes_before_the_common_value_and_can_be_taken_back()
    {
        var register = Index(Nl("MA", Kit), It("MA", Kit));

        register.Rate("NL", "MA", Risk.High, new Touched());
        Found.In(RuleNames.RiskGate, register)
            .ShouldBe("Critical 90 = base 90 in MA (avoid); High 55 = base 55 in MA (safeguards)", "Italy's own gate is untouched");

        register.Rate("NL", "MA", null, new Touched());
        Found.In(RuleNames.RiskGate, register)
            .ShouldBe("High 55 = base 55 in MA (safeguards); High 55 = base 55 in MA (safeguards)");
    }

    [Fact]
    public void The_owners_own_rating_can_be_lower_than_the_common_value()
    {
        var register = Index(Nl("LY", Kit));

        register.Rate("NL", "LY", Risk.Low, new Touched());

        Found.In(RuleNames.RiskGate, register).ShouldBe("High 55 = base 55 in LY (safeguards)");
    }

    [Fact]
    public void A_rating_touches_the_owners_initiatives_that_reach_the_country_directly()
    {
        var register = Index(Nl("MA", Kit), It("MA", Kit), Initiative(3, "NL", "RABAT", Kit), Initiative(4, "NL", "TN", Kit));
        var touched = new Touched();

        register.Rate("NL", "MA", Risk.High, touched);

        touched.Initiatives.ShouldBe([Id(1)]);
        touched.Spillovers.ShouldBeEmpty();
        touched.Groups.ShouldBeEmpty();
    }

    [Fact]
    public void Its_evidence_is_the_grounds_of_its_gate()
    {
        var register = Index(Nl("LY MA TN", Offer("reintegration"), Training, Kit));

        Found.Of(RuleNames.RiskGate, register).ShouldHaveSingleItem().Evidence
            .ShouldBe([new Match("LY", new(Id(1), 2), null), new Match("TN", new(Id(1), 2), null)]);
    }

    [Theory]
    [InlineData(Stage.Agreed, "LY", "avoid")]
    [InlineData(Stage.Exploratory, "MA", "safeguards")]
    [InlineData(Stage.Agreed, "BD", "safeguards")]
    [InlineData(Stage.Draft, "LY", null)]
    [InlineData(Stage.Ended, "LY", null)]
    public void The_gate_of_a_text_is_known_before_it_is_registered(Stage stage, string country, string? gate) =>
        RuleEngine.GateOf(Index(), Nl(country, Kit).At(stage)).ShouldBe(gate);
}

using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class ContradictoryLeverageTests
{
    private static readonly MeasureFootprint Visa = Offer("short-stay-visa");
    private static readonly MeasureFootprint NoVisa = Withhold("short-stay-visa").Pressure();

    private static readonly Table<Row> Table = new()
    {
        { "opposite signs, same domain", new("Critical 85 = base 45 + stage 15 + ring 10 + domain 15 in DZ", Nl("DZ", NoVisa), It("DZ", Visa.Reward())) },
        { "opposite signs, different domains", new("High 70 = base 45 + stage 15 + ring 10 in DZ", Nl("DZ", NoVisa), It("DZ", Visa.Reward(IncentiveDomain.Financial))) },
        {
            "some match has the same domain",
            new("Critical 85 = base 45 + stage 15 + ring 10 + domain 15 in DZ",
                Nl("DZ", NoVisa), It("DZ", Visa.Reward(IncentiveDomain.Financial), Offer("trade-mission").Reward()))
        },
        { "both press", new(Found.Nothing, Nl("DZ", NoVisa), It("DZ", Visa.Pressure())) },
        { "both reward", new(Found.Nothing, Nl("DZ", Visa.Reward()), It("DZ", Visa.Reward())) },
        { "only one has an incentive", new(Found.Nothing, Nl("DZ", NoVisa), It("DZ", Visa)) },
        {
            "instrument and direction do not matter",
            new("Critical 85 = base 45 + stage 15 + ring 10 + domain 15 in DZ", Nl("DZ", Ask("readmission").Pressure()), It("DZ", Joint("energy-climate").Reward()))
        },
        { "one settled, one open", new("Critical 90 = base 45 + stage 20 + ring 10 + domain 15 in DZ", Nl("DZ", NoVisa).At(Stage.InForce), It("DZ", Visa.Reward())) },
        { "both settled", new("Critical 75 = base 45 + stage 5 + ring 10 + domain 15 in DZ", Nl("DZ", NoVisa).At(Stage.InForce), It("DZ", Visa.Reward()).At(Stage.Agreed)) },
        { "regional in every match", new("High 55 = base 45 + stage 15 + ring 5 + regional -10 in SN", Nl("ECOWAS", NoVisa), It("SN", Visa.Reward(IncentiveDomain.Political))) },
        { "windows that share the last day", new("High 60 = base 45 + stage 15 in PK", Nl("PK", NoVisa.Until("2027-01-01")), It("PK", Visa.Reward(IncentiveDomain.Political).From("2027-01-01"))) },
        { "windows that share no day", new(Found.Nothing, Nl("PK", NoVisa.Until("2027-01-01")), It("PK", Visa.Reward().From("2027-01-02"))) },
        { "no common country", new(Found.Nothing, Nl("DZ", NoVisa), It("MA", Visa.Reward())) },
        { "two of one owner", new(Found.Nothing, Nl("DZ", NoVisa), Initiative(2, "NL", "DZ", Visa.Reward())) },
        { "the Union's pressure and a Member State's reward", new("High 70 = base 45 + stage 20 + ring 5 in SN", Ec("SN", NoVisa), Nl("SN", Visa.Reward(IncentiveDomain.Financial))) },
        {
            "each rewards and presses: every opposite triple is a match, one alert",
            new("Critical 85 = base 45 + stage 15 + ring 10 + domain 15 in DZ",
                Nl("DZ", NoVisa, Visa.Reward()), It("DZ", NoVisa, Visa.Reward()))
        }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Contradictory_leverage_scores(string row) =>
        Found.By(RuleNames.ContradictoryLeverage, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void Its_evidence_is_the_opposite_triples()
    {
        var register = Index(Nl("DZ", NoVisa, Visa.Reward()), It("DZ", NoVisa, Visa.Reward()));

        Found.Of(RuleNames.ContradictoryLeverage, register).ShouldHaveSingleItem().Evidence.ShouldBe(
        [
            new Match("DZ", new(Id(1), 0), new MatchedMeasure(Id(2), 1)),
            new Match("DZ", new(Id(1), 1), new MatchedMeasure(Id(2), 0))
        ]);
    }
}

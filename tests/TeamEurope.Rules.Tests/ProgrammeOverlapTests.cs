using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class ProgrammeOverlapTests
{
    private static readonly Table<Row> Table = new()
    {
        { "equal implementers", new("High 50 = base 15 + stage 15 + ring 10 + implementer 10 in TN", Nl("TN", By("GIZ")), It("TN", By("GIZ"))) },
        { "equal but for case and space", new("High 50 = base 15 + stage 15 + ring 10 + implementer 10 in TN", Nl("TN", By(" giz ")), It("TN", By("GIZ"))) },
        { "different implementers", new("Medium 40 = base 15 + stage 15 + ring 10 in TN", Nl("TN", By("GIZ")), It("TN", By("IOM"))) },
        { "one implementer missing", new("Medium 40 = base 15 + stage 15 + ring 10 in TN", Nl("TN", By("GIZ")), It("TN", By(null))) },
        { "both missing", new("Medium 40 = base 15 + stage 15 + ring 10 in TN", Nl("TN", By(null)), It("TN", By(null))) },
        { "both blank: not equal", new("Medium 40 = base 15 + stage 15 + ring 10 in TN", Nl("TN", By(" ")), It("TN", By(" "))) },
        {
            "some match has equal implementers",
            new("High 50 = base 15 + stage 15 + ring 10 + implementer 10 in TN", Nl("TN", By("IOM"), By("GIZ")), It("TN", By("GIZ")))
        },
        {
            "equal implementers of different families are no match",
            new("Medium 40 = base 15 + stage 15 + ring 10 in TN",
                Nl("TN", By(null), Offer("trade-mission") with { Implementer = "GIZ" }), It("TN", By("GIZ")))
        },
        { "both settled, outside the rings: Low", new("Low 20 = base 15 + stage 5 in PK", Nl("PK", By(null)).At(Stage.Agreed), It("PK", By(null)).At(Stage.Agreed)) },
        { "both settled, ring 3: Medium at its lower bound", new("Medium 25 = base 15 + stage 5 + ring 5 in KE", Nl("KE", By(null)).At(Stage.Agreed), It("KE", By(null)).At(Stage.Agreed)) },
        {
            "both settled, regional: the lowest there is",
            new("Low 10 = base 15 + stage 5 + regional -10 in BD", Nl("BUDAPEST", By(null)).At(Stage.Agreed), It("BD", By(null)).At(Stage.Agreed))
        },
        { "one settled, one open", new("Medium 35 = base 15 + stage 20 in PK", Nl("PK", By(null)).At(Stage.Agreed), It("PK", By(null))) },
        { "Ask meets nothing", new(Found.Nothing, Nl("TN", Ask("reintegration")), It("TN", By("GIZ"))) },
        { "different families of programmes do not meet", new(Found.Nothing, Nl("TN", Offer("return-counselling")), It("TN", By("GIZ"))) },
        { "Joint meets Offer", new("Medium 40 = base 15 + stage 15 + ring 10 in TN", Nl("TN", Joint("reintegration")), It("TN", By("GIZ"))) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Programme_overlap_scores(string row) =>
        Found.By(RuleNames.ProgrammeOverlap, Table[row].Register).ShouldBe(Table[row].Expected);

    private static MeasureFootprint By(string? implementer) => Offer("reintegration") with { Implementer = implementer };
}

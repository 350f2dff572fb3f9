using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class LabourCompetitionTests
{
    private static readonly Table<Row> Table = new()
    {
        { "equal occupations", new("Critical 75 = base 30 + stage 15 + ring 10 + occupation 20 in TN", Nl("TN", Work("92")), It("TN", Work("92"))) },
        { "different occupations", new("Medium 40 = base 30 + stage 15 + ring 10 + occupation -15 in TN", Nl("TN", Work("92")), It("TN", Work("25"))) },
        { "one occupation unknown", new("High 55 = base 30 + stage 15 + ring 10 in TN", Nl("TN", Work("92")), It("TN", Work(null))) },
        { "both occupations unknown", new("High 55 = base 30 + stage 15 + ring 10 in TN", Nl("TN", Work(null)), It("TN", Work(null))) },
        { "empty text is unknown", new("High 55 = base 30 + stage 15 + ring 10 in TN", Nl("TN", Work("92")), It("TN", Work(""))) },
        { "blank text is unknown", new("High 55 = base 30 + stage 15 + ring 10 in TN", Nl("TN", Work("  ")), It("TN", Work("  "))) },
        { "space around an occupation does not matter", new("Critical 75 = base 30 + stage 15 + ring 10 + occupation 20 in TN", Nl("TN", Work(" 92 ")), It("TN", Work("92"))) },
        {
            "the best over the matches: an equal one beside different ones",
            new("Critical 75 = base 30 + stage 15 + ring 10 + occupation 20 in TN", Nl("TN", Work("92"), Work("25")), It("TN", Work("25")))
        },
        {
            "the best over the matches: an unknown one beside a different one",
            new("High 55 = base 30 + stage 15 + ring 10 in TN", Nl("TN", Work("92"), Work(null)), It("TN", Work("25")))
        },
        {
            "an equal one that does not share a day is no match",
            new("Medium 40 = base 30 + stage 15 + ring 10 + occupation -15 in TN",
                Nl("TN", Work("92"), Work("25").Until("2027-01-01")), It("TN", Work("25").From("2027-01-02")), Dead)
        },
        {
            "seasonal meets circular: one family",
            new("Critical 75 = base 30 + stage 15 + ring 10 + occupation 20 in TN",
                Nl("TN", Work("92")), It("TN", Offer("circular-labour") with { Occupation = "92" }))
        },
        { "one settled, one open, ring 1", new("High 55 = base 30 + stage 20 + ring 5 in AL", Nl("AL", Work(null)).At(Stage.InForce), It("AL", Work(null))) },
        { "both settled, outside the rings, different: Low", new("Low 20 = base 30 + stage 5 + occupation -15 in PK", Nl("PK", Work("1")).At(Stage.InForce), It("PK", Work("2")).At(Stage.InForce)) },
        {
            "regional in every match",
            new("High 60 = base 30 + stage 15 + ring 5 + regional -10 + occupation 20 in SN", Nl("ECOWAS", Work("92")), It("SN", Work("92")))
        },
        { "Ask of labour meets nothing", new(Found.Nothing, Nl("TN", Ask("seasonal-labour")), It("TN", Work("92"))) },
        { "Joint meets Offer", new("High 55 = base 30 + stage 15 + ring 10 in TN", Nl("TN", Joint("talent-partnership")), It("TN", Work("92"))) },
        { "Withhold meets nothing", new(Found.Nothing, Nl("TN", Withhold("seasonal-labour")), It("TN", Work("92"))) }
    };

    /// <summary>A third that has ended, to see that it stays out.</summary>
    private static Footprint Dead => Initiative(5, "DE", "TN", Work("25")).At(Stage.Ended);

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Labour_competition_scores(string row) =>
        Found.By(RuleNames.LabourCompetition, Table[row].Register).ShouldBe(Table[row].Expected);

    private static MeasureFootprint Work(string? occupation) => Offer("seasonal-labour") with { Occupation = occupation };
}

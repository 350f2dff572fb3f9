using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class UnannouncedTests
{
    private static readonly Footprint Plain = Nl("TN") with { Stage = Stage.Negotiating, NegotiatingSince = Day("2026-10-01") };

    private static readonly Table<Row> Table = new()
    {
        { "not announced", new("High 50 = base 40 + ring 10 in TN", Plain) },
        { "announced exactly 14 days before", new(Found.Nothing, Plain with { AnnouncedOn = Day("2026-09-17") }) },
        { "announced 13 days before", new("Medium 35 = base 25 + ring 10 in TN", Plain with { AnnouncedOn = Day("2026-09-18") }) },
        { "announced long before", new(Found.Nothing, Plain with { AnnouncedOn = Day("2025-01-01") }) },
        { "announced afterwards", new("Medium 35 = base 25 + ring 10 in TN", Plain with { AnnouncedOn = Day("2026-11-01") }) },
        { "a unilateral measure", new(Found.Nothing, Plain with { Form = InitiativeForm.UnilateralMeasure }) },
        { "exploratory", new(Found.Nothing, Plain.At(Stage.Exploratory)) },
        { "agreed", new("High 50 = base 40 + ring 10 in TN", Plain.At(Stage.Agreed)) },
        { "in force", new("High 50 = base 40 + ring 10 in TN", Plain.At(Stage.InForce)) },
        { "paused", new(Found.Nothing, Plain.At(Stage.Paused)) },
        { "ended yesterday", new(Found.Nothing, Plain with { EndsOn = Today.AddDays(-1) }) },
        { "ends today", new("High 50 = base 40 + ring 10 in TN", Plain with { EndsOn = Today }) },
        { "since the day notices are expected from", new("High 50 = base 40 + ring 10 in TN", Plain with { NegotiatingSince = Day("2026-06-12") }) },
        { "since the day before notices are expected", new(Found.Nothing, Plain with { NegotiatingSince = Day("2026-06-11") }) },
        { "neither negotiatingSince nor startsOn", new(Found.Nothing, Plain with { NegotiatingSince = null }) },
        { "startsOn in place of negotiatingSince", new("High 50 = base 40 + ring 10 in TN", Plain with { NegotiatingSince = null, StartsOn = Day("2026-06-12") }) },
        { "an old startsOn in place of negotiatingSince", new(Found.Nothing, Plain with { NegotiatingSince = null, StartsOn = Day("2026-06-11") }) },
        { "negotiatingSince goes before startsOn", new(Found.Nothing, Plain with { NegotiatingSince = Day("2026-01-01"), StartsOn = Day("2026-10-01") }) },
        { "a hub: prior information is law", new("Critical 75 = base 40 + ring 10 + hub 25 in TN", Plain with { Measures = [Ask("return-hub")] }) },
        { "a safe third country, announced late", new("High 60 = base 25 + ring 10 + hub 25 in TN", Plain with { Measures = [Ask("safe-third-country")], AnnouncedOn = Day("2026-09-30") }) },
        { "a hub announced in time", new(Found.Nothing, Plain with { Measures = [Ask("return-hub")], AnnouncedOn = Day("2026-09-17") }) },
        { "external processing is no hub", new("High 50 = base 40 + ring 10 in TN", Plain with { Measures = [Ask("external-processing")] }) },
        { "a hub measure that has ended", new("High 50 = base 40 + ring 10 in TN", Plain with { Measures = [Ask("return-hub").Until("2026-11-21")] }) },
        { "two hub measures count once", new("Critical 75 = base 40 + ring 10 + hub 25 in TN", Plain with { Measures = [Ask("return-hub"), Ask("safe-third-country")] }) },
        { "ring 1", new("Medium 45 = base 40 + ring 5 in AL", Plain with { Partners = ["AL"] }) },
        { "outside the rings", new("Medium 40 = base 40 in PK", Plain with { Partners = ["PK"] }) },
        { "the highest ring over the countries", new("High 50 = base 40 + ring 10 in AL BR TN", Plain with { Partners = ["TN", "BR", "AL"] }) },
        { "countries reached only regionally do not count", new("Medium 45 = base 40 + ring 5 in AL", Plain with { Partners = ["AL", "RABAT"] }) },
        { "an organisation alone: no country, no ring", new("Medium 40 = base 40 in ", Plain with { Partners = ["RABAT"] }) },
        { "no partner, announced late: Medium at its lower bound", new("Medium 25 = base 25 in ", Plain with { Partners = ["RABAT"], AnnouncedOn = Today }) },
        { "since the first day of the calendar, where no notice could have been in time", new(Found.Nothing, Plain with { NegotiatingSince = DateOnly.MinValue, AnnouncedOn = DateOnly.MinValue }) }
    };

    public static TheoryData<string> Rows => Table.Names;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Unannounced_scores(string row) =>
        Found.By(RuleNames.Unannounced, Table[row].Register).ShouldBe(Table[row].Expected);

    [Fact]
    public void The_day_that_notices_are_expected_from_is_a_setting()
    {
        var register = new RegisterIndex(Resources.Reference, new RuleSettings(DateOnly.MinValue), Today);
        register.Put(Plain with { NegotiatingSince = Day("0001-01-05"), AnnouncedOn = Day("0001-01-01") }, new Touched());

        Found.In(RuleNames.Unannounced, register).ShouldBe("Medium 35 = base 25 + ring 10 in TN");
    }
}

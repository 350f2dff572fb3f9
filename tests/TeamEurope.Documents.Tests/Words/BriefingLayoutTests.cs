using TeamEurope.Application.Briefings;
using TeamEurope.Contracts;
using static TeamEurope.Documents.Tests.Words.Product;

namespace TeamEurope.Documents.Tests.Words;

/// <summary>A briefing prints what the reference data is called in its own language.</summary>
public sealed class BriefingLayoutTests
{
    [Theory]
    [InlineData("en", "Return", "Readmission agreement or arrangement")]
    [InlineData("fr", "Retour", "Accord ou arrangement de réadmission")]
    [InlineData("de", "Rückkehr", "Rückübernahmeabkommen oder -vereinbarung")]
    [InlineData("nl", "Bevorderen van terugkeer", "Terug- en overnameovereenkomst of -regeling")]
    public void Goals_and_instruments_go_by_their_names(string language, string goal, string instrument)
    {
        var tables = Blocks(language, "TN").OfType<Table>().ToList();

        tables.ShouldContain(t => t.Columns.Contains(goal));
        tables.ShouldContain(t => t.Rows.Any(r => r[0] == instrument));
    }

    [Theory]
    [InlineData("en", "* This designation is without prejudice")]
    [InlineData("fr", "* Cette désignation est sans préjudice")]
    [InlineData("de", "* Diese Bezeichnung berührt nicht")]
    [InlineData("nl", "* Deze benaming laat de standpunten")]
    public void Kosovo_carries_its_footnote(string language, string start) =>
        Blocks(language, "XK").OfType<Paragraph>().ShouldContain(p => p.Text.StartsWith(start));

    private static IReadOnlyList<Block> Blocks(string language, string code)
    {
        var country = new BriefingCountry
        {
            Country = code,
            Name = Countries.NameOf(code, language),
            CoordinationRule = "",
            Initiatives = [new BriefingInitiative("NL-2026-0001", "NL", "Talks", "Bilateral", "Dialogue", "Exploratory")],
            Matrix = [new BriefingActivity("NL", "return", ["NL-2026-0001"])],
            Asked = [new BriefingLedgerLine("readmission", ["NL"], null, ["NL-2026-0001"])],
            Offered = [],
            OpenAlerts = [],
            UpcomingChanges = [],
            Surprises = []
        };
        var content = new BriefingContent("MOCADEM", new DateOnly(2026, 12, 3), [], new DateOnly(2026, 11, 24), [country], [], null);
        return new BriefingLayout(Countries, Names, Reference).LayOut(content, language).Blocks;
    }
}

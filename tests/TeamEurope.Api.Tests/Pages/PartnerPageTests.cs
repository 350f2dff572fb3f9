using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public partial class PartnerPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_hidden_initiative_of_another_is_on_neither_page()
    {
        var (it, nl) = (await fixture.App.SignInAsync("IT"), await fixture.App.SignInAsync("NL"));
        var hidden = await it.RegisteredAsync(Bodies.Labour("MN", "Whispered", "Owner"));
        var own = await nl.RegisteredAsync(Bodies.Labour("MN", "Spoken") with { Visibility = "Owner" });
        await nl.EvaluatedAsync();

        using var owner = await PageVisitor.SignInAsync(fixture.App, "IT", "Desk");
        (await owner.GetAsync("/partners/MN")).ShouldBe(HttpStatusCode.OK);
        owner.Page.ShouldContain(hidden.Reference);
        owner.Page.ShouldContain("Whispered");

        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", "Desk");
        (await visitor.GetAsync("/partners/MN")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain(own.Reference);
        visitor.Page.ShouldContain("an undisclosed initiative", Case.Sensitive, "the two collide, and neither sees the other");
        foreach (var secret in new[] { "Whispered", hidden.Reference, hidden.Id.ToString(), ">IT<" })
        {
            visitor.Page.ShouldNotContain(secret);
        }

        (await visitor.GetAsync("/partners")).ShouldBe(HttpStatusCode.OK);
        var mongolia = RowsOf(visitor.Page).Single(r => r.Country == "MN");
        (mongolia.Initiatives, mongolia.Parties).ShouldBe((1, 1));

        using var other = await PageVisitor.SignInAsync(fixture.App, "FR", "Desk");
        (await other.GetAsync("/partners")).ShouldBe(HttpStatusCode.OK);
        other.Page.ShouldNotContain("/partners/MN", Case.Sensitive, "outside the rings, and nothing reaches it that France may see");
    }

    [Fact]
    public async Task A_rating_and_its_reason_are_shown_to_their_own_tenant_only()
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", "Desk");
        (await visitor.GetAsync("/partners/CL")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain("the common value");
        (await visitor.PostAsync("/partners/CL/risk", ("risk", "high"), ("reason", ""))).ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldContain("""<option value="high" selected""", Case.Sensitive, "what was chosen is not lost");
        visitor.Page.ShouldContain("Nothing was saved yet.");

        (await visitor.PostAsync("/partners/CL/risk", ("risk", "high"), ("reason", "Pushbacks seen"))).ShouldBe(HttpStatusCode.OK);
        visitor.Address.ShouldStartWith("/partners/CL");
        visitor.Page.ShouldContain("our own rating");
        visitor.Page.ShouldContain("Pushbacks seen");
        (await visitor.GetAsync("/partners")).ShouldBe(HttpStatusCode.OK);
        RowsOf(visitor.Page).Single(r => r.Country == "CL").Risk.ShouldBe("High");

        using var other = await PageVisitor.SignInAsync(fixture.App, "IT", "Coordinator");
        (await other.GetAsync("/partners/CL")).ShouldBe(HttpStatusCode.OK);
        other.Page.ShouldContain("the common value");
        other.Page.ShouldNotContain("Pushbacks seen");
        (await other.GetAsync("/partners")).ShouldBe(HttpStatusCode.OK);
        RowsOf(other.Page).Single(r => r.Country == "CL").Risk.ShouldNotBe("High");
    }

    [Fact]
    public async Task The_secretariat_reads_the_rating_and_cannot_rate()
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "GSC", "Secretariat");
        (await visitor.GetAsync("/partners/CL")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain("the common value");
        visitor.Page.ShouldNotContain("""action="/partners/CL/risk""");
        visitor.Page.ShouldNotContain("/initiatives/new");
        (await visitor.PostAsync("/partners/CL/risk", ("risk", "high"), ("reason", "Tried"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/partners/XX")]
    [InlineData("/partners/ECOWAS")]
    [InlineData("/partners/tn")]
    public async Task A_country_that_is_none_has_no_page(string address)
    {
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", "Desk");
        (await visitor.GetAsync(address)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_map_and_the_table_say_the_same()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await nl.RegisteredAsync(Bodies.Labour("KE", "One") with { Participants = ["DE"] });
        await it.RegisteredAsync(Bodies.Labour("KE", "Two"));
        await it.RegisteredAsync(Bodies.Plain("Small", "CV"));
        await nl.EvaluatedAsync();
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", "Desk");
        foreach (var address in new[] { "/partners", "/partners?colour=alert", "/partners?colour=parties&view=world&ring=3", "/partners?goal=development&sort=-level" })
        {
            (await visitor.GetAsync(address)).ShouldBe(HttpStatusCode.OK);
            var rows = RowsOf(visitor.Page);
            var labels = MapLabel().Matches(visitor.Page).ToDictionary(m => m.Groups["country"].Value, m => m.Groups["label"].Value);
            labels.Keys.Order().ShouldBe(rows.Select(r => r.Country).Order(), address);
            foreach (var row in rows)
            {
                labels[row.Country].ShouldBe(row.AsLabel, address);
            }

            LegendCount().Matches(visitor.Page).Sum(m => int.Parse(m.Groups[1].Value, null)).ShouldBe(rows.Count, address);
        }

        var kenya = RowsOf(visitor.Page).Single(r => r.Country == "KE");
        (kenya.Initiatives, kenya.Parties, kenya.Level).ShouldBe((2, 3, kenya.Level));
        kenya.Level.ShouldBeOneOf("Medium", "High");
        RowsOf(visitor.Page)[0].Level.ShouldNotBeEmpty("sorted by level, the highest first");
    }

    [Fact]
    public async Task The_country_s_page_says_ring_matrix_ledger_and_contradictions()
    {
        var (nl, se) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("SE"));
        var asks = await nl.RegisteredAsync(Bodies.Plain("Asks", "GH", "InForce") with { Measures = [new() { Instrument = "readmission", Direction = "Ask", AmountEur = 1500 }], StartsOn = new(2021, 5, 1) });
        var gives = await se.RegisteredAsync(Bodies.Plain("Gives", "GH") with { Measures = [new() { Instrument = "forced-return", Direction = "Offer" }], Participants = ["DE"] });
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "FR", "Desk");
        (await visitor.GetAsync("/partners/GH")).ShouldBe(HttpStatusCode.OK);
        foreach (var said in new[]
        {
            "Ring 3", "/partners/CI", "€1,500 in all", "/initiatives?country=GH&owner=NL&goal=return&live=true", "takes part in 1",
            "Europe contradicts itself here in 1 point", "Asked by one, offered by another", "(DE, NL, SE)", "In force since", "1 May 2021",
            $"/initiatives/{asks.Id}", gives.Reference, "/initiatives/new?partners=GH"
        })
        {
            visitor.Page.ShouldContain(said);
        }
    }

    private static List<Row> RowsOf(string page) => [.. TableRow().Matches(page).Select(m => m.Value).Select(row => new Row(
        Country().Match(row).Groups[1].Value,
        Country().Match(row).Groups[2].Value.TrimEnd('*'),
        Cell(row, "Ring"),
        int.Parse(Cell(row, "Live initiatives"), null),
        int.Parse(Cell(row, "European parties").Split()[0], null),
        Cell(row, "Highest open alert") is var level && level == "none" ? "" : level.Split()[0],
        Cell(row, "Our risk rating")))];

    private static string Cell(string row, string label) =>
        Tags().Replace(Regex.Match(row, $"data-label=\"{label}\">(.*?)</td>", RegexOptions.Singleline).Groups[1].Value, "").Trim();

    [GeneratedRegex("<tr>\\s*<th scope=\"row\"><a class=\"ecl-link\" href=\"/partners/.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRow();

    [GeneratedRegex("href=\"/partners/([A-Z]{2})\">([^<]*)<")]
    private static partial Regex Country();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("class=\"map__partner\" href=\"/partners/(?<country>[A-Z]{2})\" aria-label=\"(?<label>[^\"]*)\"")]
    private static partial Regex MapLabel();

    [GeneratedRegex("legend__count\">(\\d+)<")]
    private static partial Regex LegendCount();

    private sealed record Row(string Country, string Name, string Ring, int Initiatives, int Parties, string Level, string Risk)
    {
        public string AsLabel =>
            $"{Name}: {Ring}, {Initiatives} {(Initiatives == 1 ? "initiative" : "initiatives")}, {Parties} European {(Parties == 1 ? "party" : "parties")}, "
            + (Level.Length == 0 ? "no open alert" : $"highest alert {Level}");
    }
}

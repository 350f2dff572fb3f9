using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Partners;

public class PartnerTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_country_shows_its_ring_and_surroundings()
    {
        using var http = await fixture.App.RawAsync("NL");
        var tunisia = await http.ReadAsync<PartnerView>("api/v1/partners/TN");
        var ring = tunisia.Ring.ShouldNotBeNull();
        (ring.Number, ring.Rule.Length > 0, ring.Name.Length > 0).ShouldBe((2, true, true));
        tunisia.Routes.ShouldBe([new PartnerRoute("CMED", "Central Mediterranean")]);
        tunisia.Neighbours.ShouldBe(["DZ", "LY"]);
        tunisia.Organisations.ShouldContain(o => o.Code == "AFRICAN-UNION" && o.Kind == "organisation");
        (tunisia.Risk.Country, tunisia.Risk.IsOwn).ShouldBe(("TN", false));
        (await http.ReadAsync<PartnerView>("api/v1/partners/NZ")).Ring.ShouldBeNull();
        await (await http.SendJsonAsync(HttpMethod.Get, "api/v1/partners/ECOWAS", null)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_ledger_adds_up_what_is_asked_and_offered_by_live_initiatives()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Plain("Asks", "KZ") with
        {
            Participants = ["DE"],
            Measures =
            [
                new() { Instrument = "readmission", Direction = "Ask" },
                new() { Instrument = "seasonal-labour", Direction = "Offer", AmountEur = 100, Quantity = 10, Unit = "persons" },
                new() { Instrument = "seasonal-labour", Direction = "Offer", AmountEur = 20, Quantity = 5, Unit = "persons" },
                new() { Instrument = "seasonal-labour", Direction = "Offer", AmountEur = 7, EndsOn = Bodies.Today.AddDays(-1) }
            ]
        });
        var theirs = await it.RegisteredAsync(Bodies.Plain("Offers", "KZ", "InForce") with
        {
            Measures =
            [
                new() { Instrument = "seasonal-labour", Direction = "Offer", AmountEur = 3, Quantity = 2 },
                new() { Instrument = "study-visas", Direction = "Withhold" }, new() { Instrument = "political-dialogue", Direction = "Joint" }
            ],
            StartsOn = new(2020, 1, 1)
        });
        await it.RegisteredAsync(Bodies.Labour("KZ", "Over") with { EndsOn = Bodies.Today.AddDays(-1) });
        using var http = await fixture.App.RawAsync("FR");
        var partner = await http.ReadAsync<PartnerView>("api/v1/partners/KZ");

        var asked = partner.Ledger.Asked.ShouldHaveSingleItem();
        (asked.Instrument, string.Join(' ', asked.Tenants), asked.AmountEur).ShouldBe(("readmission", "DE NL", null));
        asked.References.ShouldBe([new InitiativeLink(mine.Id, mine.Reference)]);
        var offered = partner.Ledger.Offered.ShouldHaveSingleItem();
        (offered.Instrument, string.Join(' ', offered.Tenants), offered.AmountEur).ShouldBe(("seasonal-labour", "DE IT NL", 123m));
        offered.Quantities.ShouldBe([new PartnerQuantity(null, 2), new PartnerQuantity("persons", 15)]);
        offered.References.Select(r => r.Reference).ShouldBe(new[] { mine.Reference, theirs.Reference }.Order());
        (partner.Ledger.AskedEur, partner.Ledger.OfferedEur).ShouldBe((null, 123m));
        partner.Ledger.Withheld.Select(l => l.Instrument).ShouldBe(["study-visas"]);
        partner.Ledger.Joint.Select(l => l.Instrument).ShouldBe(["political-dialogue"]);
        partner.Ledger.Contradictions.ShouldBeEmpty();

        partner.Matrix.Select(a => $"{a.Tenant} {a.Goal}").ShouldBe(
            ["DE return", "DE development", "IT development", "IT broader", "NL return", "NL development"]);
        var line = partner.Initiatives.Single(i => i.Id == theirs.Id);
        (line.Owner, line.Stage, line.Direct, line.StartsOn, string.Join(' ', line.Goals)).ShouldBe(("IT", "InForce", true, new DateOnly(2020, 1, 1), "development broader"));
        line.Stages.Select(s => s.To).ShouldBe(["InForce"]);
        partner.Initiatives.Select(i => i.Title).ShouldContain("Over", "the line through time shows what is over");
    }

    [Fact]
    public async Task Contradictions_are_those_between_owners_within_a_family_and_between_reward_and_pressure()
    {
        var (nl, it, se) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"), await fixture.App.SignInAsync("SE"));
        var offers = await nl.RegisteredAsync(With("UZ", ("seasonal-labour", "Offer", null), ("readmission", "Ask", "Positive")));
        var withholds = await it.RegisteredAsync(With("UZ", ("circular-labour", "Withhold", "Negative")));
        var gives = await se.RegisteredAsync(With("UZ", ("forced-return", "Offer", null)));

        // Of one owner: a quarrel with oneself is none of Europe's.
        await se.RegisteredAsync(With("UZ", ("resettlement", "Ask", null), ("resettlement", "Offer", null)));
        using var http = await fixture.App.RawAsync("FR");
        var found = (await http.ReadAsync<PartnerView>("api/v1/partners/UZ")).Ledger.Contradictions;

        found.Select(c => $"{c.What} {c.Family} {string.Join(',', c.Tenants)}").ShouldBe(
            ["offered-and-withheld labour IT,NL", "asked-and-offered readmission NL,SE", "opposite-incentives  IT,NL"]);
        found[0].References.Select(r => r.Id).ShouldBe([withholds.Id, offers.Id], ignoreOrder: true);
        found[1].References.Select(r => r.Id).ShouldBe([offers.Id, gives.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task A_hidden_initiative_is_in_no_count_matrix_or_ledger_and_its_owner_sees_it()
    {
        var it = await fixture.App.SignInAsync("IT");
        var hidden = await it.RegisteredAsync(With("MN", ("seasonal-labour", "Offer", "Negative")) with { Visibility = "Owner", AmountEur = 5 });
        var named = await it.RegisteredAsync(With("MN", ("resettlement", "Ask", null)) with { Visibility = "Named", NamedTenants = ["BE"] });
        await it.RegisteredAsync(With("MN", ("readmission", "Ask", null)) with { Stage = "Draft" });
        await it.EvaluatedAsync();

        async Task<(PartnerView View, PartnerSummary? Summary)> SeenBy(string tenant)
        {
            using var http = await fixture.App.RawAsync(tenant);
            return (await http.ReadAsync<PartnerView>("api/v1/partners/MN"),
                (await http.ReadAsync<Page<PartnerSummary>>("api/v1/partners")).Items.SingleOrDefault(p => p.Country == "MN"));
        }

        var (nothing, unseen) = await SeenBy("NL");
        (nothing.Initiatives.Count, nothing.Matrix.Count, nothing.Ledger.Asked.Count, nothing.Ledger.Offered.Count, nothing.Ledger.Contradictions.Count)
            .ShouldBe((0, 0, 0, 0, 0));
        unseen.ShouldBeNull("outside the rings, and nothing reaches it that the Netherlands may see");
        var (some, one) = await SeenBy("BE");
        some.Initiatives.Select(i => i.Id).ShouldBe([named.Id]);
        (one?.Initiatives, string.Join(' ', one?.Parties ?? [])).ShouldBe((1, "IT"));
        var (all, both) = await SeenBy("IT");
        all.Initiatives.Select(i => i.Id).ShouldBe([hidden.Id, named.Id], ignoreOrder: true);
        both?.Initiatives.ShouldBe(2);
    }

    [Fact]
    public async Task The_list_counts_initiatives_parties_and_alerts_of_its_reader_and_narrows_by_ring_and_goal()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await nl.RegisteredAsync(Bodies.Labour("KE", "Mine") with { Participants = ["DE"] });
        await it.RegisteredAsync(Bodies.Labour("KE", "Theirs"));
        await it.RegisteredAsync(Bodies.Plain("Over", "KE", "Ended"));
        await nl.EvaluatedAsync();
        await nl.RateAsync("KE", new RiskRatingRequest("high", "as seen"));

        async Task<PartnerSummary> Kenya(string tenant, string query = "")
        {
            using var http = await fixture.App.RawAsync(tenant);
            return (await http.ReadAsync<Page<PartnerSummary>>($"api/v1/partners{query}")).Items.Single(p => p.Country == "KE");
        }

        var mine = await Kenya("NL");
        (mine.Ring, mine.Initiatives, string.Join(' ', mine.Parties), mine.OpenAlerts > 0, mine.Risk).ShouldBe((3, 2, "DE IT NL", true, "high"));
        mine.HighestLevel.ShouldBeOneOf("Medium", "High");
        var french = await Kenya("FR");
        (french.Initiatives, french.HighestLevel, french.OpenAlerts, french.Risk == "high").ShouldBe((2, null, 0, false));
        (await Kenya("NL", "?goal=return")).ShouldSatisfyAllConditions(k => k.Initiatives.ShouldBe(0), k => k.OpenAlerts.ShouldBe(0));
        (await Kenya("NL", "?goal=development&ring=3")).Initiatives.ShouldBe(2);

        using var raw = await fixture.App.RawAsync("NL");
        var ofRing = (await raw.ReadAsync<Page<PartnerSummary>>("api/v1/partners?ring=2")).Items;
        ofRing.ShouldNotBeEmpty();
        ofRing.ShouldAllBe(p => p.Ring == 2);
        await (await raw.SendJsonAsync(HttpMethod.Get, "api/v1/partners?ring=9", null)).ProblemAsync(400, "invalid");
        await (await raw.SendJsonAsync(HttpMethod.Get, "api/v1/partners?goal=peace", null)).ProblemAsync(400, "invalid");
    }

    [Fact]
    public async Task A_blind_item_counts_as_an_alert_of_its_countries()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await nl.RegisteredAsync(Bodies.Labour("KG", "Hidden", "Owner"));
        await it.RegisteredAsync(Bodies.Labour("KG", "Hidden", "Owner"));
        await nl.EvaluatedAsync();
        using var http = await fixture.App.RawAsync("NL");
        var seen = (await http.ReadAsync<Page<PartnerSummary>>("api/v1/partners")).Items.Single(p => p.Country == "KG");
        var item = (await nl.ListAlertsAsync(new() { Country = "KG" })).Items.ShouldHaveSingleItem();
        (item.Rule, seen.Initiatives, string.Join(' ', seen.Parties)).ShouldBe(("collision", 1, "NL"));
        (seen.HighestLevel, seen.OpenAlerts).ShouldBe((item.Level, 1));
    }

    private static InitiativeBody With(string country, params (string Instrument, string Direction, string? Sign)[] measures) =>
        Bodies.Plain("With", country) with
        {
            Measures = [.. measures.Select(m => new MeasureBody
            {
                Instrument = m.Instrument, Direction = m.Direction, Incentive = m.Sign is { } sign ? new IncentiveBody(sign, "Financial") : null
            })]
        };
}

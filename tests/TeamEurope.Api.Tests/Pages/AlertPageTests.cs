using System.Net;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public class AlertPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("en", "an undisclosed initiative", "SN")]
    [InlineData("fr", "une initiative non divulguée", "ML")]
    [InlineData("de", "eine nicht offengelegte Initiative", "NE")]
    [InlineData("nl", "een niet-bekendgemaakt initiatief", "TD")]
    public async Task A_blind_item_s_page_names_neither_the_other_s_owner_nor_its_title_nor_its_reference(string language, string words, string country)
    {
        var (nl, own, hidden) = await MeetBlindlyAsync(country);
        var item = (await nl.AlertsOfAsync(own.Id)).ShouldHaveSingleItem();
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL", language: language);
        foreach (var page in new[] { $"/alerts/{item.Id}", $"/alerts?country={country}", $"/live/alerts?country={country}" })
        {
            (await visitor.GetAsync(page)).ShouldBe(HttpStatusCode.OK);
            visitor.Page.ShouldContain(words);
            visitor.Page.ShouldContain("Own " + country);
            foreach (var secret in new[] { hidden.Title, hidden.Reference, hidden.Id.ToString(), ">IT<", "Italy", "Italie", "Italien", "Italië", "labour-competition" })
            {
                OutsideFilters(visitor.Page).ShouldNotContain(secret, Case.Sensitive, page);
            }
        }
    }

    [Fact]
    public async Task Acknowledging_many_does_what_can_be_done_and_says_of_the_rest_why_not()
    {
        var (nl, alerts) = await CompeteAsync("GH", "Norwegian", 2);
        var foreign = Guid.NewGuid();
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL");
        await visitor.PostAsync(
            "/alerts/acknowledge", ("returnUrl", "/alerts?country=GH"), ("ids", alerts[0].Id.ToString()), ("ids", foreign.ToString()), ("ids", alerts[1].Id.ToString()));
        visitor.Address.ShouldStartWith("/alerts?country=GH&");
        visitor.Page.ShouldContain("2 alerts acknowledged for us.");
        visitor.Page.ShouldContain($"{foreign}</a>: not found, or not addressed to us");
        foreach (var alert in alerts)
        {
            (await nl.GetAlertAsync(alert.Id)).AcknowledgedBy.ShouldBe(["NL"]);
        }
    }

    [Fact]
    public async Task Filters_live_in_the_address_and_go_on_into_the_saved_view_and_the_fragment()
    {
        var (_, alerts) = await CompeteAsync("BF", "Burkinabe", 1);
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL");
        (await visitor.GetAsync("/alerts?country=BF&minLevel=Medium&rule=labour-competition&status=&ring=&sort=age&unacknowledged=true")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain($"/alerts/{alerts[0].Id}");
        visitor.Page.ShouldContain("""<option value="BF" selected""");
        visitor.Page.ShouldContain("data-refresh-on-news=\"/live/alerts?minLevel=Medium&rule=labour-competition&country=BF&unacknowledged=true&sort=age\"");
        (await visitor.GetAsync("/alerts?country=BF&status=Resolved")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldNotContain($"/alerts/{alerts[0].Id}");
        (await visitor.GetAsync("/alerts?ring=x")).ShouldBe(HttpStatusCode.BadRequest);
        await visitor.PostAsync("/alerts/views", ("name", "Burkina"), ("query", "country=BF&sort=age"));
        visitor.Address.ShouldBe("/alerts?country=BF&sort=age");
        visitor.Page.ShouldContain("href=\"/alerts?country=BF&sort=age\">Burkina</a>");
    }

    [Fact]
    public async Task The_page_marks_what_matched_and_shows_the_score_as_its_sum()
    {
        var (_, alerts) = await CompeteAsync("KE", "Kenyan", 1);
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL");
        await visitor.GetAsync($"/alerts/{alerts[0].Id}");
        visitor.Page.Split("<mark>").Length.ShouldBe(3, "one measure on each side");
        visitor.Page.ShouldContain("starting value 30 + room to change course 15");
        visitor.Page.ShouldContain($"= {alerts[0].Score}</strong>");
    }

    [Fact]
    public async Task A_refused_form_comes_back_with_what_was_typed()
    {
        var (_, alerts) = await CompeteAsync("UG", "Ugandan", 1);
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL");
        (await visitor.PostAsync($"/alerts/{alerts[0].Id}/resolve", ("resolution", ""), ("note", "We agreed by telephone"))).ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldContain(">We agreed by telephone</textarea>");
        (await visitor.PostAsync($"/alerts/{alerts[0].Id}/assign", ("assignee", "visitor"), ("dueOn", "tomorrow"))).ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldContain("value=\"tomorrow\"");
        (await visitor.PostAsync($"/alerts/{alerts[0].Id}/comments", ("mention", "@IT/rossi"), ("text", "Shall we talk?"))).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain("@IT/rossi</strong> Shall we talk?");
        (await visitor.PostAsync($"/alerts/{alerts[0].Id}/resolve", ("resolution", "Coordinated"), ("note", "We agreed by telephone"))).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain("Resolved: Coordinated");
    }

    [Fact]
    public async Task Disclosure_is_asked_and_accepted_from_page_to_page()
    {
        var (nl, own, hidden) = await MeetBlindlyAsync("GA");
        var item = (await nl.AlertsOfAsync(own.Id)).ShouldHaveSingleItem();
        using var asker = await PageVisitor.SignInAsync(fixture.App, "NL");
        using var asked = await PageVisitor.SignInAsync(fixture.App, "IT");
        await asker.PostAsync($"/alerts/{item.Id}/disclosure-request", ("reason", "Let us talk about Gabon"));
        asker.Page.ShouldContain("waits for the answer");
        await asked.GetAsync("/disclosures");
        asked.Page.ShouldContain("Let us talk about Gabon");
        asked.Page.ShouldContain("everybody of Netherlands sees this initiative in full");
        var italian = await fixture.App.SignInAsync("IT");
        var request = (await italian.ListDisclosureRequestsAsync()).Items.Single(d => d.Initiative?.Id == hidden.Id);
        await asked.PostAsync($"/disclosures/{request.Id}/reply", ("accept", "true"), ("reason", "Gladly"));
        asked.Page.ShouldContain("The initiative was disclosed to the asker.");
        await asker.GetAsync("/disclosures");
        asker.Page.ShouldContain(hidden.Title);
        (await asked.PostAsync($"/disclosures/{request.Id}/reply", ("accept", "false"))).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Opportunities_stand_apart_and_are_never_acknowledged()
    {
        foreach (var tenant in new[] { "IE", "LU", "SI" })
        {
            await (await fixture.App.SignInAsync(tenant)).RegisteredAsync(Bodies.Labour("RW", $"Together {tenant}"));
        }

        var ie = await fixture.App.SignInAsync("IE");
        await ie.EvaluatedAsync();
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "IE");
        await visitor.GetAsync("/opportunities?country=RW");
        visitor.Page.ShouldContain("Together SI");
        visitor.Page.ShouldContain("/initiatives/new?level=TeamEurope&partners=RW");
        visitor.Page.ShouldNotContain("/acknowledge");
        await visitor.GetAsync("/alerts?country=RW");
        visitor.Page.ShouldNotContain("level--opportunity");
    }

    /// <summary>The choices of the filters name every country; what is shown must not name the one.</summary>
    private static string OutsideFilters(string page)
    {
        var start = page.IndexOf("<form class=\"filters", StringComparison.Ordinal);
        return start < 0 ? page : page[..start] + page[page.IndexOf("</form>", start, StringComparison.Ordinal)..];
    }

    private async Task<(TeamEuropeClient Nl, InitiativeView Own, InitiativeView Hidden)> MeetBlindlyAsync(string country)
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var own = await nl.RegisteredAsync(Bodies.Labour(country, "Own " + country, "Owner"));
        var hidden = await it.RegisteredAsync(Bodies.Labour(country, "Secret of " + country, "Owner"));
        await nl.EvaluatedAsync();
        return (nl, own, hidden);
    }

    /// <summary>One initiative of NL, and so many of IT that compete with it.</summary>
    private async Task<(TeamEuropeClient Nl, List<AlertView> Alerts)> CompeteAsync(string country, string title, int count)
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var own = await nl.RegisteredAsync(Bodies.Labour(country, title));
        for (var at = 0; at < count; at++)
        {
            await it.RegisteredAsync(Bodies.Labour(country, $"{title} {at}"));
        }

        await nl.EvaluatedAsync();
        return (nl, await nl.AlertsOfAsync(own.Id, "labour-competition"));
    }
}

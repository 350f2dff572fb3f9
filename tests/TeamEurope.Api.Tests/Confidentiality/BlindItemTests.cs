using System.Text.Json;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Confidentiality;

public class BlindItemTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Two_hidden_initiatives_meet_and_each_owner_gets_one_item_of_the_promised_shape()
    {
        var (nl, it, nlId, itId) = await MeetAsync("GM");
        using var raw = await fixture.App.RawAsync("NL");
        var json = JsonDocument.Parse(await raw.GetStringAsync(new Uri($"api/v1/alerts?initiative={nlId}", UriKind.Relative)));
        var item = json.RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (item.GetProperty("rule").GetString(), item.GetProperty("status").GetString(), item.GetProperty("level").GetString()).ShouldBe(("collision", "Open", "High"));
        item.GetProperty("countries").EnumerateArray().Select(c => c.GetString()).ShouldBe(["GM"]);
        item.GetProperty("instruments").EnumerateArray().Select(c => c.GetString()).ShouldBe(["seasonal-labour"]);
        foreach (var withheld in new[] { "score", "terms", "evidence", "strategy", "gate" })
        {
            item.GetProperty(withheld).ValueKind.ShouldBe(JsonValueKind.Null, withheld);
        }

        var sides = item.GetProperty("initiatives").EnumerateArray().ToList();
        sides.Count.ShouldBe(2);
        sides[0].GetProperty("id").GetGuid().ShouldBe(nlId);
        sides[1].GetProperty("undisclosed").GetBoolean().ShouldBeTrue();
        sides[1].EnumerateObject().Where(p => p.Name != "undisclosed").ShouldAllBe(p => p.Value.ValueKind == JsonValueKind.Null);

        var theirs = (await it.AlertsOfAsync(itId)).ShouldHaveSingleItem();
        theirs.Id.ShouldNotBe(item.GetProperty("id").GetGuid());
        (theirs.OpenedAt, theirs.Level).ShouldBe((item.GetProperty("openedAt").GetDateTimeOffset(), "High"), "both hear at the same time");
        var (newsNl, newsIt) = ((await nl.NewsAsync()).Single(n => n.Countries.Contains("GM")), (await it.NewsAsync()).Single(n => n.Countries.Contains("GM")));
        (newsNl.Kind, newsIt.Kind).ShouldBe(("AlertOpened", "AlertOpened"));
        (newsNl.At - newsIt.At).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(500), "kept in one transaction");
        newsNl.Text.ShouldNotContain("labour-competition");

        var ec = await fixture.App.SignInAsync("EC", "Coordinator");
        var neither = (await ec.ListAlertsAsync(new() { Country = "GM" })).Items.ShouldHaveSingleItem();
        (neither.Rule, neither.Level, neither.Initiatives.Count(i => i.Undisclosed == true), neither.Instruments?.Count ?? 0).ShouldBe(("collision", "High", 2, 0));
    }

    [Fact]
    public async Task A_spillover_of_a_hidden_initiative_stands_with_the_initiative_that_it_affects()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var affected = await it.RegisterAsync(Bodies.Vessels("SN"));
        await nl.RegisterAsync(Bodies.Vessels("MR") with { Visibility = "Owner" });
        await nl.EvaluatedAsync();
        var blind = (await it.AlertsOfAsync(affected.Value.Id, "collision")).ShouldHaveSingleItem();
        blind.Countries.ShouldBe(["SN"]);
        blind.Initiatives.ShouldContain(i => i.Undisclosed == true);
        blind.Initiatives.ShouldNotContain(i => i.Owner == "NL");
    }

    [Fact]
    public async Task Acknowledging_the_item_acknowledges_for_that_tenant_alone()
    {
        var (nl, it, nlId, itId) = await MeetAsync("LR");
        var mine = (await nl.AlertsOfAsync(nlId)).Single();
        await nl.AcknowledgeAsync(mine.Id);
        var read = await nl.GetAlertAsync(mine.Id);
        (read.Status, string.Join(' ', read.AcknowledgedBy)).ShouldBe(("Acknowledged", "NL"));
        var theirs = (await it.AlertsOfAsync(itId)).Single();
        (theirs.Status, theirs.AcknowledgedBy.Count).ShouldBe(("Open", 0));
        (await nl.ListAlertsAsync(new() { Status = "Acknowledged", Initiative = nlId })).Items.Count.ShouldBe(1);
        (await it.ListAlertsAsync(new() { Status = "Acknowledged", Initiative = itId })).Items.ShouldBeEmpty();
        (await it.ListHistoryAsync(theirs.Id)).Items.ShouldAllBe(h => h.What == "Opened" && h.Cause == null && h.Score == null);
        await nl.GetAlertAsync(theirs.Id).RefusedAsync(404, "not-found");
        await nl.AcknowledgeAsync(theirs.Id).RefusedAsync(404, "not-found");
    }

    [Fact]
    public async Task On_the_item_one_cannot_talk_assign_or_resolve()
    {
        var (nl, _, nlId, _) = await MeetAsync("SL");
        var mine = (await nl.AlertsOfAsync(nlId)).Single();
        await nl.CommentAsync(mine.Id, "Who are you?").RefusedAsync(422, "undisclosed");
        await nl.AssignAsync(mine.Id, new AssignRequest("jansen", null)).RefusedAsync(422, "undisclosed");
        await nl.ResolveAsync(mine.Id, new ResolveRequest("NotAnIssue", null)).RefusedAsync(422, "undisclosed");
    }

    [Fact]
    public async Task An_accepted_request_discloses_the_initiative_to_the_asker_and_the_full_alert_appears()
    {
        var (nl, it, nlId, itId) = await MeetAsync("CV");
        var item = (await nl.AlertsOfAsync(nlId)).Single();
        (await nl.RequestDisclosureAsync(item.Id, " ").RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.reason"]);
        await nl.RequestDisclosureAsync(item.Id, "We should talk");
        await nl.RequestDisclosureAsync(item.Id, "Again").RefusedAsync(409, "disclosure-asked");
        var asked = (await nl.ListDisclosureRequestsAsync()).Items.First(d => d.AlertId == item.Id);
        (asked.Status, asked.Initiative).ShouldBe(("Asked", null));
        var request = (await it.ListDisclosureRequestsAsync()).Items.Single(d => d.Initiative?.Id == itId);
        (request.AskedBy, request.Reason, request.AlertId).ShouldBe(("NL/demo-desk", "We should talk", null));
        (await it.NewsAsync()).ShouldContain(n => n.Kind == "Disclosure" && n.Text.Contains("We should talk"));
        await nl.ReplyToDisclosureRequestAsync(request.Id, new(true, null)).RefusedAsync(404, "not-found");
        await it.ReplyToDisclosureRequestAsync(request.Id, new(true, "Gladly"));
        await it.ReplyToDisclosureRequestAsync(request.Id, new(false, null)).RefusedAsync(422, "disclosure-answered");
        await nl.EvaluatedAsync();
        (await nl.GetInitiativeAsync(itId)).Value.NamedTenants.ShouldBe(["NL"]);
        var full = (await nl.ListAlertsAsync(new() { Initiative = nlId })).Items.Where(a => a.Status == "Open").ShouldHaveSingleItem();
        (full.Rule, full.Score).ShouldBe(("labour-competition", 50));
        (await it.AlertsOfAsync(itId)).ShouldHaveSingleItem().Rule.ShouldBe("collision", "the asker stays hidden from the other side");
        var fr = await fixture.App.SignInAsync("FR");
        await fr.GetInitiativeAsync(itId).RefusedAsync(404, "not-found");
    }

    [Fact]
    public async Task News_of_what_has_been_hidden_since_no_longer_says_what_it_was_about()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = (await nl.RegisterAsync(Bodies.Labour("KM"))).Value;
        var theirs = await it.RegisterAsync(Bodies.Labour("KM") with { Visibility = "TeamEurope" });
        await nl.EvaluatedAsync();
        (await nl.NewsAsync()).ShouldContain(n => n.Countries.Contains("KM") && n.Text.Contains(theirs.Value.Reference));
        await it.ReplaceAsync(theirs.Value.Id, Bodies.Labour("KM") with { ExternalId = theirs.Value.ExternalId, Visibility = "Owner" }, theirs.ETag);
        await nl.EvaluatedAsync();
        var about = (await nl.NewsAsync()).Where(n => n.Countries.Contains("KM")).ToList();
        about.ShouldAllBe(n => !n.Text.Contains(theirs.Value.Reference));
        about.ShouldContain(n => n.Kind == "AlertOpened" && n.Text.StartsWith("collision", StringComparison.Ordinal) && n.Text.Contains(mine.Reference));
        (await it.NewsAsync()).ShouldContain(n => n.Countries.Contains("KM") && n.Text.Contains(mine.Reference), "its owner sees both still");
    }

    [Fact]
    public async Task A_declined_request_shows_nothing()
    {
        var (nl, it, nlId, itId) = await MeetAsync("TG");
        var item = (await nl.AlertsOfAsync(nlId)).Single();
        await nl.RequestDisclosureAsync(item.Id, "Please");
        var request = (await it.ListDisclosureRequestsAsync()).Items.Single(d => d.Initiative?.Id == itId);
        await it.ReplyToDisclosureRequestAsync(request.Id, new(false, "Not now"));
        var declined = (await nl.ListDisclosureRequestsAsync()).Items.Single(d => d.AlertId == item.Id);
        (declined.Status, declined.ReplyReason, declined.Initiative).ShouldBe(("Declined", "Not now", null));
        await nl.GetInitiativeAsync(itId).RefusedAsync(404, "not-found");
        await nl.RequestDisclosureAsync(item.Id, "Please, again");
    }

    [Fact]
    public async Task A_withdrawn_request_is_answered_no_more_and_both_sides_hear_of_each_step()
    {
        var (nl, it, nlId, itId) = await MeetAsync("GW");
        var item = (await nl.AlertsOfAsync(nlId)).Single();
        await nl.RequestDisclosureAsync(item.Id, "Please");
        var request = (await it.ListDisclosureRequestsAsync()).Items.Single(d => d.Initiative?.Id == itId);
        await it.WithdrawDisclosureRequestAsync(request.Id).RefusedAsync(404, "not-found");
        await (await fixture.App.SignInAsync("FR")).WithdrawDisclosureRequestAsync(request.Id).RefusedAsync(404, "not-found");
        await nl.WithdrawDisclosureRequestAsync(request.Id);
        await nl.WithdrawDisclosureRequestAsync(request.Id).RefusedAsync(422, "disclosure-answered");
        await it.ReplyToDisclosureRequestAsync(request.Id, new(true, null)).RefusedAsync(422, "disclosure-answered");
        (await it.ListDisclosureRequestsAsync()).Items.Single(d => d.Id == request.Id).Status.ShouldBe("Withdrawn");
        await nl.GetInitiativeAsync(itId).RefusedAsync(404, "not-found");
        await nl.RequestDisclosureAsync(item.Id, "Please, again");
        var (told, heard) = ((await nl.NewsAsync()).Where(n => n.Kind == "Disclosure").TakeLast(3).ToList(), (await it.NewsAsync()).Where(n => n.Kind == "Disclosure").TakeLast(3).ToList());
        told.ShouldAllBe(n => n.AlertId == item.Id && !n.Text.Contains("IT-"));
        (told.Count, heard.Count).ShouldBe((3, 3));
        heard.ShouldAllBe(n => n.AlertId == null && n.Text.Contains("IT-"));
    }

    [Fact]
    public async Task Accepting_after_one_has_opened_it_to_all_does_not_close_it_again()
    {
        var (nl, it, nlId, itId) = await MeetAsync("BJ");
        var item = (await nl.AlertsOfAsync(nlId)).Single();
        await nl.RequestDisclosureAsync(item.Id, "Please");
        await it.ReplaceAsync(itId, Bodies.Labour("BJ", "Hidden"), "\"1\"");
        var request = (await it.ListDisclosureRequestsAsync()).Items.Single(d => d.Initiative?.Id == itId);
        await it.ReplyToDisclosureRequestAsync(request.Id, new(true, null));
        (await it.GetInitiativeAsync(itId)).Value.Visibility.ShouldBe("TeamEurope");
    }

    [Fact]
    public async Task A_preview_matches_nothing_hidden_and_stores_nothing()
    {
        var (nl, _, _, _) = await MeetAsync("NE");
        var fr = await fixture.App.SignInAsync("FR");
        (await fr.PreviewAsync(Bodies.Labour("NE"))).Alerts.ShouldBeEmpty();
        (await fr.ListInitiativesAsync(new() { Owner = "FR", Country = "NE" })).Items.ShouldBeEmpty();
        var open = await nl.RegisteredAsync(Bodies.Labour("NE", "Open"));
        await nl.EvaluatedAsync();
        var preview = await fr.PreviewAsync(Bodies.Labour("NE") with { Stage = "Draft" });
        preview.Alerts.ShouldHaveSingleItem().Initiatives.Select(i => i.Id).ShouldContain(open.Id);
    }

    private async Task<(TeamEuropeClient Nl, TeamEuropeClient It, Guid NlId, Guid ItId)> MeetAsync(string country)
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var (mine, theirs) = (await nl.RegisteredAsync(Bodies.Labour(country, "Hidden", "Owner")), await it.RegisteredAsync(Bodies.Labour(country, "Hidden", "Owner")));
        await nl.EvaluatedAsync();
        return (nl, it, mine.Id, theirs.Id);
    }
}

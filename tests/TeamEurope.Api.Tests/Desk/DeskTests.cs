using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Desk;

public class DeskTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Warnings_wait_until_the_tenant_has_acknowledged_them()
    {
        var (at, hr) = (await fixture.App.SignInAsync("AT"), await fixture.App.SignInAsync("HR"));
        var mine = await at.RegisteredAsync(Bodies.Labour("TZ"));
        await hr.RegisteredAsync(Bodies.Labour("TZ"));
        await at.EvaluatedAsync();
        var alert = await at.AlertOfAsync(mine.Id);

        var before = await DeskOfAsync("AT");
        before.ToAcknowledge.Items.Select(a => a.Id).ShouldContain(alert.Id);
        before.ToAcknowledge.Count.ShouldBe(before.ToAcknowledge.Items.Count);
        before.ToAcknowledge.Items.ShouldAllBe(a => a.Level == "Medium" || a.Level == "High" || a.Level == "Critical");
        (await DeskOfAsync("SI")).ToAcknowledge.Count.ShouldBe(0, "it concerns others");
        await at.AcknowledgeAsync(alert.Id);
        (await DeskOfAsync("AT")).ToAcknowledge.Items.Select(a => a.Id).ShouldNotContain(alert.Id);
        (await DeskOfAsync("HR")).ToAcknowledge.Items.Select(a => a.Id).ShouldContain(alert.Id, "the other has not read it");
    }

    [Fact]
    public async Task Alerts_assigned_to_a_user_stand_on_that_users_desk_with_their_due_days()
    {
        var (cz, sk) = (await fixture.App.SignInAsync("CZ"), await fixture.App.SignInAsync("SK"));
        var mine = await cz.RegisteredAsync(Bodies.Labour("UG"));
        await sk.RegisteredAsync(Bodies.Labour("UG"));
        await cz.EvaluatedAsync();
        var alert = await cz.AlertOfAsync(mine.Id);
        await cz.AssignAsync(alert.Id, new AssignRequest("CZ/novak", Bodies.Today.AddDays(14)));
        var desk = await DeskOfAsync("CZ", "novak");
        desk.Assigned.Select(a => a.Id).ShouldBe([alert.Id]);
        desk.Deadlines.Where(d => d.What == "due").ShouldBe([new DeskDeadline("due", Bodies.Today.AddDays(14), null, null, alert.Id)]);
        (await DeskOfAsync("CZ", "svoboda")).Assigned.ShouldBeEmpty();
        (await DeskOfAsync("SK", "novak")).Assigned.ShouldBeEmpty("another tenant's of the same name");
        await cz.AssignAsync(alert.Id, new AssignRequest("novak", Bodies.Today.AddDays(15)));
        desk = await DeskOfAsync("CZ", "novak");
        (desk.Assigned.Count, desk.Deadlines.Count(d => d.What == "due")).ShouldBe((1, 0), "named by user alone, and not due soon");
        await cz.ResolveAsync(alert.Id, new ResolveRequest("Coordinated", "Done"));
        (await DeskOfAsync("CZ", "novak")).Assigned.ShouldBeEmpty();
    }

    [Fact]
    public async Task Own_live_initiatives_come_with_their_days_and_their_disputed_statements()
    {
        var (dk, ec) = (await fixture.App.SignInAsync("DK"), await fixture.App.SignInAsync("EC", "Coordinator"));
        var union = await ec.RegisteredAsync(Bodies.Plain("Union's", "ZM") with { Level = "EU", ExternalId = "eu-zm" });
        var soon = await dk.RegisteredAsync(Bodies.Plain("Soon", "ZM") with
        {
            StartsOn = Bodies.Today.AddDays(60), EndsOn = Bodies.Today.AddDays(61), Visibility = "TeamEurope",
            Complementarity = [new(new("EC", "eu-zm"), "It completes")]
        });
        await dk.RegisteredAsync(Bodies.Plain("Ending", "ZM") with { EndsOn = Bodies.Today });
        await dk.RegisteredAsync(Bodies.Plain("Over", "ZM", "Ended") with { EndsOn = Bodies.Today });
        await ec.ReplyToStatementAsync(soon.Id, new ReplyRequest(new("EC", "eu-zm"), "Disputed", "It does not"));

        var desk = await DeskOfAsync("DK");
        (desk.LiveInitiatives.Count, string.Join(' ', desk.LiveInitiatives.Items.Select(i => i.Title).Order())).ShouldBe((2, "Ending Soon"));
        desk.Deadlines.Select(d => (d.What, d.On)).ShouldBe([("ends", Bodies.Today), ("starts", Bodies.Today.AddDays(60))]);
        desk.Statements.ShouldBe([new DeskStatement(soon.Id, soon.Reference, new("EC", "eu-zm"), "Disputed", "It does not")]);
        union.Owner.ShouldBe("EC");
        (await DeskOfAsync("EC")).Statements.ShouldBeEmpty();
    }

    [Fact]
    public async Task News_are_of_others_visible_initiatives_and_of_ones_own_alerts()
    {
        var (ro, gr) = (await fixture.App.SignInAsync("RO"), await fixture.App.SignInAsync("GR"));
        var mine = await ro.RegisteredAsync(Bodies.Labour("MW", "Mine"));
        var theirs = await gr.RegisteredAsync(Bodies.Labour("MW", "Theirs"));
        var hidden = await gr.RegisteredAsync(Bodies.Plain("Hidden", "MW") with { Visibility = "Owner" });
        await ro.EvaluatedAsync();
        var alert = await ro.AlertOfAsync(mine.Id);

        var news = (await DeskOfAsync("RO")).ChangedSince.Where(n => n.Countries.Contains("MW")).ToList();
        var opened = news.Single(n => n.AlertId == alert.Id);
        (opened.Kind, opened.Rule, opened.Level).ShouldBe(("AlertOpened", "labour-competition", alert.Level));
        var registered = news.Single(n => n.InitiativeId is not null);
        (registered.Kind, registered.InitiativeId, registered.Owner, registered.Title).ShouldBe(("InitiativeRegistered", theirs.Id, "GR", "Theirs"));
        news.ShouldNotContain(n => n.InitiativeId == hidden.Id || n.InitiativeId == mine.Id);
        (await DeskOfAsync("SI")).ChangedSince.ShouldNotContain(n => n.AlertId == alert.Id);

        await ro.ResolveAsync(alert.Id, new ResolveRequest("Coordinated", "Done"));
        (await DeskOfAsync("RO")).ChangedSince.Single(n => n.AlertId == alert.Id).Kind.ShouldBe("AlertResolved");
    }

    [Fact]
    public async Task Requests_for_disclosure_wait_on_the_desk_of_the_hidden_owner_and_the_next_meeting_is_shown()
    {
        var (lt, mt) = (await fixture.App.SignInAsync("LT"), await fixture.App.SignInAsync("MT"));
        var mine = await lt.RegisteredAsync(Bodies.Labour("BI", "Hidden", "Owner"));
        await mt.RegisteredAsync(Bodies.Labour("BI", "Hidden", "Owner"));
        await lt.EvaluatedAsync();
        var item = (await lt.AlertsOfAsync(mine.Id)).Single();
        await lt.RequestDisclosureAsync(item.Id, "We should talk");
        var request = (await DeskOfAsync("MT")).DisclosureRequests.ShouldHaveSingleItem();
        (request.AskedBy, request.Initiative?.Owner, request.AlertId).ShouldBe(("LT/demo-desk", "MT", null));
        (await DeskOfAsync("LT")).DisclosureRequests.ShouldBeEmpty("it waits for the other");
        (await DeskOfAsync("LT")).ToAcknowledge.Items.Select(a => a.Rule).ShouldBe(["collision"]);

        var secretariat = await fixture.App.SignInAsync("GSC", "Secretariat");
        await secretariat.PlanMeetingAsync(new("Later", Bodies.Today.AddDays(9), [new("BI")]));
        await secretariat.PlanMeetingAsync(new("Next", Bodies.Today, [new("BI")]));
        await secretariat.PlanMeetingAsync(new("Past", Bodies.Today.AddDays(-1), [new("BI")]));
        (await DeskOfAsync("MT")).NextMeeting?.Title.ShouldBe("Next");
    }

    private async Task<DeskView> DeskOfAsync(string tenant, string? user = null)
    {
        using var http = await fixture.App.RawAsync(tenant, user: user);
        return await http.ReadAsync<DeskView>("api/v1/desk");
    }
}

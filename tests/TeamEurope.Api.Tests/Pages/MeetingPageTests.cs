using System.Net;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public class MeetingPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_secretariat_plans_a_meeting_row_by_row_without_scripts_and_changes_it()
    {
        using var gsc = await VisitAsync("GSC", "Secretariat");
        (await gsc.GetAsync("/meetings")).ShouldBe(HttpStatusCode.OK);
        gsc.Page.ShouldContain("href=\"/meetings/new\"");
        (await gsc.PostAsync("/meetings/new", ("title", "Planned here"), ("date", "2027-02-04"), ("point", "country:MR"), ("act", "add"))).ShouldBe(HttpStatusCode.OK);
        gsc.Page.ShouldContain("value=\"Planned here\"");
        gsc.Page.ShouldContain("value=\"country:MR\" selected");
        gsc.Page.ShouldContain("id=\"f-agenda-1\" name=\"point\" autofocus");
        await gsc.PostAsync("/meetings/new", ("title", "Planned here"), ("date", "2027-02-04"), ("point", "country:MR"), ("point", "ring:2"), ("act", "remove-0"));
        gsc.Page.ShouldNotContain("value=\"country:MR\" selected");

        (await gsc.PostAsync("/meetings/new", ("title", "Planned here"), ("date", "2027-02-04"), ("point", "country:MR"), ("point", ""), ("point", "theme:return"))).ShouldBe(HttpStatusCode.OK);
        gsc.Address.ShouldStartWith("/meetings/0");
        gsc.Page.ShouldContain("Mauritania");
        gsc.Page.ShouldContain("Ring 3");
        var address = gsc.Address;
        (await gsc.PostAsync($"{address}/edit", ("title", "Moved"), ("date", "2027-02-05"), ("point", "country:MR"))).ShouldBe(HttpStatusCode.OK);
        (gsc.Address, gsc.Page.Contains("<h1>Moved</h1>", StringComparison.Ordinal)).ShouldBe((address, true));
        await gsc.GetAsync("/meetings?month=2027-02");
        gsc.Page.ShouldContain("February 2027");
        gsc.Page.ShouldContain("Meeting: </span><span class=\"calendar__title\">Moved");
    }

    [Fact]
    public async Task What_is_wrong_with_a_meeting_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        using var gsc = await VisitAsync("GSC", "Secretariat");
        (await gsc.PostAsync("/meetings/new", ("title", " "), ("date", ""), ("point", ""), ("point", "ring:2"), ("point", "country:QQ"))).ShouldBe(HttpStatusCode.BadRequest);
        foreach (var field in new[] { "f-title", "f-date", "f-agenda-1-country" })
        {
            gsc.Page.ShouldContain($"href=\"#{field}\"");
            gsc.Page.ShouldContain($"id=\"{field}\"");
        }

        gsc.Page.ShouldContain("id=\"f-agenda-1-error\"");
        gsc.Page.ShouldContain("'QQ' is no country");
        gsc.Page.ShouldContain("value=\"ring:2\" selected");
    }

    [Fact]
    public async Task Desk_officers_read_meetings_and_neither_plan_nor_compose()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new MeetingBody("For reading", new DateOnly(2027, 3, 4), [new AgendaItem("TN")]));
        var briefing = await gsc.GetBriefingAsync(await gsc.ComposeBriefingAsync(meeting.Id, new BriefingRequest("en", null)));
        using var nl = await VisitAsync("NL", "Desk");
        foreach (var page in new[] { "/meetings", $"/meetings/{meeting.Id}", $"/briefings/{briefing.Id}" })
        {
            (await nl.GetAsync(page)).ShouldBe(HttpStatusCode.OK);
            foreach (var button in new[] { "/meetings/new", "/edit\"", "/freeze", "/recompose", $"/meetings/{meeting.Id}/briefings" })
            {
                nl.Page.ShouldNotContain(button);
            }
        }

        foreach (var page in new[] { "/meetings/new", $"/meetings/{meeting.Id}/edit", $"/briefings/{briefing.Id}/edit", $"/briefings/{briefing.Id}/freeze" })
        {
            (await nl.GetAsync(page)).ShouldBe(HttpStatusCode.Forbidden, page);
        }

        (string, string)[] fields = [("title", "Mine"), ("date", "2027-03-05"), ("point", "country:TN"), ("confirmed", "true"), ("version", briefing.Version)];
        foreach (var act in new[]
        {
            "/meetings/new", $"/meetings/{meeting.Id}/edit", $"/meetings/{meeting.Id}/briefings", $"/briefings/{briefing.Id}/edit",
            $"/briefings/{briefing.Id}/recompose", $"/briefings/{briefing.Id}/freeze"
        })
        {
            (await nl.PostAsync(act, fields)).ShouldBe(HttpStatusCode.Forbidden, act);
            nl.Page.ShouldContain("<h1>Not allowed</h1>");
        }

        (await nl.PostAsync("/meetings/new", [.. fields, ("act", "add")])).ShouldBe(HttpStatusCode.Forbidden);
        (await gsc.GetBriefingAsync(briefing.Id)).Frozen.ShouldBeFalse();
        (await gsc.GetMeetingAsync(meeting.Id)).Title.ShouldBe("For reading");
    }

    [Fact]
    public async Task A_meeting_of_another_tenant_offers_no_change()
    {
        var ec = await fixture.App.SignInAsync("EC", "Coordinator");
        var meeting = await ec.PlanMeetingAsync(new MeetingBody("The Commission's", new DateOnly(2027, 4, 1), [new AgendaItem("TN")]));
        using var gsc = await VisitAsync("GSC", "Secretariat");
        await gsc.GetAsync($"/meetings/{meeting.Id}");
        gsc.Page.ShouldNotContain($"/meetings/{meeting.Id}/edit");
        gsc.Page.ShouldContain($"/meetings/{meeting.Id}/briefings");
        (await gsc.GetAsync($"/meetings/{meeting.Id}/edit")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_changed_names_what_the_reader_may_see_and_no_more()
    {
        var it = await fixture.App.SignInAsync("IT");
        var open = await it.RegisteredAsync(Bodies.Plain("Seen by all", "ML"));
        var hidden = await it.RegisteredAsync(Bodies.Plain("Italy's own", "ML") with { Visibility = "Owner" });
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new MeetingBody("On Mali", Bodies.Today.AddDays(1), [new AgendaItem("ML")]));
        using var nl = await VisitAsync("NL", "Desk");
        await nl.GetAsync($"/meetings/{meeting.Id}");
        nl.Page.ShouldContain($"/initiatives/{open.Id}");
        nl.Page.ShouldContain("Seen by all");
        nl.Page.ShouldNotContain(hidden.Reference);
        nl.Page.ShouldNotContain("Italy's own");
        nl.Page.ShouldContain("1 change<");
    }

    [Fact]
    public async Task Choosing_tenants_without_naming_one_is_not_taken_for_every_tenant()
    {
        var client = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await client.PlanMeetingAsync(new MeetingBody("Whose", new DateOnly(2027, 5, 6), [new AgendaItem("TN")]));
        using var gsc = await VisitAsync("GSC", "Secretariat");
        (await gsc.PostAsync($"/meetings/{meeting.Id}/briefings", ("language", "en"), ("readers", "chosen"))).ShouldBe(HttpStatusCode.BadRequest);
        gsc.Page.ShouldContain("Choose at least one tenant");
        (await client.GetMeetingAsync(meeting.Id)).Briefings.ShouldBeEmpty();
        await gsc.PostAsync($"/meetings/{meeting.Id}/briefings", ("language", "fr"), ("readers", "chosen"), ("audience", "NL"), ("audience", "IT"));
        gsc.Address.ShouldStartWith("/briefings/");
        var briefing = (await client.GetMeetingAsync(meeting.Id)).Briefings.ShouldHaveSingleItem();
        (briefing.Language, string.Join(' ', briefing.Audience)).ShouldBe(("fr", "IT NL"));
    }

    private Task<PageVisitor> VisitAsync(string tenant, string role) => PageVisitor.SignInAsync(fixture.App, tenant, role);
}

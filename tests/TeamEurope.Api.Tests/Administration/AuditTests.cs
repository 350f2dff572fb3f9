using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Administration;

public class AuditTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task An_auditor_reads_who_did_what_and_when_without_titles_or_texts()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL", user: "jansen"), await fixture.App.SignInAsync("IT", user: "rossi"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("GH", "Very-secret-title"));
        var theirs = await it.RegisteredAsync(Bodies.Labour("GH", "Other-title"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(mine.Id);
        await nl.AcknowledgeAsync(alert.Id);
        await nl.CommentAsync(alert.Id, "Words-of-a-comment");
        await nl.AssignAsync(alert.Id, new AssignRequest("devries", null));
        await nl.ResolveAsync(alert.Id, new ResolveRequest("Coordinated", "Words-of-a-note"));
        await nl.RateAsync("GH", new RiskRatingRequest("high", "Words-of-a-reason"));
        using var auditor = await fixture.App.RawAsync("NL", "Auditor");
        var acts = (await auditor.ItemsAsync<AuditView>("audit?user=jansen")).Where(a => a.References.Contains(mine.Reference) || a.References.Contains("GH")).ToList();
        var pair = string.Join(' ', new[] { mine.Reference, theirs.Reference }.Order());
        acts.Select(a => (a.By, a.What, a.On, string.Join(' ', a.References.Order()))).ShouldBe(
        [
            ("NL/jansen", "RiskRated", "country", "GH"), ("NL/jansen", "Resolved: Coordinated", "alert", pair), ("NL/jansen", "Assigned", "alert", pair),
            ("NL/jansen", "Commented", "alert", pair), ("NL/jansen", "Acknowledged", "alert", pair), ("NL/jansen", "Registered", "initiative", mine.Reference)
        ]);
        acts.Select(a => a.At).ShouldBe(acts.Select(a => a.At).OrderDescending());
        (await auditor.ItemsAsync<AuditView>("audit?user=rossi")).ShouldBeEmpty("another tenant's user");
        var text = await auditor.GetStringAsync(new Uri("api/v1/audit?limit=200", UriKind.Relative));
        foreach (var word in new[] { "title", "Words-of", "IT/rossi" })
        {
            text.ShouldNotContain(word);
        }

        (await auditor.ItemsAsync<AuditView>("audit?what=Resolved")).ShouldHaveSingleItem().What.ShouldBe("Resolved: Coordinated");
        (await auditor.ItemsAsync<AuditView>($"audit?to={Bodies.Today.AddDays(-1):yyyy-MM-dd}")).ShouldBeEmpty();
        (await auditor.ItemsAsync<AuditView>($"audit?from={Bodies.Today:yyyy-MM-dd}&to={Bodies.Today:yyyy-MM-dd}")).ShouldNotBeEmpty();
        await auditor.RefusedAsync(HttpMethod.Get, "audit?what=Stole", null, 400, "invalid");
    }

    [Fact]
    public async Task An_act_on_a_blind_item_shows_the_own_side_alone()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT", user: "blind"));
        var hidden = await nl.RegisteredAsync(Bodies.Labour("KE", visibility: "Owner"));
        var open = await it.RegisteredAsync(Bodies.Labour("KE"));
        await nl.EvaluatedAsync();
        var blind = await it.AlertOfAsync(open.Id, "collision");
        await it.AcknowledgeAsync(blind.Id);
        await it.RequestDisclosureAsync(blind.Id, "Please");
        using var asker = await fixture.App.RawAsync("IT", "Auditor");
        var acts = await asker.ItemsAsync<AuditView>("audit?user=blind");
        acts.Select(a => (a.What, string.Join(' ', a.References))).ShouldBe(
            [("DisclosureAsked", open.Reference), ("Acknowledged", open.Reference), ("Registered", open.Reference)]);

        await nl.ReplyToDisclosureRequestAsync((await nl.ListDisclosureRequestsAsync()).Items.Single(d => d.Status == "Asked").Id, new DisclosureReplyRequest(false, "No"));
        using var asked = await fixture.App.RawAsync("NL", "Auditor");
        (await asked.ItemsAsync<AuditView>("audit?what=DisclosureDeclined")).ShouldHaveSingleItem().References.ShouldBe([hidden.Reference]);
        (await asker.ItemsAsync<AuditView>("audit?what=DisclosureDeclined")).ShouldBeEmpty();
        (await asker.GetStringAsync(new Uri("api/v1/audit?limit=200", UriKind.Relative))).ShouldNotContain(hidden.Reference);
    }

    [Fact]
    public async Task Meetings_briefings_imports_deleted_drafts_and_blocked_people_are_there_too()
    {
        var secretariat = await fixture.App.SignInAsync("GSC", "Secretariat", "secretary");
        var meeting = await secretariat.PlanMeetingAsync(new MeetingBody("Title-of-a-meeting", new DateOnly(2030, 1, 2), [new AgendaItem("GH")]));
        var briefing = await secretariat.ComposeBriefingAsync(meeting.Id, new BriefingRequest("en", null));
        await secretariat.FreezeBriefingAsync(briefing);
        var desk = await fixture.App.SignInAsync("GSC", user: "secretary");
        var draft = await desk.RegisteredAsync(Bodies.Plain() with { Stage = "Draft" });
        await desk.DeleteDraftAsync(draft.Id, "\"1\"");
        using var lead = await fixture.App.RawAsync("GSC", "Lead", "head");
        await lead.SendAsync<PersonView>(HttpMethod.Post, "people/block", new PersonRequest("secretary"));
        using var auditor = await fixture.App.RawAsync("GSC", "Auditor");
        (await auditor.ItemsAsync<AuditView>("audit")).Select(a => (a.By, a.What, string.Join(' ', a.References))).ShouldBe(
        [
            ("GSC/head", "PersonBlocked", "secretary"), ("GSC/secretary", "DraftDeleted", draft.Reference), ("GSC/secretary", "Registered", draft.Reference),
            ("GSC/secretary", "BriefingFrozen", "2030-01-02"), ("GSC/secretary", "BriefingComposed", "2030-01-02"), ("GSC/secretary", "MeetingPlanned", "2030-01-02")
        ]);
    }

    [Fact]
    public async Task Nobody_but_an_auditor_reads_it_and_an_auditor_reads_nothing_else()
    {
        foreach (var role in new[] { "Desk", "Lead", "Coordinator", "Secretariat", "Operator" })
        {
            using var other = await fixture.App.RawAsync("NL", role);
            await other.RefusedAsync(HttpMethod.Get, "audit", null, 403, "role-may-not");
        }

        using var auditor = await fixture.App.RawAsync("NL", "Auditor");
        foreach (var path in new[] { "alerts", "alerts/count", "alerts/facets", "mentions", "views", "people", "jobs", "imports", "partners/risk", "notifications/latest" })
        {
            await auditor.RefusedAsync(HttpMethod.Get, path, null, 403, "role-may-not");
        }
    }

    [Fact]
    public async Task Acts_of_one_instant_come_each_once_page_by_page()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(clock: clock);
        var nl = await app.SignInAsync("NL");
        for (var i = 0; i < 4; i++)
        {
            await nl.RegisterAsync(Bodies.Plain());
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
        {
            await nl.RegisterAsync(Bodies.Plain());
        }

        using var auditor = await app.RawAsync("NL", "Auditor");
        var acts = await auditor.AllPagesAsync<AuditView>("audit?limit=2");
        acts.Count.ShouldBe(7);
        acts.SelectMany(a => a.References).Distinct().Count().ShouldBe(7);
        acts.Select(a => a.At).ShouldBe(acts.Select(a => a.At).OrderDescending());
        await auditor.RefusedAsync(HttpMethod.Get, "audit?after=soon", null, 400, "invalid");
    }
}

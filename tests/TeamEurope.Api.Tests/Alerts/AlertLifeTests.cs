using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Alerts;

public class AlertLifeTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task It_is_acknowledged_once_every_owner_has()
    {
        var (nl, it, alert, _, _) = await CompeteAsync("GH");
        (alert.Status, alert.Level, alert.Score).ShouldBe(("Open", "High", 50));
        alert.Terms!.Sum(t => t.Points).ShouldBe(50);
        alert.Initiatives.Select(i => i.Owner).ShouldBe(["IT", "NL"]);
        await nl.AcknowledgeAsync(alert.Id);
        await nl.AcknowledgeAsync(alert.Id);
        var once = await it.GetAlertAsync(alert.Id);
        (once.Status, string.Join(' ', once.AcknowledgedBy)).ShouldBe(("Open", "NL"));
        await it.AcknowledgeAsync(alert.Id);
        var both = await nl.GetAlertAsync(alert.Id);
        (both.Status, string.Join(' ', both.AcknowledgedBy)).ShouldBe(("Acknowledged", "IT NL"));
    }

    [Fact]
    public async Task Talking_about_an_acknowledged_alert_brings_it_into_discussion_and_reaches_whom_it_mentions()
    {
        var (nl, it, alert, _, _) = await CompeteAsync("KE");
        await nl.AcknowledgeAsync(alert.Id);
        await it.AcknowledgeAsync(alert.Id);
        var before = (await it.NewsAsync()).Max(n => n.Cursor);
        await nl.CommentAsync(alert.Id, "Shall we talk, @IT/rossi? Not you, @FR/dupont.");
        var comment = (await it.ListCommentsAsync(alert.Id)).Items.ShouldHaveSingleItem();
        (comment.Tenant, comment.User, string.Join(' ', comment.Mentions)).ShouldBe(("NL", "demo-desk", "IT/rossi"));
        (await it.GetAlertAsync(alert.Id)).Status.ShouldBe("InDiscussion");
        var news = (await it.NewsAsync(before)).ShouldHaveSingleItem();
        (news.Kind, news.AlertId).ShouldBe(("Comment", alert.Id));
        news.Text.ShouldContain("IT/rossi");
        (await nl.CommentAsync(alert.Id, " ").RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.text"]);
        (await nl.CommentAsync(alert.Id, new string('x', 10_001)).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.text"]);
    }

    [Fact]
    public async Task It_is_assigned_with_a_due_date_and_both_are_emptied_by_null()
    {
        var (nl, it, alert, _, _) = await CompeteAsync("NG");
        await nl.AssignAsync(alert.Id, new AssignRequest("jansen", new DateOnly(2030, 1, 2)));
        var assigned = await it.GetAlertAsync(alert.Id);
        (assigned.Assignee, assigned.DueOn).ShouldBe(("jansen", new DateOnly(2030, 1, 2)));
        await it.AssignAsync(alert.Id, new AssignRequest(null, null));
        var emptied = await nl.GetAlertAsync(alert.Id);
        (emptied.Assignee, emptied.DueOn).ShouldBe((null, null));
        (await nl.ListHistoryAsync(alert.Id)).Items.Select(h => h.What).ShouldBe(["Opened", "Assigned", "Assigned"]);
    }

    [Theory]
    [InlineData("Coordinated")]
    [InlineData("TeamEurope")]
    [InlineData("Complementary")]
    [InlineData("Withdrawn")]
    [InlineData("NotAnIssue")]
    public async Task It_is_resolved_in_one_of_five_ways(string resolution)
    {
        var (nl, it, alert, _, _) = await CompeteAsync("SN", resolution);
        await nl.ResolveAsync(alert.Id, new ResolveRequest(resolution, "We talked"));
        var resolved = await it.GetAlertAsync(alert.Id);
        (resolved.Status, resolved.Resolution).ShouldBe(("Resolved", resolution));
        var step = (await it.ListHistoryAsync(alert.Id)).Items[^1];
        (step.By, step.Note).ShouldBe(("NL/demo-desk", "We talked"));
        (await nl.NewsAsync()).ShouldContain(n => n.Kind == "AlertResolved" && n.AlertId == alert.Id);
        (await it.NewsAsync()).ShouldContain(n => n.Kind == "AlertResolved" && n.AlertId == alert.Id);
        await nl.ResolveAsync(alert.Id, new ResolveRequest(resolution, null)).RefusedAsync(422, "alert-does-not-stand");
        await nl.AcknowledgeAsync(alert.Id).RefusedAsync(422, "alert-does-not-stand");
        (await nl.ResolveAsync(alert.Id, new ResolveRequest("Solved", null)).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.resolution"]);
    }

    [Fact]
    public async Task A_resolved_alert_reopens_when_its_level_rises_and_not_before()
    {
        var (nl, it, alert, mine, theirs) = await CompeteAsync("IN", mine: "92", theirs: "51");
        (alert.Level, alert.Score).ShouldBe(("Medium", 30));
        await nl.ResolveAsync(alert.Id, new ResolveRequest("NotAnIssue", null));
        var second = await nl.ReplaceAsync(mine.Id, Bodies.Labour("IN"), "\"1\"");
        await nl.EvaluatedAsync();
        var still = await nl.GetAlertAsync(alert.Id);
        (still.Status, still.Level, still.Score).ShouldBe(("Resolved", "Medium", 45));
        await nl.ReplaceAsync(mine.Id, Bodies.Labour("IN", occupation: "51"), second.ETag);
        await nl.EvaluatedAsync();
        var again = await it.GetAlertAsync(alert.Id);
        (again.Status, again.Level, again.Score, again.Resolution).ShouldBe(("Open", "High", 65, null));
        theirs.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_score_that_rises_empties_the_acknowledgements_and_one_that_falls_keeps_them()
    {
        var (nl, it, alert, mine, _) = await CompeteAsync("TH", mine: "92", theirs: null);
        await nl.AcknowledgeAsync(alert.Id);
        await it.AcknowledgeAsync(alert.Id);
        var fallen = await nl.ReplaceAsync(mine.Id, Bodies.Labour("TH", occupation: "92") with { Stage = null, Summary = "Same" }, "\"1\"");
        await nl.EvaluatedAsync();
        (await nl.GetAlertAsync(alert.Id)).Status.ShouldBe("Acknowledged");
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Agreed", new DateOnly(2020, 1, 1)));
        await nl.EvaluatedAsync();
        var risen = await nl.GetAlertAsync(alert.Id);
        (risen.Status, risen.Score, risen.AcknowledgedBy.Count).ShouldBe(("Open", 50, 0));
        fallen.Value.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_cleared_alert_comes_back_open_under_its_id_with_a_history_that_names_the_causes()
    {
        var (nl, it, alert, mine, _) = await CompeteAsync("VN");
        await nl.AcknowledgeAsync(alert.Id);
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Paused", Reason: "A pause"));
        await nl.EvaluatedAsync();
        (await it.GetAlertAsync(alert.Id)).Status.ShouldBe("Cleared");
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Exploratory"));
        await nl.EvaluatedAsync();
        var back = await it.AlertOfAsync(mine.Id);
        (back.Id, back.Status, back.AcknowledgedBy.Count).ShouldBe((alert.Id, "Open", 0));
        var history = (await it.ListHistoryAsync(alert.Id)).Items;
        history.Select(h => h.What).ShouldBe(["Opened", "Acknowledged", "Cleared", "Reopened"]);
        history[0].Cause.ShouldStartWith("Registered IT-");
        history[2].Cause.ShouldBe($"StageChanged {mine.Reference}");
        history[3].Cause.ShouldBe($"StageChanged {mine.Reference}");
    }

    [Fact]
    public async Task An_opportunity_is_not_acknowledged()
    {
        foreach (var tenant in new[] { "NL", "IT", "FR" })
        {
            await (await fixture.App.SignInAsync(tenant)).RegisterAsync(Bodies.Labour("PH"));
        }

        var nl = await fixture.App.SignInAsync("NL");
        await nl.EvaluatedAsync();
        var opportunity = (await nl.ListAlertsAsync(new() { Country = "PH", Level = "Opportunity" })).Items.ShouldHaveSingleItem();
        (opportunity.Rule, opportunity.Strategy, opportunity.Initiatives.Count).ShouldBe(("team-europe-opportunity", "regular-channels", 3));
        await nl.AcknowledgeAsync(opportunity.Id).RefusedAsync(422, "opportunity-not-acknowledged");
    }

    [Theory]
    [InlineData("Auditor")]
    [InlineData("Operator")]
    public async Task Auditors_and_operators_see_no_content(string role)
    {
        var (_, _, alert, mine, _) = await CompeteAsync("PK", role);
        var http = await fixture.App.RawAsync("NL", role);
        foreach (var address in new[]
        {
            "initiatives", $"initiatives/{mine.Id}", "alerts", $"alerts/{alert.Id}", $"alerts/{alert.Id}/history", $"alerts/{alert.Id}/comments",
            "notifications", "disclosure-requests", "subscriptions", $"initiatives/{mine.Id}/parts", $"imports/{mine.Id}", "partners/TN/risk"
        })
        {
            await (await http.GetAsync(new Uri($"api/v1/{address}", UriKind.Relative))).ProblemAsync(403, "role-may-not");
        }

        foreach (var address in new[] { "initiatives", "initiatives/preview", $"alerts/{alert.Id}/acknowledge" })
        {
            await (await http.SendJsonAsync(HttpMethod.Post, $"api/v1/{address}", """{ "title": "t", "partners": ["TN"] }""")).ProblemAsync(403, "role-may-not");
        }

        (await http.GetAsync(new Uri("api/v1/status", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    private async Task<(TeamEuropeClient Nl, TeamEuropeClient It, AlertView Alert, InitiativeView Mine, InitiativeView Theirs)> CompeteAsync(
        string country, string title = "Labour", string? mine = null, string? theirs = null)
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        // Each case leaves only its own pair standing.
        foreach (var (client, owner) in new[] { (nl, "NL"), (it, "IT") })
        {
            foreach (var old in await client.AllInitiativesAsync(new InitiativeFilter { Owner = owner, Country = country }).ToListAsync())
            {
                if (old.Stage == "Ended")
                {
                    continue;
                }

                await client.ChangeStageAsync(old.Id, new StageRequest("Ended", Reason: "Over"));
            }
        }

        var one = await nl.RegisteredAsync(Bodies.Labour(country, title, occupation: mine));
        var two = await it.RegisteredAsync(Bodies.Labour(country, title, occupation: theirs));
        await nl.EvaluatedAsync();
        return (nl, it, await nl.AlertOfAsync(one.Id), one, two);
    }
}

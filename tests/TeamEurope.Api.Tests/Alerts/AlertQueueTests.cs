using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Alerts;

public class AlertQueueTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("changed")]
    [InlineData("level")]
    [InlineData("age")]
    [InlineData("due")]
    public async Task Each_order_pages_through_every_alert_once(string sort)
    {
        var (nl, alerts) = await SeveralAsync();
        await nl.AssignAsync(alerts[1].Id, new AssignRequest("jansen", Bodies.Today.AddDays(3)));
        await nl.AssignAsync(alerts[2].Id, new AssignRequest("jansen", Bodies.Today.AddDays(-3)));
        await nl.AssignAsync(alerts[3].Id, new AssignRequest("jansen", Bodies.Today.AddDays(3)));
        using var http = await fixture.App.RawAsync("NL");
        var whole = await http.ItemsAsync<AlertView>($"alerts?sort={sort}&limit=200");
        var paged = await http.AllPagesAsync<AlertView>($"alerts?sort={sort}&limit=2");
        paged.Select(a => a.Id).ShouldBe(whole.Select(a => a.Id));
        paged.Select(a => a.Id).Distinct().Count().ShouldBe(paged.Count);
        alerts.Select(a => a.Id).ShouldBeSubsetOf(paged.Select(a => a.Id));
        var sorted = sort switch
        {
            "changed" => paged.OrderByDescending(a => a.ChangedAt),
            "level" => paged.OrderBy(a => Array.IndexOf(["Critical", "High", "Medium", "Low", "Opportunity"], a.Level)).ThenByDescending(a => a.OpenedAt),
            "age" => paged.OrderBy(a => a.OpenedAt),
            _ => paged.OrderBy(a => a.DueOn ?? DateOnly.MaxValue)
        };
        paged.ShouldBe(sorted.ToList());
        paged.Select(a => a.Level).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task It_is_narrowed_by_level_kind_assignee_due_date_and_age()
    {
        var (nl, alerts) = await SeveralAsync();
        using var http = await fixture.App.RawAsync("NL");
        using var jansen = await fixture.App.RawAsync("NL", user: "jansen");
        using var italian = await fixture.App.RawAsync("IT", user: "jansen");
        await nl.AssignAsync(alerts[0].Id, new AssignRequest("jansen", Bodies.Today.AddDays(-1)));
        await nl.AssignAsync(alerts[1].Id, new AssignRequest("devries", Bodies.Today.AddDays(7)));

        (await FindAsync(http, "minLevel=High")).ShouldAllBe(a => a.Level == "High" || a.Level == "Critical");
        (await FindAsync(http, "minLevel=Medium")).Select(a => a.Level).Distinct().ShouldBe(["High", "Medium"], ignoreOrder: true);
        (await FindAsync(http, "kind=opportunities")).ShouldAllBe(a => a.Level == "Opportunity");
        (await FindAsync(http, "kind=warnings")).ShouldAllBe(a => a.Level != "Opportunity");
        (await FindAsync(http, "assignee=jansen&standing=true")).ShouldHaveSingleItem().AssigneeTenant.ShouldBe("NL");
        (await FindAsync(http, "assignee=none&standing=true")).ShouldNotContain(a => a.Assignee != null);
        (await FindAsync(jansen, "mine=true&standing=true")).ShouldHaveSingleItem().Id.ShouldBe(alerts[0].Id);
        (await FindAsync(http, "mine=true&standing=true")).ShouldBeEmpty();
        (await FindAsync(italian, "mine=true&standing=true")).ShouldBeEmpty("the assignee is NL's jansen");
        (await FindAsync(http, "due=overdue")).ShouldHaveSingleItem().Id.ShouldBe(alerts[0].Id);
        (await FindAsync(http, "due=week")).ShouldHaveSingleItem().Id.ShouldBe(alerts[1].Id);
        (await FindAsync(http, $"openedBefore={Bodies.Today:yyyy-MM-dd}")).ShouldBeEmpty();
        (await FindAsync(http, $"openedBefore={Bodies.Today.AddDays(1):yyyy-MM-dd}")).Count.ShouldBeGreaterThanOrEqualTo(alerts.Count);

        await nl.AcknowledgeAsync(alerts[2].Id);
        (await FindAsync(http, "unacknowledged=true")).ShouldNotContain(a => a.Id == alerts[2].Id || a.Level == "Opportunity");
        (await FindAsync(italian, "unacknowledged=true")).ShouldContain(a => a.Id == alerts[2].Id);
        await nl.ResolveAsync(alerts[0].Id, new ResolveRequest("NotAnIssue", null));
        (await FindAsync(http, "standing=true")).ShouldNotContain(a => a.Id == alerts[0].Id);
        (await FindAsync(http, "due=overdue")).ShouldBeEmpty("what is settled is not overdue");
    }

    [Fact]
    public async Task Counts_and_facets_say_what_the_list_says_a_blind_item_included()
    {
        var (nl, _) = await SeveralAsync();
        using var it = await fixture.App.RawAsync("IT");
        var hidden = await nl.RegisteredAsync(Bodies.Labour("KE", visibility: "Owner"));
        await (await fixture.App.SignInAsync("IT")).RegisterAsync(Bodies.Labour("KE"));
        await nl.EvaluatedAsync();
        var standing = await FindAsync(it, "standing=true");
        var blind = standing.Where(a => a.Rule == "collision").ShouldHaveSingleItem();
        blind.Initiatives.ShouldNotContain(i => i.Reference == hidden.Reference);
        var facets = await it.AskAsync<AlertFacetsView>("alerts/facets");
        facets.Levels.OrderBy(l => l.Key).ShouldBe(standing.GroupBy(a => a.Level).Select(g => KeyValuePair.Create(g.Key, g.Count())).OrderBy(p => p.Key));
        foreach (var filter in new[] { "standing=true", "minLevel=High", "kind=opportunities", "country=KE", "unacknowledged=true", "status=Open", "scope=visible" })
        {
            (await it.AskAsync<CountView>($"alerts/count?{filter}")).Count.ShouldBe((await FindAsync(it, filter)).Count, filter);
        }

        using var fr = await fixture.App.RawAsync("FR");
        (await fr.AskAsync<AlertFacetsView>("alerts/facets")).Levels.ShouldBeEmpty("France is concerned by none of them");
        (await fr.AskAsync<CountView>("alerts/count?scope=visible&country=KE")).Count.ShouldBe((await FindAsync(fr, "scope=visible&country=KE")).Count);
        (await fr.AskAsync<CountView>($"alerts/count?scope=visible&initiative={hidden.Id}")).Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_filter_that_is_not_known_says_what_is_possible()
    {
        using var http = await fixture.App.RawAsync("NL");
        foreach (var filter in new[] { "minLevel=Opportunity", "minLevel=Huge", "kind=both", "due=tomorrow", "sort=colour", "openedBefore=soon", "after=x" })
        {
            var problem = await http.RefusedAsync(HttpMethod.Get, $"alerts?{filter}", null, 400, "invalid");
            problem.GetProperty("errors").TryGetProperty(filter.Split('=')[0], out _).ShouldBeTrue(filter);
        }
    }

    [Fact]
    public async Task Many_are_acknowledged_at_once_and_one_that_cannot_be_stops_none_of_the_others()
    {
        var (nl, alerts) = await SeveralAsync();
        var (fr, es) = (await fixture.App.SignInAsync("FR"), await fixture.App.SignInAsync("ES"));
        var theirs = await fr.RegisteredAsync(Bodies.Labour("UG"));
        await es.RegisterAsync(Bodies.Labour("UG"));
        await nl.ResolveAsync(alerts[0].Id, new ResolveRequest("NotAnIssue", null));
        await nl.EvaluatedAsync();
        var foreign = await fr.AlertOfAsync(theirs.Id);
        var unknown = Guid.NewGuid();
        using var http = await fixture.App.RawAsync("NL");
        var outcomes = await http.SendAsync<List<AcknowledgeOutcome>>(
            HttpMethod.Post, "alerts/acknowledge", new AcknowledgeRequest([alerts[0].Id, alerts[1].Id, foreign.Id, unknown, alerts[2].Id, alerts[1].Id]));
        outcomes.ShouldBe(
        [
            new(alerts[0].Id, "alert-does-not-stand"), new(alerts[1].Id, "acknowledged"), new(foreign.Id, "not-found"), new(unknown, "not-found"),
            new(alerts[2].Id, "acknowledged")
        ]);
        (await nl.GetAlertAsync(alerts[1].Id)).AcknowledgedBy.ShouldBe(["NL"]);
        (await nl.GetAlertAsync(alerts[2].Id)).AcknowledgedBy.ShouldBe(["NL"]);
        (await fr.GetAlertAsync(foreign.Id)).AcknowledgedBy.ShouldBeEmpty();
        (await nl.ListHistoryAsync(alerts[2].Id)).Items[^1].What.ShouldBe("Acknowledged");
        await http.RefusedAsync(HttpMethod.Post, "alerts/acknowledge", new AcknowledgeRequest([]), 400, "invalid");
        await http.RefusedAsync(HttpMethod.Post, "alerts/acknowledge", new AcknowledgeRequest([.. Enumerable.Range(0, 201).Select(_ => Guid.NewGuid())]), 400, "invalid");
    }

    [Fact]
    public async Task A_blind_item_among_many_acknowledges_what_is_behind_it_for_that_tenant()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("RW", visibility: "Owner"));
        var open = await it.RegisteredAsync(Bodies.Labour("RW"));
        await nl.EvaluatedAsync();
        var blind = await it.AlertOfAsync(open.Id, "collision");
        using var http = await fixture.App.RawAsync("IT");
        (await http.SendAsync<List<AcknowledgeOutcome>>(HttpMethod.Post, "alerts/acknowledge", new AcknowledgeRequest([blind.Id])))
            .ShouldHaveSingleItem().Outcome.ShouldBe("acknowledged");
        (await it.GetAlertAsync(blind.Id)).Status.ShouldBe("Acknowledged");
        (await http.AskAsync<CountView>("alerts/count?country=RW&unacknowledged=true&standing=true")).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Comments_that_mention_somebody_are_theirs_to_find_as_long_as_the_alert_is_theirs_to_read()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("TZ"));
        await it.RegisterAsync(Bodies.Labour("TZ"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(mine.Id);
        await nl.CommentAsync(alert.Id, "First, @IT/rossi and @NL/jansen and again @IT/rossi");
        await nl.CommentAsync(alert.Id, "Second, @IT/rossi");
        using var rossi = await fixture.App.RawAsync("IT", user: "rossi");
        using var colleague = await fixture.App.RawAsync("IT", user: "bianchi");
        using var namesake = await fixture.App.RawAsync("FR", user: "rossi");
        var mentions = await rossi.ItemsAsync<MentionView>("mentions");
        mentions.Select(m => (m.AlertId, m.Tenant, m.Text[..5])).ShouldBe([(alert.Id, "NL", "Secon"), (alert.Id, "NL", "First")]);
        (await colleague.ItemsAsync<MentionView>("mentions")).ShouldBeEmpty();
        (await namesake.ItemsAsync<MentionView>("mentions")).ShouldBeEmpty();

        await nl.ReplaceAsync(mine.Id, Bodies.Labour("TZ", visibility: "Owner"), "\"1\"");
        await nl.EvaluatedAsync();
        (await rossi.ItemsAsync<MentionView>("mentions")).ShouldBeEmpty("the other side is hidden now");
    }

    /// <summary>Five alerts between NL and IT, of two levels at least, apart from what other tests of the class left.</summary>
    private async Task<(TeamEuropeClient Nl, List<AlertView> Alerts)> SeveralAsync()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        foreach (var client in new[] { nl, it })
        {
            foreach (var old in await client.AllInitiativesAsync(new InitiativeFilter { Owner = client == nl ? "NL" : "IT" }).ToListAsync())
            {
                if (old.Stage != "Ended")
                {
                    await client.ChangeStageAsync(old.Id, new StageRequest("Ended", Reason: "Over"));
                }
            }
        }

        var alerts = new List<Guid>();
        foreach (var (country, one, two) in new[] { ("GH", "92", "51"), ("SN", null, null), ("NG", "92", "51"), ("ML", null, null), ("IN", null, null) })
        {
            alerts.Add((await nl.RegisteredAsync(Bodies.Labour(country, occupation: one))).Id);
            await it.RegisterAsync(Bodies.Labour(country, occupation: two));
        }

        await nl.EvaluatedAsync();
        var found = new List<AlertView>();
        foreach (var id in alerts)
        {
            found.Add(await nl.AlertOfAsync(id));
        }

        return (nl, found);
    }

    private static async Task<IReadOnlyList<AlertView>> FindAsync(HttpClient http, string filter) =>
        await http.ItemsAsync<AlertView>($"alerts?limit=200&{filter}");
}

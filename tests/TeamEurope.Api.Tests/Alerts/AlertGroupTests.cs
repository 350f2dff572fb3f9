using Microsoft.EntityFrameworkCore;
using Shouldly;
using TeamEurope.Api.Tests.Jobs;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Domain.Register;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Alerts;

/// <summary>Alerts counted by country and family of instruments, as far as their reader may see them.</summary>
public class AlertGroupTests
{
    [Fact]
    public async Task Groups_count_what_the_list_gives_for_everybody_and_every_filter()
    {
        await using var app = await StartWithDemoAsync();
        foreach (var (tenant, role) in new[] { ("NL", "Desk"), ("IT", "Lead"), ("EC", "Coordinator"), ("GSC", "Secretariat") })
        {
            var reader = await app.SignInAsync(tenant, role);
            using var http = await app.RawAsync(tenant, role);
            foreach (var filter in new[]
            {
                new AlertFilter(), new AlertFilter { Scope = "visible" }, new AlertFilter { Level = "High" }, new AlertFilter { Ring = 2 },
                new AlertFilter { Country = "TN" }, new AlertFilter { Family = "labour" }, new AlertFilter { Status = "Open", Country = "TN", Family = "supply" }
            })
            {
                await ShouldAgreeAsync(reader, filter);
            }

            (await http.ItemsAsync<AlertGroupView>("alerts/groups?kind=warnings&standing=true")).ShouldAllBe(g => !g.Levels.ContainsKey("Opportunity"));
        }

        async Task ShouldAgreeAsync(TeamEuropeClient reader, AlertFilter filter)
        {
            var groups = (await reader.ListAlertGroupsAsync(filter, limit: 200)).Items;
            groups.Select(g => (g.Country, g.Family)).ShouldBeUnique();
            foreach (var group in groups.Where((_, at) => at % 5 == 0 || groups.Count < 12))
            {
                var alerts = await reader.AllAlertsAsync(filter with { Country = group.Country ?? "none", Family = group.Family ?? "none" }, 200).ToListAsync();
                group.Count.ShouldBe(alerts.Count, $"{group}");
                group.Levels.ShouldBe(alerts.GroupBy(a => a.Level).ToDictionary(l => l.Key, l => l.Count()), ignoreOrder: true);
                group.ChangedAt.ShouldBe(alerts.Max(a => a.ChangedAt));
                group.Level.ShouldBe(new[] { "Critical", "High", "Medium", "Low", "Opportunity" }.First(group.Levels.ContainsKey));
            }

            var listed = await reader.AllAlertsAsync(filter, 200).ToListAsync();
            var countries = groups.Select(g => g.Country).OfType<string>().ToHashSet();
            (listed.Count == 0).ShouldBe(groups.Count == 0);
            if (filter is { Country: null, Ring: null })
            {
                countries.ShouldBe(listed.SelectMany(a => a.Countries).ToHashSet(), ignoreOrder: true);
            }
        }
    }

    [Fact]
    public async Task Groups_come_gravest_first_page_by_page()
    {
        await using var app = await StartWithDemoAsync();
        using var http = await app.RawAsync("EC", "Coordinator");
        var whole = await http.ItemsAsync<AlertGroupView>("alerts/groups?limit=200");
        whole.Count.ShouldBeGreaterThan(10);
        (await http.AllPagesAsync<AlertGroupView>("alerts/groups?limit=7")).Select(g => (g.Country, g.Family)).ShouldBe(whole.Select(g => (g.Country, g.Family)));
        var levels = new List<string> { "Critical", "High", "Medium", "Low", "Opportunity" };
        whole.Select(g => levels.IndexOf(g.Level)).ShouldBe(whole.Select(g => levels.IndexOf(g.Level)).Order());
        await http.RefusedAsync(HttpMethod.Get, "alerts/groups?family=peace&after=soon&limit=0", null, 400, "invalid");
        await http.RefusedAsync(HttpMethod.Get, "alerts?family=peace", null, 400, "invalid");
    }

    [Fact]
    public async Task A_hidden_initiative_gives_no_group_its_country_and_family_away()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, es, fr) = (await app.SignInAsync("NL"), await app.SignInAsync("ES"), await app.SignInAsync("FR"));
        var ec = await app.SignInAsync("EC", "Coordinator");
        await nl.RegisterAsync(Bodies.Vessels("TN"));
        await es.RegisterAsync(Body("Owner", ["TN", "LY"], "coastguard-support", "seasonal-labour"));
        await fr.RegisterAsync(Body("Owner", ["LY"], "seasonal-labour"));
        await nl.EvaluatedAsync();

        // The blind item is found by the reader's own instrument and by the country that both reach.
        var blind = (await nl.ListAlertsAsync(new AlertFilter { Rule = "collision" })).Items.ShouldHaveSingleItem();
        var own = await GroupsAsync(nl, "collision");
        own.ShouldBe([("TN", "supply")]);
        (await nl.ListAlertsAsync(new AlertFilter { Family = "supply", Rule = "collision" })).Items.ShouldHaveSingleItem().Id.ShouldBe(blind.Id);
        (await GroupsAsync(nl, null)).ShouldAllBe(g => g.Country == "TN" && g.Family != "labour");
        foreach (var hidden in new[] { new AlertFilter { Family = "labour" }, new AlertFilter { Country = "LY" } })
        {
            (await nl.ListAlertsAsync(hidden)).Items.ShouldBeEmpty();
            (await nl.ListAlertGroupsAsync(hidden)).Items.ShouldBeEmpty();
        }

        // Who sees neither side gets the country alone.
        var unseen = await GroupsAsync(ec, "collision");
        unseen.ShouldContain(("LY", (string?)null));
        unseen.ShouldNotContain(g => g.Country == "LY" && g.Family != null);
        unseen.ShouldContain(("TN", (string?)"supply"));

        // Somebody who is concerned by none of it has none.
        (await GroupsAsync(await app.SignInAsync("PT"), null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spillover_is_counted_by_its_cause_and_not_by_what_it_may_affect()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, es) = (await app.SignInAsync("NL"), await app.SignInAsync("ES"));
        await nl.RegisterAsync(Bodies.Vessels("TN"));
        await es.RegisterAsync(Body("Owner", ["LY"], "resettlement"));
        await nl.EvaluatedAsync();
        var cause = (await nl.ListAlertsAsync(new AlertFilter { Rule = "spillover" })).Items.ShouldHaveSingleItem();
        cause.Evidence.ShouldBeEmpty("the one affected is hidden");
        (await GroupsAsync(nl, "spillover")).ShouldBe([("TN", "supply")]);
        (await nl.ListAlertsAsync(new AlertFilter { Family = "resettlement" })).Items.ShouldBeEmpty();
        (await GroupsAsync(es, "spillover")).ShouldBe([("TN", "supply")], "for all its readers alike");
    }

    [Fact]
    public async Task Alerts_kept_before_there_were_groups_find_theirs_by_the_full_evaluation()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("GH"));
        var other = await it.RegisteredAsync(Bodies.Labour("GH"));
        await nl.EvaluatedAsync();
        var before = await nl.AlertOfAsync(other.Id);
        await app.InDatabaseAsync(async db =>
        {
            await db.Alerts.ExecuteUpdateAsync(u => u.SetProperty(a => a.Grouping, (long?)null));
            await db.AlertGroupings.ExecuteDeleteAsync();
            db.RegisterEvents.Add(new RegisterEvent { Kind = RegisterEventKind.RulesChanged, By = "system", At = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync(CancellationToken.None);
        });
        await nl.EvaluatedAsync();
        (await GroupsAsync(nl, "labour-competition")).ShouldBe([("GH", "labour")]);
        var after = await nl.AlertOfAsync(other.Id);
        (after.Id, after.ChangedAt).ShouldBe((before.Id, before.ChangedAt), "finding its group is no change to an alert");
    }

    private static InitiativeBody Body(string visibility, string[] partners, params string[] instruments) => new()
    {
        Title = "Quiet", Partners = partners, Stage = "Exploratory", Visibility = visibility,
        Measures = [.. instruments.Select(i => new MeasureBody { Instrument = i, Direction = "Offer" })]
    };

    /// <summary>Ready says that it serves, not that the demo register is evaluated.</summary>
    private static async Task<TestApp> StartWithDemoAsync()
    {
        var app = await TestApp.StartAsync(demo: true);
        await (await app.SignInAsync("NL")).EvaluatedAsync();
        return app;
    }

    private static async Task<IReadOnlyList<(string? Country, string? Family)>> GroupsAsync(TeamEuropeClient reader, string? rule) =>
        [.. (await reader.ListAlertGroupsAsync(new AlertFilter { Rule = rule }, limit: 200)).Items.Select(g => (g.Country, g.Family))];
}

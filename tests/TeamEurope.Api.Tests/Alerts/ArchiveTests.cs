using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Jobs;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Alerts;

/// <summary>Alerts cleared long ago stand aside: out of every list, and still there for whoever asks.</summary>
public class ArchiveTests
{
    [Fact]
    public async Task What_was_cleared_long_ago_is_left_out_until_asked_for_and_comes_back_with_the_same_id()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock, settings: new Dictionary<string, string> { ["Retention:ClearedAlerts"] = "30" });
        var (nl, it) = await SignedInAsync(app);
        var mine = await nl.RegisteredAsync(Bodies.Labour("GH"));
        await it.RegisterAsync(Bodies.Labour("GH"));
        await it.RegisterAsync(Bodies.Labour("GH", visibility: "Owner"));
        await nl.RegisterAsync(Bodies.Labour("SN"));
        await it.RegisterAsync(Bodies.Labour("SN"));
        await nl.EvaluatedAsync();
        var (alert, all) = (await nl.AlertOfAsync(mine.Id), await IdsAsync(nl));
        await SetStageAsync(nl, mine.Id, "Paused");

        await RetainAsync(29);
        (nl, it) = await SignedInAsync(app);
        (await IdsAsync(nl)).ShouldBe(all, ignoreOrder: true, "not yet");
        await RetainAsync(31);
        (nl, it) = await SignedInAsync(app);
        var left = await IdsAsync(nl);
        left.ShouldNotContain(alert.Id);
        left.Count.ShouldBeGreaterThan(0, "what stands stays");
        left.Count.ShouldBeLessThan(all.Count - 1, "blind items are set aside too");
        (await IdsAsync(nl, new AlertFilter { Archived = true })).ShouldBe(all, ignoreOrder: true);
        (await IdsAsync(nl, new AlertFilter { Status = "Cleared" })).ShouldBeEmpty();
        (await nl.ListAlertGroupsAsync()).Items.ShouldNotContain(g => g.Country == "GH" && g.Family == "labour");
        (await nl.ListAlertGroupsAsync(new AlertFilter { Archived = true })).Items.ShouldContain(g => g.Country == "GH" && g.Family == "labour");
        using (var http = await app.RawAsync("NL"))
        {
            (await http.AskAsync<CountView>("alerts/count")).Count.ShouldBe(left.Count);
            (await http.AskAsync<CountView>("alerts/count?archived=true")).Count.ShouldBe(all.Count);
        }

        var aside = await nl.GetAlertAsync(alert.Id);
        (aside.Status, aside.ArchivedAt, aside.ChangedAt).ShouldBe(("Cleared", clock.GetUtcNow(), JobActs.Noon));
        (await nl.ListHistoryAsync(alert.Id)).Items.Select(e => e.What).ShouldBe(["Opened", "Cleared"], ignoreOrder: true);

        await SetStageAsync(nl, mine.Id, "Exploratory");
        var back = await nl.GetAlertAsync(alert.Id);
        (back.Status, back.ArchivedAt).ShouldBe(("Open", null));
        (await IdsAsync(nl)).ShouldBe(all, ignoreOrder: true);
        (await nl.ListHistoryAsync(alert.Id)).Items.Select(e => e.What).ShouldBe(["Opened", "Cleared", "Reopened"], ignoreOrder: true);

        async Task RetainAsync(int days)
        {
            clock.SetUtcNow(JobActs.Noon.AddDays(days));
            (await app.RunJobAsync("retention")).Note!.ShouldEndWith(days < 30 ? " 0 alerts set aside" : " alerts set aside");
        }
    }

    private static async Task<(TeamEuropeClient Nl, TeamEuropeClient It)> SignedInAsync(TestApp app) => (await app.SignInAsync("NL"), await app.SignInAsync("IT"));

    private static async Task SetStageAsync(TeamEuropeClient client, Guid initiative, string stage)
    {
        await client.ChangeStageAsync(initiative, new StageRequest(stage, Reason: "As it is", Unread: true));
        await client.EvaluatedAsync();
    }

    private static async Task<List<Guid>> IdsAsync(TeamEuropeClient client, AlertFilter? filter = null) =>
        [.. (await client.AllAlertsAsync(filter, 200).ToListAsync()).Select(a => a.Id)];
}

using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Notifications;

/// <summary>News that says again, within a minute, what was said of an alert takes the older one's place.</summary>
public sealed class FoldingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Noon);
    private TestApp app = null!;
    private TeamEuropeClient nl = null!;
    private TeamEuropeClient it = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartAsync(clock: clock);
        (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Opened_cleared_and_opened_again_leaves_the_last_of_each_in_order()
    {
        var mine = await CompeteAsync("GH");
        await SetStageAsync(mine, "Paused");
        await SetStageAsync(mine, "Exploratory");
        var news = await it.NewsAsync();
        news.Select(n => n.Kind).ShouldBe(["AlertCleared", "AlertOpened"]);
        news.Select(n => n.AlertId).Distinct().ShouldHaveSingleItem();
        news.Select(n => n.Cursor).ShouldBe(news.Select(n => n.Cursor).Order());

        await SetStageAsync(mine, "Paused");
        var again = await it.NewsAsync();
        again.Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertCleared"]);
        again[0].Cursor.ShouldBe(news[1].Cursor, "what is not said again stays where it is");
        (await it.NewsAsync(news[1].Cursor)).ShouldHaveSingleItem().Cursor.ShouldBe(again[1].Cursor, "whoever asks by cursor gets what is new");
    }

    [Fact]
    public async Task Raised_three_times_leaves_the_last_and_what_lies_more_than_a_minute_apart_stays()
    {
        var mine = await CompeteAsync("SN");
        async Task RaiseAsync(string occupation, string stage) => await ReplaceAsync(mine, Bodies.Labour("SN", occupation: occupation) with { Stage = stage });
        var (low, high) = ("63", "92");
        await ReplaceAsync(mine, Bodies.Labour("SN", occupation: low));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await RaiseAsync(high, "Exploratory");
            await RaiseAsync(low, "Exploratory");
        }

        var news = await it.NewsAsync();
        news.Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertRaised"]);
        clock.Advance(TimeSpan.FromSeconds(59));
        await RaiseAsync(high, "Exploratory");
        (await it.NewsAsync()).Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertRaised"]);
        await RaiseAsync(low, "Exploratory");
        clock.Advance(TimeSpan.FromSeconds(60));
        await RaiseAsync(high, "Exploratory");
        (await it.NewsAsync()).Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertRaised", "AlertRaised"]);
    }

    [Fact]
    public async Task Only_the_same_recipient_is_told_less_and_comments_are_not_folded()
    {
        var mine = await CompeteAsync("KE");
        var daily = await SubscribedAsync("daily", "Daily");
        await SetStageAsync(mine, "Paused");
        await SetStageAsync(mine, "Exploratory");

        // Who came later was not told the first time; what is kept quietly folds like all else.
        var live = await SubscribedAsync("live", null);
        await SetStageAsync(mine, "Paused");
        (await daily.NewsAsync()).Select(n => (n.Kind, n.Quiet)).ShouldBe([("AlertOpened", true), ("AlertCleared", true)]);
        (await live.NewsAsync()).Select(n => (n.Kind, n.Quiet)).ShouldBe([("AlertCleared", false)]);
        (await it.NewsAsync()).Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertCleared"]);
        await SetStageAsync(mine, "Exploratory");

        var alert = (await nl.AlertOfAsync(mine)).Id;
        var before = (await it.NewsAsync()).Count;
        await nl.CommentAsync(alert, "One");
        await nl.CommentAsync(alert, "Two");
        (await it.NewsAsync()).Count.ShouldBe(before + 2);
    }

    [Fact]
    public async Task Nothing_is_folded_where_folding_is_off()
    {
        await using var off = await TestApp.StartAsync(clock: clock, settings: new Dictionary<string, string> { ["Live:FoldSeconds"] = "0" });
        (nl, it) = (await off.SignInAsync("NL"), await off.SignInAsync("IT"));
        var mine = await CompeteAsync("TZ");
        await SetStageAsync(mine, "Paused");
        await SetStageAsync(mine, "Exploratory");
        (await it.NewsAsync()).Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertCleared", "AlertOpened"]);
    }

    private async Task<TeamEuropeClient> SubscribedAsync(string user, string? delivery)
    {
        var client = await app.SignInAsync("FR", user: user);
        await client.SubscribeAsync(new SubscriptionRequest("KE", null, null, null, null, delivery));
        return client;
    }

    private async Task<Guid> CompeteAsync(string country)
    {
        var mine = await nl.RegisteredAsync(Bodies.Labour(country, occupation: "92"));
        await it.RegisterAsync(Bodies.Labour(country, occupation: "92"));
        await nl.EvaluatedAsync();
        return mine.Id;
    }

    private async Task SetStageAsync(Guid initiative, string stage)
    {
        await nl.ChangeStageAsync(initiative, new StageRequest(stage, Reason: "Flapping", Unread: true));
        await nl.EvaluatedAsync();
    }

    private async Task ReplaceAsync(Guid initiative, InitiativeBody body)
    {
        var known = await nl.GetInitiativeAsync(initiative);
        await nl.ReplaceAsync(initiative, body with { Stage = null }, known.ETag);
        await nl.EvaluatedAsync();
    }
}

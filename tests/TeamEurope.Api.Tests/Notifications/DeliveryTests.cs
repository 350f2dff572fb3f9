using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Notifications;

public class DeliveryTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Daily_is_kept_but_not_pushed_and_off_is_neither_and_the_loudest_counts()
    {
        var live = await SubscriberAsync("live", ("GH", null), ("GH", "Off"));
        var daily = await SubscriberAsync("daily", ("GH", "Daily"), ("GH", "Off"));
        var off = await SubscriberAsync("off", ("GH", "Off"));
        var connected = new TaskCompletionSource();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var heard = Listen(daily, connected).ListenAsync(0, patience.Token).GetAsyncEnumerator(patience.Token);
        var first = heard.MoveNextAsync();
        await connected.Task.WaitAsync(patience.Token);

        await CompeteAsync("GH");
        (await live.NewsAsync()).ShouldHaveSingleItem().Quiet.ShouldBeFalse();
        (await daily.NewsAsync()).ShouldHaveSingleItem().Quiet.ShouldBeTrue();
        (await off.NewsAsync()).ShouldBeEmpty();
        (await off.ListAlertsAsync()).Items.ShouldNotBeEmpty("who wants no news may still look");

        // The next news is pushed: it is the first that the listener hears, and the quiet one before it stays unheard.
        await daily.SubscribeAsync(new SubscriptionRequest("SN", null, null, null, null));
        await CompeteAsync("SN");
        (await first).ShouldBeTrue();
        heard.Current.Countries.ShouldBe(["SN"]);
        (await daily.NewsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_subscription_is_changed_by_whose_it_is()
    {
        using var own = await fixture.App.RawAsync("ES", user: "garcia");
        using var colleague = await fixture.App.RawAsync("ES", user: "lopez");
        var made = await own.SendAsync<SubscriptionView>(HttpMethod.Post, "subscriptions", new SubscriptionRequest("KE", null, null, null, "High"));
        made.Delivery.ShouldBe("Live");
        var changed = await own.SendAsync<SubscriptionView>(HttpMethod.Put, $"subscriptions/{made.Id}", new SubscriptionRequest("UG", null, null, null, null, "Daily"));
        (changed.Id, changed.Country, changed.Level, changed.Delivery).ShouldBe((made.Id, "UG", null, "Daily"));
        (await own.ItemsAsync<SubscriptionView>("subscriptions")).ShouldHaveSingleItem().ShouldBe(changed);
        await colleague.RefusedAsync(HttpMethod.Put, $"subscriptions/{made.Id}", new SubscriptionRequest(null, null, null, null, null), 404, "not-found");
        await own.RefusedAsync(HttpMethod.Put, $"subscriptions/{made.Id}", new SubscriptionRequest("QQ", null, null, null, null, "Hourly"), 400, "invalid");
        (await own.ItemsAsync<SubscriptionView>("subscriptions")).ShouldHaveSingleItem().ShouldBe(changed);
    }

    [Fact]
    public async Task The_newest_news_comes_first_page_by_page_and_is_narrowed_by_kind_and_by_what_is_unread()
    {
        var (nl, _, alert) = await CompeteAsync("NG");
        for (var i = 0; i < 4; i++)
        {
            await nl.CommentAsync(alert, $"Comment {i}");
        }

        using var it = await fixture.App.RawAsync("IT");
        var all = await it.AllPagesAsync<NotificationView>("notifications/latest?limit=2", "before");
        all.Count.ShouldBeGreaterThanOrEqualTo(5);
        all.Select(n => n.Cursor).ShouldBe(all.Select(n => n.Cursor).Distinct().OrderDescending());
        all[0].Text.ShouldContain("Comment 3");
        var comments = await it.ItemsAsync<NotificationView>("notifications/latest?kind=Comment");
        comments.Count.ShouldBe(4);
        (await it.AskAsync<CountView>("notifications/unread")).Count.ShouldBe(all.Count);
        await it.TrySendAsync(HttpMethod.Post, "notifications/read", new ReadRequest(comments[1].Cursor));
        (await it.AskAsync<CountView>("notifications/unread")).Count.ShouldBe(1);
        (await it.ItemsAsync<NotificationView>("notifications/latest?unread=true")).ShouldHaveSingleItem().Cursor.ShouldBe(comments[0].Cursor);
        await it.RefusedAsync(HttpMethod.Get, "notifications/latest?kind=Gossip", null, 400, "invalid");
        using var fr = await fixture.App.RawAsync("FR", user: "nobody");
        (await fr.ItemsAsync<NotificationView>("notifications/latest")).ShouldBeEmpty();
        (await fr.AskAsync<CountView>("notifications/unread")).Count.ShouldBe(0);
    }

    private async Task<TeamEuropeClient> SubscriberAsync(string user, params (string Country, string? Delivery)[] subscriptions)
    {
        var client = await fixture.App.SignInAsync("FR", user: user);
        foreach (var (country, delivery) in subscriptions)
        {
            await client.SubscribeAsync(new SubscriptionRequest(country, null, null, null, null, delivery));
        }

        return client;
    }

    private LiveNews Listen(TeamEuropeClient client, TaskCompletionSource connected) => new(client, new LiveNewsOptions
    {
        WebSocketFactory = (uri, ct) => fixture.App.Server.CreateWebSocketClient().ConnectAsync(uri, ct),
        OnConnected = () => connected.TrySetResult()
    });

    private async Task<(TeamEuropeClient Nl, TeamEuropeClient It, Guid Alert)> CompeteAsync(string country)
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour(country));
        await it.RegisterAsync(Bodies.Labour(country));
        await nl.EvaluatedAsync();
        return (nl, it, (await nl.AlertOfAsync(mine.Id)).Id);
    }
}

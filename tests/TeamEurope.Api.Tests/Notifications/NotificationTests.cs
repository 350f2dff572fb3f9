using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Notifications;

public class NotificationTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Each_recipient_has_one_notification_of_each_event()
    {
        var (nl, it, mine, alert) = await CompeteAsync("GH");
        await fixture.App.SignInAsync("NL", "Coordinator");
        var (ec, fr) = (await fixture.App.SignInAsync("EC", "Coordinator"), await fixture.App.SignInAsync("FR"));
        foreach (var reader in new[] { nl, it, ec })
        {
            var news = (await reader.NewsAsync()).Where(n => n.AlertId == alert.Id).ShouldHaveSingleItem();
            (news.Kind, news.Level, string.Join(' ', news.Countries), news.Read).ShouldBe(("AlertOpened", "High", "GH", false));
        }

        (await fr.NewsAsync()).ShouldNotContain(n => n.AlertId == alert.Id);
        await nl.ChangeStageAsync(mine, new StageRequest("Ended", Reason: "Over"));
        await nl.EvaluatedAsync();
        (await it.NewsAsync()).Where(n => n.AlertId == alert.Id).Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertCleared"]);
    }

    [Fact]
    public async Task A_subscriber_who_may_see_all_hears_of_it_and_the_one_who_may_not_does_not()
    {
        var fr = await fixture.App.SignInAsync("FR", user: "subscriber");
        var colleague = await fixture.App.SignInAsync("FR", user: "colleague");
        var subscription = await fr.SubscribeAsync(new SubscriptionRequest("NG", null, null, null, null));
        var (_, _, _, alert) = await CompeteAsync("NG");
        (await fr.NewsAsync()).ShouldHaveSingleItem().AlertId.ShouldBe(alert.Id);
        (await colleague.NewsAsync()).ShouldBeEmpty();
        (await fr.ListAlertsAsync()).Items.ShouldHaveSingleItem().Id.ShouldBe(alert.Id);
        await colleague.UnsubscribeAsync(subscription.Id).RefusedAsync(404, "not-found");
        var es = await fixture.App.SignInAsync("ES");
        await es.RegisterAsync(Bodies.Labour("NG", visibility: "Owner"));
        await es.EvaluatedAsync();
        (await fr.NewsAsync()).Count.ShouldBe(1);
        await fr.UnsubscribeAsync(subscription.Id);
        (await fr.ListAlertsAsync()).Items.ShouldBeEmpty();
        (await fr.SubscribeAsync(new SubscriptionRequest("QQ", 9, "peace", "no-rule", "Huge")).RefusedAsync(400, "invalid")).Errors.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Catching_up_by_cursor_gives_each_once_in_order_and_reading_marks_them()
    {
        var (nl, it, _, alert) = await CompeteAsync("KE");
        for (var i = 0; i < 7; i++)
        {
            await nl.CommentAsync(alert.Id, $"Comment {i}");
        }

        var all = (await it.NewsAsync()).Where(n => n.AlertId == alert.Id).ToList();
        var pages = new List<NotificationView>();
        var after = all[0].Cursor - 1;
        while ((await it.ListNotificationsAsync(after, 2)) is { Items.Count: > 0 } page)
        {
            page.Items.Count.ShouldBeLessThanOrEqualTo(2);
            pages.AddRange(page.Items);
            after = page.Items[^1].Cursor;
            (page.Next is null).ShouldBe((await it.ListNotificationsAsync(after, 1)).Items.Count == 0);
        }

        pages.Select(p => p.Cursor).ShouldBe(pages.Select(p => p.Cursor).Distinct().Order());
        pages.Where(n => n.AlertId == alert.Id).Select(n => n.Cursor).ShouldBe(all.Select(n => n.Cursor));
        await it.MarkReadAsync(all[3].Cursor);
        await it.MarkReadAsync(all[1].Cursor);
        var marked = (await it.NewsAsync()).Where(n => n.AlertId == alert.Id).ToList();
        marked.Select(n => n.Read).ShouldBe(marked.Select(n => n.Cursor <= all[3].Cursor));
        (await (await fixture.App.SignInAsync("IT", user: "colleague")).NewsAsync()).ShouldAllBe(n => !n.Read);
        await it.MarkReadAsync(-1).RefusedAsync(400, "invalid");
    }

    [Fact]
    public async Task News_is_pushed_to_the_other_owner_and_a_listener_that_comes_back_catches_up()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var start = (await it.NewsAsync()).LastOrDefault()?.Cursor ?? 0;
        var connected = new TaskCompletionSource();
        var live = new LiveNews(it, new LiveNewsOptions
        {
            WebSocketFactory = (uri, ct) => fixture.App.Server.CreateWebSocketClient().ConnectAsync(uri, ct),
            OnConnected = () => connected.TrySetResult()
        });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var news = live.ListenAsync(start, patience.Token).GetAsyncEnumerator(patience.Token);
        var first = news.MoveNextAsync();
        await connected.Task.WaitAsync(patience.Token);

        var mine = await nl.RegisteredAsync(Bodies.Labour("TZ"));
        await it.RegisterAsync(Bodies.Labour("TZ"));
        (await first).ShouldBeTrue();
        (news.Current.Kind, string.Join(' ', news.Current.Countries)).ShouldBe(("AlertOpened", "TZ"));
        var (seen, alert) = (news.Current.Cursor, news.Current.AlertId!.Value);
        await news.DisposeAsync();

        await nl.CommentAsync(alert, "While you were away");
        await nl.CommentAsync(alert, "And again");
        await using var again = fixture.App.Listen(it).ListenAsync(seen, patience.Token).GetAsyncEnumerator(patience.Token);
        foreach (var text in new[] { "While you were away", "And again" })
        {
            (await again.MoveNextAsync()).ShouldBeTrue();
            again.Current.Text.ShouldContain(text);
        }

        await nl.CommentAsync(alert, "Live now");
        (await again.MoveNextAsync()).ShouldBeTrue();
        again.Current.Text.ShouldContain("Live now");
        mine.Stage.ShouldBe("Exploratory");
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        using var http = fixture.App.Http();
        var answer = await http.PostAsync(new Uri("hubs/notifications/negotiate?negotiateVersion=1", UriKind.Relative), null);
        await answer.ProblemAsync(401, "not-signed-in");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var nobody = new TeamEuropeClient(http, "");
        await using var news = fixture.App.Listen(nobody).ListenAsync(0, patience.Token).GetAsyncEnumerator(patience.Token);
        await news.MoveNextAsync().AsTask().RefusedAsync(401, "not-signed-in");
    }

    private async Task<(TeamEuropeClient Nl, TeamEuropeClient It, Guid Mine, AlertView Alert)> CompeteAsync(string country)
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour(country));
        await it.RegisterAsync(Bodies.Labour(country));
        await nl.EvaluatedAsync();
        return (nl, it, mine.Id, await nl.AlertOfAsync(mine.Id));
    }
}

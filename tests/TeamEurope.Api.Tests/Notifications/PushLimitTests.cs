using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Notifications;

/// <summary>What is pushed over a real connection to the hub: at once, held, or left out and told of.</summary>
public sealed class PushLimitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Noon);

    [Fact]
    public async Task What_takes_anothers_place_is_held_for_a_minute_and_then_the_last_of_it_is_pushed()
    {
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await using var pushes = await PushListener.ConnectAsync(app, "IT");
        var mine = await nl.RegisteredAsync(Bodies.Labour("GH"));
        await it.RegisterAsync(Bodies.Labour("GH"));
        await nl.EvaluatedAsync();
        (await pushes.NextAsync()).Kind.ShouldBe("AlertOpened");

        clock.Advance(TimeSpan.FromSeconds(10));
        foreach (var stage in new[] { "Paused", "Exploratory", "Paused", "Exploratory" })
        {
            // Nothing counts as pending though most of it is held.
            await nl.ChangeStageAsync(mine.Id, new StageRequest(stage, Reason: "Flapping", Unread: true));
            await nl.EvaluatedAsync();
        }

        (await pushes.NextAsync()).Kind.ShouldBe("AlertCleared", "the first of its kind goes at once");
        await pushes.ShouldStayQuietAsync();
        var kept = await it.NewsAsync();
        kept.Select(n => n.Kind).ShouldBe(["AlertCleared", "AlertOpened"]);

        // A minute after the first opening was pushed the last one is due, and the clearing before it goes first: pushes are in order.
        clock.Advance(TimeSpan.FromSeconds(50));
        (await pushes.NextAsync()).Cursor.ShouldBe(kept[0].Cursor);
        (await pushes.NextAsync()).Cursor.ShouldBe(kept[1].Cursor);
        clock.Advance(TimeSpan.FromMinutes(5));
        await pushes.ShouldStayQuietAsync();
    }

    [Fact]
    public async Task What_was_held_and_is_hidden_meanwhile_is_pushed_as_it_may_be_read_now()
    {
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("GH"));
        var theirs = (await it.RegisterAsync(Bodies.Labour("GH"))).Value;
        await it.EvaluatedAsync();
        foreach (var stage in new[] { "Paused", "Exploratory" })
        {
            await it.ChangeStageAsync(theirs.Id, new StageRequest(stage, Reason: "Flapping", Unread: true));
            await it.EvaluatedAsync();
        }

        await using var pushes = await PushListener.ConnectAsync(app, "NL");
        await it.ReplaceAsync(theirs.Id, Bodies.Labour("GH") with { Stage = null, Visibility = "Owner" }, (await it.GetInitiativeAsync(theirs.Id)).ETag);
        await it.EvaluatedAsync();
        var heard = await pushes.TakeAsync(2);
        heard.Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertOpened"], "the one that was held, and the blind item");
        heard.ShouldAllBe(n => !n.Text.Contains(theirs.Reference));
    }

    [Fact]
    public async Task A_later_push_to_the_same_tenant_takes_along_what_was_held_before_it()
    {
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await using var pushes = await PushListener.ConnectAsync(app, "IT");
        var mine = await nl.RegisteredAsync(Bodies.Labour("GH"));
        await it.RegisterAsync(Bodies.Labour("GH"));
        await nl.EvaluatedAsync();
        foreach (var stage in new[] { "Paused", "Exploratory" })
        {
            await nl.ChangeStageAsync(mine.Id, new StageRequest(stage, Reason: "Flapping", Unread: true));
            await nl.EvaluatedAsync();
        }

        await nl.CommentAsync((await nl.AlertOfAsync(mine.Id)).Id, "Sorry");
        var heard = await pushes.TakeAsync(4);
        heard.Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertCleared", "AlertOpened", "Comment"]);
        heard.Select(n => n.Cursor).ShouldBe(heard.Select(n => n.Cursor).Order());
    }

    [Fact]
    public async Task A_list_gets_so_many_pushes_a_minute_and_is_told_how_many_more_there_were()
    {
        await using var app = await TestApp.StartAsync(clock: clock, settings: Limit(3));
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var alert = await CompeteAsync(nl, it);
        await using var pushes = await PushListener.ConnectAsync(app, "IT");
        await using var other = await PushListener.ConnectAsync(app, "NL");
        clock.Advance(TimeSpan.FromMinutes(1));
        await CommentAsync(nl, alert, 6);

        var heard = await pushes.TakeAsync(3);
        heard.ShouldAllBe(n => n.Kind == "Comment" && n.Count == null);
        await pushes.ShouldStayQuietAsync();
        (await other.TakeAsync(3)).ShouldAllBe(n => n.Kind == "Comment");

        clock.Advance(TimeSpan.FromSeconds(10));
        var more = await pushes.NextAsync();
        (more.Kind, more.Count, more.Text, more.Cursor, more.AlertId).ShouldBe(("More", 3, "and 3 more", heard[^1].Cursor, null));
        (await it.NewsAsync(more.Cursor)).Count.ShouldBe(3, "what was left out comes after the cursor");

        // Nothing new, nothing to tell; one more within the minute is told of alone.
        clock.Advance(TimeSpan.FromSeconds(10));
        await pushes.ShouldStayQuietAsync();
        await CommentAsync(nl, alert, 1);
        await pushes.ShouldStayQuietAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        more = await pushes.NextAsync();
        (more.Count, more.Text, more.Cursor).ShouldBe((1, "and 1 more", heard[^1].Cursor));

        clock.Advance(TimeSpan.FromSeconds(30));
        await CommentAsync(nl, alert, 1);
        (await pushes.NextAsync()).Kind.ShouldBe("Comment", "the minute is over");
    }

    [Fact]
    public async Task A_client_hears_everything_once_and_in_order_though_most_of_it_was_left_out()
    {
        await using var app = await TestApp.StartAsync(clock: clock, settings: Limit(2));
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var alert = await CompeteAsync(nl, it);
        var start = (await it.NewsAsync())[^1].Cursor;
        var connected = new TaskCompletionSource();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var live = new LiveNews(it, new LiveNewsOptions
        {
            WebSocketFactory = (uri, ct) => app.Server.CreateWebSocketClient().ConnectAsync(uri, ct),
            OnConnected = () => connected.TrySetResult()
        });
        await using var news = live.ListenAsync(start, patience.Token).GetAsyncEnumerator(patience.Token);
        var next = news.MoveNextAsync();
        await connected.Task.WaitAsync(patience.Token);
        clock.Advance(TimeSpan.FromMinutes(1));
        await CommentAsync(nl, alert, 9);
        clock.Advance(TimeSpan.FromSeconds(10));

        var heard = new List<NotificationView>();
        for (var i = 0; i < 9; i++)
        {
            (await next).ShouldBeTrue();
            heard.Add(news.Current);
            next = news.MoveNextAsync();
        }

        heard.Select(n => n.Cursor).ShouldBe((await it.NewsAsync(start)).Select(n => n.Cursor));
        heard.ShouldAllBe(n => n.Kind == "Comment");
        next.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    private static Dictionary<string, string> Limit(int pushes) => new() { ["Live:PushesPerMinute"] = $"{pushes}" };

    private static async Task<Guid> CompeteAsync(TeamEuropeClient nl, TeamEuropeClient it)
    {
        var mine = await nl.RegisteredAsync(Bodies.Labour("SN"));
        await it.RegisterAsync(Bodies.Labour("SN"));
        await nl.EvaluatedAsync();
        return (await nl.AlertOfAsync(mine.Id)).Id;
    }

    private static async Task CommentAsync(TeamEuropeClient client, Guid alert, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await client.CommentAsync(alert, $"Comment {i}");
        }

        await client.EvaluatedAsync();
    }
}

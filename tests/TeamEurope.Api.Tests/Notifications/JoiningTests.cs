using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using Xunit;

namespace TeamEurope.Api.Tests.Notifications;

/// <summary>A client counts itself connected before the hub has put it into its groups: on a busy machine, long before.</summary>
public class JoiningTests
{
    [Fact]
    public async Task What_is_pushed_between_connecting_and_joining_is_heard_once()
    {
        var slow = new SlowJoin();
        await using var app = await slow.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("TZ"));
        await it.RegisterAsync(Bodies.Labour("TZ"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(mine.Id);
        await it.WaitUntilEvaluatedAsync(TimeSpan.FromSeconds(30), alsoNotified: true);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var connected = new TaskCompletionSource();
        var live = new LiveNews(it, new LiveNewsOptions
        {
            WebSocketFactory = (uri, ct) => app.Server.CreateWebSocketClient().ConnectAsync(uri, ct),
            OnConnected = () => connected.TrySetResult()
        });
        var start = (await it.NewsAsync())[^1].Cursor;
        await using var news = live.ListenAsync(start, patience.Token).GetAsyncEnumerator(patience.Token);
        var first = news.MoveNextAsync();
        await connected.Task.WaitAsync(patience.Token);
        await nl.CommentAsync(alert.Id, "In between");
        await it.WaitUntilEvaluatedAsync(TimeSpan.FromSeconds(30), alsoNotified: true);
        slow.LetIn();

        (await first).ShouldBeTrue();
        news.Current.Text.ShouldContain("In between");
        await nl.CommentAsync(alert.Id, "Afterwards");
        (await news.MoveNextAsync()).ShouldBeTrue();
        news.Current.Text.ShouldContain("Afterwards");
    }
}

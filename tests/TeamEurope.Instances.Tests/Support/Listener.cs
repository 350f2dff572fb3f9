using TeamEurope.Client;
using TeamEurope.Contracts;

namespace TeamEurope.Instances.Tests.Support;

/// <summary>A client that listens through the balancer and comes back by itself, whatever happens behind it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<NotificationView> heard = [];
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task listening;

    public Listener(TeamEuropeClient client)
    {
        var news = new LiveNews(client, new LiveNewsOptions
        {
            FirstPause = TimeSpan.FromMilliseconds(200),
            LongestPause = TimeSpan.FromSeconds(1),
            ServerTimeout = TimeSpan.FromSeconds(20),
            OnConnected = () => connected.TrySetResult()
        });
        listening = ListenAsync(news);
    }

    /// <summary>Completes at the first connection.</summary>
    public Task Connected => connected.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public IReadOnlyList<NotificationView> Heard
    {
        get
        {
            lock (heard)
            {
                return [.. heard];
            }
        }
    }

    public async Task WaitForAsync(Func<IReadOnlyList<NotificationView>, bool> isEnough, TimeSpan patience)
    {
        for (var deadline = DateTime.UtcNow + patience; !isEnough(Heard); await Task.Delay(5))
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"Only {Heard.Count} news were heard.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        stop.Dispose();
    }

    private async Task ListenAsync(LiveNews news)
    {
        try
        {
            await foreach (var one in news.ListenAsync(cancellation: stop.Token))
            {
                lock (heard)
                {
                    heard.Add(one);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}

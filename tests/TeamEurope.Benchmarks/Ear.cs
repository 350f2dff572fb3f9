using TeamEurope.Client;
using TeamEurope.Contracts;

namespace TeamEurope.Benchmarks;

/// <summary>Somebody who listens until the measurement ends.</summary>
internal static class Ear
{
    /// <summary>Connected when it returns; what it returns ends when it is stopped. Old news is heard too.</summary>
    public static async Task<Task> ListenAsync(TeamEuropeClient client, Action<NotificationView> heard, CancellationToken stop)
    {
        var connected = new TaskCompletionSource();
        var live = new LiveNews(client, new LiveNewsOptions { OnConnected = () => connected.TrySetResult() });
        var listening = Task.Run(async () =>
        {
            try
            {
                await foreach (var news in live.ListenAsync(cancellation: stop))
                {
                    heard(news);
                }
            }
            catch (OperationCanceledException)
            {
                // Stopped, as asked.
            }
        }, CancellationToken.None);
        await connected.Task;
        return listening;
    }
}

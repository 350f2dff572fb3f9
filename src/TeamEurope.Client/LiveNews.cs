using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Contracts;

namespace TeamEurope.Client;

/// <summary>How to listen.</summary>
public sealed record LiveNewsOptions
{
    /// <summary>
    /// Opens the socket instead of <see cref="ClientWebSocket"/>, as a test server in memory wants it. The token is in the address
    /// then (<c>access_token</c>), otherwise in the Authorization header.
    /// </summary>
    public Func<Uri, CancellationToken, Task<WebSocket>>? WebSocketFactory { get; init; }

    /// <summary>The pause before the first new attempt; it doubles with each that fails.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence of the service after which the connection counts as lost; it pings every 15 seconds.</summary>
    public TimeSpan ServerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Called when connected and caught up: from now on news is pushed.</summary>
    public Action? OnConnected { get; init; }

    /// <summary>Called when the connection was lost or not made, with the cause where there is one; it is tried again.</summary>
    public Action<Exception?>? OnInterrupted { get; init; }
}

/// <summary>
/// The caller's news as it happens: a connection to the hub that comes back by itself, each time with a fresh token, and fetches what
/// it missed. Each notification is delivered once, in the order of the cursors.
/// </summary>
public sealed class LiveNews(TeamEuropeClient client, LiveNewsOptions? options = null)
{
    private const int Buffer = 256;

    /// <summary>The kind of the message that is no news itself, but tells that there was more than is pushed.</summary>
    private const string More = "More";
    private readonly LiveNewsOptions _options = options ?? new LiveNewsOptions();

    /// <summary>
    /// All news after this cursor, old and to come, without end. Every enumeration has a connection of its own. A refusal that trying
    /// again would not change (401, 403 and the like) is thrown as <see cref="TeamEuropeProblemException"/>.
    /// </summary>
    public async IAsyncEnumerable<NotificationView> ListenAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = new Listening(client, _options, after);
        var running = listening.RunAsync(stop.Token);
        try
        {
            await foreach (var news in listening.News.ReadAllAsync(cancellation)) yield return news;
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    /// <summary>One listener: the cursor it has come to, and what it has not read yet.</summary>
    private sealed class Listening(TeamEuropeClient client, LiveNewsOptions options, long cursor)
    {
        private readonly Channel<NotificationView> _news = Channel.CreateBounded<NotificationView>(Buffer);
        private long _cursor = cursor;

        public ChannelReader<NotificationView> News => _news.Reader;

        /// <summary>Ends when cancelled or refused, and never throws: the reader gets the refusal.</summary>
        public async Task RunAsync(CancellationToken cancellation)
        {
            try
            {
                for (var failures = 0; ;)
                {
                    var started = Stopwatch.GetTimestamp();
                    var cause = await ConnectOnceAsync(cancellation);
                    options.OnInterrupted?.Invoke(cause);
                    // What falls at once is no success, else a hub that hangs up on everybody would be called without pause.
                    failures = Stopwatch.GetElapsedTime(started) > options.LongestPause ? 1 : failures + 1;
                    await Task.Delay(Pause(failures, cause), cancellation);
                }
            }
            catch (Exception end)
            {
                _news.Writer.TryComplete(end);
            }
        }

        /// <summary>Listens as long as one connection lasts, and answers why it ended.</summary>
        private async Task<Exception?> ConnectOnceAsync(CancellationToken cancellation)
        {
            try
            {
                // Before the connection, so that a refusal shows, and that news comes even where no socket gets through.
                await CatchUpAsync(cancellation);
                return await ReceiveAsync(cancellation);
            }
            catch (Exception cause) when (!cancellation.IsCancellationRequested && !IsFinal(cause))
            {
                return cause;
            }
        }

        private async Task<Exception?> ReceiveAsync(CancellationToken cancellation)
        {
            // Where the reader is slow the oldest pushes are dropped: the gap that they leave is fetched.
            var pushes = Channel.CreateBounded<NotificationView>(
                new BoundedChannelOptions(Buffer) { FullMode = BoundedChannelFullMode.DropOldest });
            Exception? lost = null;
            await using var hub = BuildHub();
            hub.On<NotificationView>("notify", push => pushes.Writer.TryWrite(push));
            hub.Closed += error =>
            {
                lost = error;
                pushes.Writer.TryComplete();
                return Task.CompletedTask;
            };
            await hub.StartAsync(cancellation);
            await CatchUpAsync(cancellation);
            options.OnConnected?.Invoke();
            await foreach (var push in pushes.Reader.ReadAllAsync(cancellation))
            {
                // Between two cursors may lie other people's news, or a push that was lost or overtaken: only the service knows.
                // What the service left out lies after what this listener has, whatever cursor it is told.
                if (push.Kind == More || push.Cursor > _cursor + 1) await CatchUpAsync(cancellation);
                if (push.Kind != More) await DeliverAsync(push, cancellation);
            }
            return lost;
        }

        private async Task CatchUpAsync(CancellationToken cancellation)
        {
            Page<NotificationView> page;
            do
            {
                page = await client.ListNotificationsAsync(_cursor, cancellation: cancellation);
                foreach (var news in page.Items) await DeliverAsync(news, cancellation);
            }
            while (page.Next is not null && page.Items.Count > 0);
        }

        private async ValueTask DeliverAsync(NotificationView news, CancellationToken cancellation)
        {
            if (news.Cursor <= _cursor) return;
            // What its reader wants kept but not pushed is not pushed by catching up either.
            if (!news.Quiet) await _news.Writer.WriteAsync(news, cancellation);
            _cursor = news.Cursor;
        }

        private HubConnection BuildHub()
        {
            var address = new UriBuilder(new Uri(client.Http.BaseAddress!, "hubs/notifications"));
            address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
            var builder = new HubConnectionBuilder().AddJsonProtocol(o => o.PayloadSerializerOptions = TeamEuropeClient.Json);
            builder.Services.AddSingleton<EndPoint>(new UriEndPoint(address.Uri));
            builder.Services.AddSingleton<IConnectionFactory>(new HubSocketFactory(client, options.WebSocketFactory));
            var hub = builder.Build();
            hub.ServerTimeout = options.ServerTimeout;
            return hub;
        }

        /// <summary>Doubling, between half and all of it by chance, so that not everybody comes back at once.</summary>
        private TimeSpan Pause(int failures, Exception? cause)
        {
            var doubled = options.FirstPause * Math.Pow(2, Math.Min(failures - 1, 20));
            var pause = (doubled < options.LongestPause ? doubled : options.LongestPause) * (1 - Random.Shared.NextDouble() / 2);
            return cause is TeamEuropeProblemException { RetryAfter: { } asked } && asked > pause ? asked : pause;
        }

        private static bool IsFinal(Exception cause) =>
            cause is ObjectDisposedException
            || (cause is TeamEuropeProblemException { Status: var status }
                && (int)status is >= 400 and < 500
                && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));
    }
}

using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Shouldly;
using TeamEurope.Contracts;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Support;

/// <summary>A connection to the hub that hears each push as it goes over the wire, and asks for nothing.</summary>
internal sealed class PushListener : IAsyncDisposable
{
    private const char EndOfMessage = '\u001e';
    private const int Invocation = 1;

    /// <summary>Longer than workers look for news.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentQueue<string> wire = new();
    private readonly Channel<NotificationView> pushes = Channel.CreateUnbounded<NotificationView>();
    private readonly TaskCompletionSource shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stop = new();
    private readonly WebSocket socket;
    private readonly Task receiving;

    private PushListener(WebSocket socket)
    {
        this.socket = socket;
        receiving = ReceiveAsync();
    }

    public static async Task<PushListener> ConnectAsync(TestApp app, string tenant, string role = "Desk", string? user = null, string hub = "hubs/notifications")
    {
        var token = Uri.EscapeDataString(await app.TokenAsync(tenant, role, user));
        var socket = await app.Server.CreateWebSocketClient().ConnectAsync(
            new Uri(app.Server.BaseAddress, $"{hub}?access_token={token}"), CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"protocol\":\"json\",\"version\":1}}{EndOfMessage}"), WebSocketMessageType.Text, true, CancellationToken.None);
        var listener = new PushListener(socket);
        await listener.shaken.Task.WaitAsync(Acts.Patience);
        return listener;
    }

    /// <summary>All that came, as it came.</summary>
    public IReadOnlyCollection<string> Wire => wire;

    public async Task<NotificationView> NextAsync()
    {
        using var patience = new CancellationTokenSource(Acts.Patience);
        return await pushes.Reader.ReadAsync(patience.Token);
    }

    public async Task<List<NotificationView>> TakeAsync(int count)
    {
        var taken = new List<NotificationView>();
        while (taken.Count < count)
        {
            taken.Add(await NextAsync());
        }

        return taken;
    }

    /// <summary>Nothing comes for as long as the workers need to look once more.</summary>
    public async Task ShouldStayQuietAsync()
    {
        await Task.Delay(Quiet);
        pushes.Reader.TryRead(out var heard).ShouldBeFalse(heard?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        socket.Abort();
        await receiving;
        socket.Dispose();
        stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var (buffer, text) = (new byte[4096], new StringBuilder());
        try
        {
            while (await socket.ReceiveAsync(buffer, stop.Token) is { MessageType: WebSocketMessageType.Text } received)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
                var parts = text.ToString().Split(EndOfMessage);
                text.Clear().Append(parts[^1]);
                foreach (var part in parts[..^1])
                {
                    wire.Enqueue(part);
                    Hear(JsonDocument.Parse(part).RootElement);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // It was hung up on, or hung up itself.
        }
    }

    /// <summary>The answer to the handshake has no type; pings are of another.</summary>
    private void Hear(JsonElement message)
    {
        if (!message.TryGetProperty("type", out var type))
        {
            shaken.SetResult();
        }
        else if (type.GetInt32() == Invocation)
        {
            pushes.Writer.TryWrite(message.GetProperty("arguments")[0].Deserialize<NotificationView>(JsonSerializerOptions.Web)!);
        }
    }
}

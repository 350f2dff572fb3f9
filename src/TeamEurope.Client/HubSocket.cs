using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace TeamEurope.Client;

/// <summary>Opens the hub's socket without negotiation. To be dropped where Microsoft.AspNetCore.Http.Connections.Client is served.</summary>
internal sealed class HubSocketFactory(TeamEuropeClient client, Func<Uri, CancellationToken, Task<WebSocket>>? open) : IConnectionFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var hub = ((UriEndPoint)endpoint).Uri;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ConnectTimeout);
        var bearer = await client.TokenAsync(timeout.Token);
        return new HubSocket(
            open is null
                ? await OpenAsync(hub, bearer, timeout.Token)
                : await open(new UriBuilder(hub) { Query = $"access_token={Uri.EscapeDataString(bearer)}" }.Uri, timeout.Token));
    }

    /// <summary>Through the client's own handler: its proxy and certificates count here too.</summary>
    private async Task<WebSocket> OpenAsync(Uri hub, string bearer, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            if (bearer.Length > 0) socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
            await socket.ConnectAsync(hub, client.Http, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A WebSocket as the connection that SignalR's client wants.</summary>
internal sealed class HubSocket : ConnectionContext, IDuplexPipe, IConnectionInherentKeepAliveFeature
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private readonly WebSocketStream _stream;

    public HubSocket(WebSocket socket)
    {
        _stream = WebSocketStream.Create(socket, WebSocketMessageType.Text, CloseTimeout);
        Input = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        Output = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        Transport = this;
        Features.Set<IConnectionInherentKeepAliveFeature>(this);
    }

    public PipeReader Input { get; }
    public PipeWriter Output { get; }
    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString();
    public override IFeatureCollection Features { get; } = new FeatureCollection();
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();
    public override IDuplexPipe Transport { get; set; }

    /// <summary>A dead peer is noticed only by SignalR's own pings.</summary>
    public bool HasInherentKeepAlive => false;

    public override void Abort(ConnectionAbortedException abortReason) => _stream.Dispose();

    public override async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await Output.CompleteAsync();
        await _stream.DisposeAsync();
        await base.DisposeAsync();
    }
}

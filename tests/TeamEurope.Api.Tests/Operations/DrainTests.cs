using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Operations;

/// <summary>The product asked to stop while it is used, behind a balancer that stops sending once it is not ready.</summary>
public sealed class DrainTests : IDisposable
{
    private const int Writers = 4;
    private readonly string folder = Directory.CreateTempSubdirectory("teameurope-drain-").FullName;

    [Fact]
    public async Task At_SIGTERM_it_says_so_serves_on_lets_what_runs_end_and_exits_with_0()
    {
        var database = Path.Combine(folder, "drain.db");
        await using var service = await ServiceProcess.StartAsync(new SqliteFile(database), environment: new Dictionary<string, string> { ["Shutdown__DrainSeconds"] = "2" });
        using var http = new HttpClient { BaseAddress = service.Address };
        var client = await service.SignInAsync("NL");
        var token = await TeamEuropeClient.DevTokenAsync(http, "NL", "Desk");
        using var socket = new ClientWebSocket();
        await ConnectAsync(socket, service.Address, token);
        var hungUp = ReadUntilClosedAsync(socket);

        var acknowledged = new ConcurrentBag<Guid>();
        using var balancerSendsNoMore = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !balancerSendsNoMore.IsCancellationRequested; i++)
            {
                acknowledged.Add((await client.RegisterAsync(Bodies.Plain($"Load {w} {i}"), cancellation: CancellationToken.None)).Value.Id);
            }
        })).ToList();
        while (acknowledged.Count < 20)
        {
            await Task.Delay(10);
        }

        // One request that goes on beyond the drain: its body is still coming.
        using var slow = new SlowBody("""{ "title": "Slow", "partners": ["JP"], "stage": "Exploratory", "visibility": "TeamEurope" }""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/initiatives", UriKind.Relative)) { Content = slow };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var slowAnswer = http.SendAsync(request);
        await slow.Begun;

        service.Terminate();
        await UntilAsync(async () => (await http.GetAsync(new Uri("health/ready", UriKind.Relative))).StatusCode == HttpStatusCode.ServiceUnavailable);
        (await http.GetStringAsync(new Uri("health/live", UriKind.Relative))).ShouldBe("live");

        // Not ready, and still serving those who have not noticed.
        var before = acknowledged.Count;
        await UntilAsync(() => Task.FromResult(acknowledged.Count > before + 5));
        hungUp.IsCompleted.ShouldBeFalse();
        await balancerSendsNoMore.CancelAsync();
        await Task.WhenAll(writers);

        await hungUp.WaitAsync(Acts.Patience);
        slow.Finish();
        (await slowAnswer).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.ExitAsync()).ShouldBe(0, service.Output);

        await using var next = await ServiceProcess.StartAsync(new SqliteFile(database));
        var kept = await (await next.SignInAsync("NL")).AllInitiativesAsync(new InitiativeFilter(), pageSize: 200).ToListAsync();
        kept.Count.ShouldBe(acknowledged.Count + 1);
        acknowledged.ShouldBeSubsetOf(kept.Select(i => i.Id));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var deadline = DateTime.UtcNow + Acts.Patience;
        while (!await holds())
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline);
            await Task.Delay(10);
        }
    }

    private static async Task ConnectAsync(ClientWebSocket socket, Uri address, string token)
    {
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/notifications" }.Uri, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
    }

    private static async Task ReadUntilClosedAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Hung up without a word is hung up too.
        }
    }

    /// <summary>Sends its first half at once and the rest when it is told to; spaces meanwhile, or the service would take it for dead.</summary>
    private sealed class SlowBody : HttpContent
    {
        private static readonly byte[] Spaces = Encoding.UTF8.GetBytes(new string(' ', 500));
        private readonly byte[] bytes;
        private readonly int half;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody(string json)
        {
            (bytes, half) = (Encoding.UTF8.GetBytes(json), json.IndexOf(',', StringComparison.Ordinal));
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public Task Begun => begun.Task;

        public void Finish() => finish.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, half));
            await stream.FlushAsync();
            begun.TrySetResult();
            while (await Task.WhenAny(finish.Task, Task.Delay(500)) != finish.Task)
            {
                await stream.WriteAsync(Spaces);
                await stream.FlushAsync();
            }

            await stream.WriteAsync(bytes.AsMemory(half));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

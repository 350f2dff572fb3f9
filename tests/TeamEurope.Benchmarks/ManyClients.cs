using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>Thousands of people of one tenant listening to one instance: when the last of them hears of a collision, and what each costs.</summary>
internal static class ManyClients
{
    private const int Times = 30;
    private const byte End = 0x1e;

    /// <param name="size">How many initiatives there are before.</param>
    public static async Task MeasureAsync(int count, int size)
    {
        await using var file = new DurableFile();
        await using var service = await ServiceProcess.StartAsync(file, environment: Loud.Settings);
        await Filling.FillAsync(service, size);
        using var http = new HttpClient { BaseAddress = service.Address };
        var (nl, pt) = (await service.SignInAsync("NL"), await service.SignInAsync("PT"));
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            await nl.RegisterAsync(Register.Sparse(random, i));
        }

        var mine = Register.InOneCountry(new Random(1), 1_000_000, "CO", 1) with { Visibility = "TeamEurope" };
        await nl.RegisterAsync(mine with { ExternalId = "waiting" });
        await nl.WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(1), alsoNotified: true);
        var token = await TeamEuropeClient.DevTokenAsync(http, "NL", "Desk", "listener");
        var before = service.WorkingSet;
        var (arrived, sockets, all) = (0, new List<ClientWebSocket>(), new SemaphoreSlim(0));
        for (var i = 0; i < count; i++)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{service.Address.Port}/hubs/notifications?access_token={token}"), CancellationToken.None);
            await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
            sockets.Add(socket);
            _ = Task.Run(() => ReadAsync(socket, () =>
            {
                if (Interlocked.Increment(ref arrived) == count)
                {
                    all.Release();
                }
            }));
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var connected = service.WorkingSet;
        var lasts = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            Interlocked.Exchange(ref arrived, 0);
            await pt.RegisterAsync(mine with { ExternalId = $"c-{i}", EndsOn = mine.EndsOn, Measures = [mine.Measures![0]] });
            var start = Stopwatch.GetTimestamp();
            if (!await all.WaitAsync(TimeSpan.FromSeconds(30)))
            {
                Console.WriteLine($"  {arrived} of {count} heard within 30 s");
                break;
            }

            lasts.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(200);
        }

        Console.WriteLine(
            $"{count} clients on one instance, {size} initiatives before: from the answer to the last of them p50 {lasts.Percentile(0.5):0} ms, p95 {lasts.Percentile(0.95):0} ms of {lasts.Count}; working set {before / 1048576} MB before, {connected / 1048576} MB with them: {(connected - before) / 1024.0 / count:0} KB each");
        foreach (var socket in sockets)
        {
            socket.Abort();
            socket.Dispose();
        }
    }

    /// <summary>Calls back for each invocation of the client's method; pings and the answer to the handshake are none.</summary>
    private static async Task ReadAsync(ClientWebSocket socket, Action heard)
    {
        var (buffer, message) = (new byte[4_096], new List<byte>());
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                foreach (var letter in buffer.AsSpan(0, part.Count))
                {
                    if (letter != End)
                    {
                        message.Add(letter);
                        continue;
                    }

                    if (Encoding.UTF8.GetString([.. message]).Contains("\"target\":\"notify\"", StringComparison.Ordinal))
                    {
                        heard();
                    }

                    message.Clear();
                }
            }
        }
        catch (WebSocketException)
        {
            // Hung up at the end.
        }
    }
}

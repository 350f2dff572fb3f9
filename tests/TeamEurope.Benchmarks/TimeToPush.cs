using System.Diagnostics;
using System.Net.Http.Headers;
using TeamEurope.Client;
using TeamEurope.Contracts;

namespace TeamEurope.Benchmarks;

/// <summary>From sending a POST to the push at the other owner, beside the POST alone and a trivial request of the same service.</summary>
internal static class TimeToPush
{
    private const int Times = 200;

    public static async Task MeasureAsync(ServiceUnderTest service)
    {
        var (finland, portugal) = (await service.SignInAsync("FI"), await service.SignInAsync("PT"));
        var mine = new InitiativeBody
        {
            Title = "Waiting for a push", Partners = ["CO"], Stage = "Exploratory", Visibility = "TeamEurope",
            Measures = [new MeasureBody { Instrument = "nearshoring", Direction = "Offer" }]
        };
        await portugal.RegisterAsync(mine);
        await portugal.WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        var connected = new TaskCompletionSource();
        var arrivals = System.Threading.Channels.Channel.CreateUnbounded<long>();
        var live = new LiveNews(portugal, new LiveNewsOptions { OnConnected = () => connected.TrySetResult() });
        var listening = Task.Run(async () =>
        {
            await foreach (var _ in live.ListenAsync(0, stop.Token))
            {
                await arrivals.Writer.WriteAsync(Stopwatch.GetTimestamp());
            }
        });
        await connected.Task;
        await Task.Delay(500);
        while (arrivals.Reader.TryRead(out _))
        {
        }

        var (posts, pushes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await finland.RegisterAsync(mine with { Title = $"Pushed {i}", EndsOn = new DateOnly(2030, 1, 1) });
            posts.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            pushes.Add(Stopwatch.GetElapsedTime(start, await arrivals.Reader.ReadAsync()).TotalMilliseconds);
        }

        await stop.CancelAsync();
        try
        {
            await listening;
        }
        catch (OperationCanceledException)
        {
            // Stopped, as asked.
        }

        var bare = await BareRequestAsync(service);
        Console.WriteLine(
            $"POST to push at the other owner: p50 {pushes.Percentile(0.5):0.0} ms, p95 {pushes.Percentile(0.95):0.0} ms; the POST alone p50 {posts.Percentile(0.5):0.0} ms; GET /health/live p50 {bare:0.00} ms");
    }

    private static async Task<double> BareRequestAsync(ServiceUnderTest service)
    {
        using var http = service.Http();
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync(new Uri("health/live", UriKind.Relative));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Percentile(0.5);
    }
}

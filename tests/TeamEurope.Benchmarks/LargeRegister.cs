using System.Diagnostics;
using System.Text.Json;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Benchmarks;

/// <summary>A register of tens of thousands: filling it, starting on it, its memory, and a preview in it beside a GET of an answer of like size.</summary>
internal static class LargeRegister
{
    private const int Times = 300;

    public static async Task MeasureAsync(int size)
    {
        await using var file = new DurableFile();
        await using (var service = await ServiceProcess.StartAsync(file))
        {
            var fill = Stopwatch.StartNew();
            await Filling.FillAsync(service, size);
            Console.WriteLine($"{size} initiatives imported, with all evaluation: {fill.Elapsed.TotalSeconds:0} s ({size / fill.Elapsed.TotalSeconds:0}/s); {MemoryOf(service)}");
        }

        var watch = Stopwatch.StartNew();
        await using var again = await ServiceProcess.StartAsync(file);
        watch.Stop();
        var nl = await again.SignInAsync("NL");
        await MeasurePreviewAsync(nl, size);
        Console.WriteLine($"  start to ready {watch.Elapsed.TotalSeconds:0.00} s; after start and previews {MemoryOf(again)}");
    }

    private static string MemoryOf(ServiceProcess service) =>
        $"working set {service.WorkingSet / 1048576} MB, {service.PrivateMemory / 1048576} MB of it private";

    private static async Task MeasurePreviewAsync(TeamEuropeClient client, int size)
    {
        var random = new Random(12);
        var (previews, lists, sizes) = (new List<double>(), new List<double>(), new List<double>());
        var page = await client.ListAlertsAsync(limit: 50);
        var each = JsonSerializer.SerializeToUtf8Bytes(page, JsonSerializerOptions.Web).Length / Math.Max(1.0, page.Items.Count);
        for (var i = -50; i < Times; i++)
        {
            var body = Register.Sparse(random, 1_000_000 + i);
            var start = Stopwatch.GetTimestamp();
            var preview = await client.PreviewAsync(body);
            var taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(preview, JsonSerializerOptions.Web).Length;
            var limit = Math.Clamp((int)(bytes / each), 1, 200);
            start = Stopwatch.GetTimestamp();
            await client.ListAlertsAsync(limit: limit);
            if (i >= 0)
            {
                previews.Add(taken);
                sizes.Add(bytes);
                lists.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Console.WriteLine(
            $"  preview at {size}: p50 {previews.Percentile(0.5):0.0} ms, p95 {previews.Percentile(0.95):0.0} ms (answer p50 {sizes.Percentile(0.5) / 1024:0.0} KB, p95 {sizes.Percentile(0.95) / 1024:0} KB); GET of an answer of like size p50 {lists.Percentile(0.5):0.0} ms, p95 {lists.Percentile(0.95):0.0} ms: {previews.Percentile(0.5) / lists.Percentile(0.5):0.0} ×");
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace TeamEurope.Benchmarks;

/// <summary>A preview in a large register, beside a GET of a list whose answer has about the same size.</summary>
internal static class PreviewTime
{
    private const int Times = 200;

    public static async Task MeasureAsync(ServiceUnderTest service, int size)
    {
        var random = new Random(11);
        var fill = Stopwatch.StartNew();
        foreach (var owner in Register.Owners)
        {
            var client = await service.SignInAsync(owner);
            var rows = Enumerable.Range(0, size / Register.Owners.Length).Select(i => Register.Body(random, 100_000 + i)).ToArray();
            var import = await client.StartImportAsync(rows, baseline: true);
            await client.WaitForImportAsync(import.Id, TimeSpan.FromMinutes(20));
        }

        var nl = await service.SignInAsync("NL");
        await nl.WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(30));
        Console.WriteLine($"import of {size} initiatives with all evaluation: {fill.Elapsed.TotalSeconds:0.0} s; working set {service.WorkingSet / 1048576} MB");

        var (previews, sizes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var body = Register.Body(random, 1_000_000 + i);
            var start = Stopwatch.GetTimestamp();
            var preview = await nl.PreviewAsync(body);
            previews.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            sizes.Add(JsonSerializer.SerializeToUtf8Bytes(preview, JsonSerializerOptions.Web).Length);
        }

        var bytes = sizes.Percentile(0.5);
        var lists = new List<double>();
        var limit = await LimitForAsync(nl, bytes);
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await nl.ListAlertsAsync(limit: limit);
            lists.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(
            $"preview at {size}: p50 {previews.Percentile(0.5):0.0} ms, p95 {previews.Percentile(0.95):0.0} ms (answer p50 {bytes / 1024:0} KB); GET of {limit} alerts (like size): p50 {lists.Percentile(0.5):0.0} ms, p95 {lists.Percentile(0.95):0.0} ms");
    }

    private static async Task<int> LimitForAsync(Client.TeamEuropeClient client, double bytes)
    {
        var page = await client.ListAlertsAsync(limit: 50);
        var each = JsonSerializer.SerializeToUtf8Bytes(page, JsonSerializerOptions.Web).Length / Math.Max(1.0, page.Items.Count);
        return Math.Clamp((int)(bytes / each), 1, 200);
    }
}

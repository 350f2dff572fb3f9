using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shouldly;
using TeamEurope.Api.Tests.Confidentiality;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Telemetry;
using TeamEurope.Client;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Operations;

/// <summary>What is exported can be used on a dashboard, and holds nothing of what users wrote, searched for or are called.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Mark = "hushhush";
    private readonly string folder = Directory.CreateTempSubdirectory("teameurope-telemetry-").FullName;

    [Fact]
    public async Task Traces_metrics_and_logs_arrive_by_otlp_without_content()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var database = Path.Combine(folder, "telemetry.db");
        await using var service = await ServiceProcess.StartAsync(new SqliteFile(database), environment: new Dictionary<string, string>(collector.Environment)
        {
            ["Logging__Console__FormatterName"] = "json-lines",
            ["Logging__LogLevel__Default"] = "Information"
        });
        using var stop = new CancellationTokenSource();
        var (mine, theirs) = (await service.SignInAsync("NL", user: $"{Mark}@example.org"), await service.SignInAsync("IT"));
        var listening = ListenAsync(theirs, stop.Token);
        await mine.RegisterAsync(Secrets.Marked(Mark, "TN", "Named"));
        await mine.RegisterAsync(Bodies.Labour("TN", $"Labour {Mark}"));
        await theirs.RegisterAsync(Bodies.Labour("TN"));
        await theirs.EvaluatedAsync();
        await SendMarkedRequestsAsync(service);
        await BreakAndUseAsync(service, database);

        await ArriveAsync(collector, "metrics",
            ProductMeter.OutboxWaiting, ProductMeter.OutboxOldestAge, ProductMeter.EvaluationDuration, ProductMeter.EvaluationLag, ProductMeter.EvaluationChanges,
            ProductMeter.NotificationsKept, ProductMeter.NotificationsPushed, ProductMeter.NotificationsLag, ProductMeter.LiveConnections, ProductMeter.ImportsRunning,
            "http.server.request.duration", "kestrel.active_connections", "signalr.server.active_connections", "dotnet.gc.collections",
            "microsoft.entityframeworkcore.active_dbcontexts");
        await ArriveAsync(collector, "traces", "RegisterInitiative", "Evaluate", "SaveView", "http.route", "POST /api/v1/initiatives", "http.response.status_code", ProductMeter.RefusalAttribute);
        await ArriveAsync(collector, "logs", "exception.type", "Microsoft.Data.Sqlite.SqliteException", "Unexpected failure of {Method} {Route}");
        await stop.CancelAsync();
        await listening;

        foreach (var (where, bytes) in new[] { ("traces", collector.All("traces")), ("metrics", collector.All("metrics")), ("logs", collector.All("logs")), ("stdout", service.Output) })
        {
            bytes.ShouldNotBeEmpty(where);
            bytes.Contains(Mark, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(where);
            foreach (var inside in new[] { "access_token", "url.query", "INSERT INTO", "SELECT ", "no such table", database })
            {
                bytes.Contains(inside, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{inside} in {where}");
            }
        }

        var lines = service.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.ShouldAllBe(line => line.GetProperty("timestamp").GetDateTimeOffset().Offset == TimeSpan.Zero);
        lines.Any(line => line.TryGetProperty("traceId", out _) && line.TryGetProperty("exceptions", out _)).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Searches, refusals and addresses that hold what must not be told.</summary>
    private static async Task SendMarkedRequestsAsync(ServiceProcess service)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        (await http.GetAsync(new Uri($"initiatives?q={Mark}", UriKind.Relative))).Dispose();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{Mark}.{Mark}.{Mark}");
        ((int)(await http.GetAsync(new Uri($"api/v1/initiatives?q={Mark}", UriKind.Relative))).StatusCode).ShouldBe(401);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TeamEuropeClient.DevTokenAsync(http, "NL", "Desk", $"{Mark}@example.org"));
        ((int)(await http.GetAsync(new Uri($"api/v1/initiatives?q={Mark}", UriKind.Relative))).StatusCode).ShouldBe(200);
        ((int)(await http.GetAsync(new Uri($"api/v1/initiatives?limit={Mark}", UriKind.Relative))).StatusCode).ShouldBe(400);
        ((int)(await http.GetAsync(new Uri($"api/v1/{Mark}", UriKind.Relative))).StatusCode).ShouldBe(404);
        ((int)(await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", $$"""{ "title": "{{Mark}}", "amountEur": "{{Mark}}" }""")).StatusCode).ShouldBe(400);
        ((int)(await http.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", $$"""{ "title": "{{Mark}}", "stage": "{{Mark}}" }""")).StatusCode).ShouldBe(400);
        ((int)(await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", $$"""{ "{{Mark}}": 1 }""")).StatusCode).ShouldBe(400);
        ((int)(await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", $$"""[ { "title": "{{Mark}}" } ]""")).StatusCode).ShouldBe(202);
    }

    /// <summary>A failure that the framework logs with its statement and its message.</summary>
    private static async Task BreakAndUseAsync(ServiceProcess service, string database)
    {
        await using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE SavedViews";
            await command.ExecuteNonQueryAsync();
        }

        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TeamEuropeClient.DevTokenAsync(http, "NL", "Desk", $"{Mark}@example.org"));
        var answer = await http.SendJsonAsync(HttpMethod.Post, "api/v1/views", $$"""{ "name": "{{Mark}}", "page": "initiatives", "query": "q={{Mark}}" }""");
        ((int)answer.StatusCode).ShouldBe(500, await answer.Content.ReadAsStringAsync());
    }

    private static async Task ListenAsync(TeamEuropeClient client, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in new LiveNews(client).ListenAsync(cancellation: cancellationToken))
            {
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task ArriveAsync(OtlpCollector collector, string signal, params string[] names)
    {
        var deadline = DateTime.UtcNow + Acts.Patience;
        List<string> missing;
        while ((missing = names.Where(n => !collector.All(signal).Contains(n, StringComparison.Ordinal)).ToList()).Count > 0 && DateTime.UtcNow < deadline)
        {
            await Task.Delay(100);
        }

        missing.ShouldBeEmpty(signal);
    }
}

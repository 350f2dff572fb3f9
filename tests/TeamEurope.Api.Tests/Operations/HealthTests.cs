using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Operations;

/// <summary>Readiness while things are broken behind the product's back.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("teameurope-health-").FullName;

    private string Database => Path.Combine(folder, "health.db");

    [Fact]
    public async Task Readiness_tells_of_a_failing_database_and_of_evaluation_that_is_behind_and_of_their_end()
    {
        await using var service = await ServiceProcess.StartAsync(new SqliteFile(Database), environment: new Dictionary<string, string>
        {
            ["Health__MostEvaluationLagSeconds"] = "1",
            // Nobody is there: exporting to nobody harms nothing, and the watch that it wants is on.
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1"
        });
        using var http = new HttpClient { BaseAddress = service.Address };
        await BecomesAsync(http, 200, "ready");

        // What evaluation writes to is gone: nothing is lost, the instance still serves, and says that it is behind.
        await ExecuteAsync("ALTER TABLE EvaluationStates RENAME TO Gone");
        await (await service.SignInAsync("NL")).RegisterAsync(Bodies.Plain("Waiting"));
        var behind = await BecomesAsync(http, 200, "degraded", c => c("outbox").GetProperty("status").GetString() == "behind" && c("evaluation").GetProperty("status").GetString() == "failing");
        behind("outbox").GetProperty("waiting").GetInt32().ShouldBe(1);
        behind("outbox").GetProperty("seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(1);
        behind("database").GetProperty("status").GetString().ShouldBe("ok");
        var deadline = DateTime.UtcNow + Acts.Patience;
        while (!service.Output.Contains("Evaluation is behind: 1 changes wait", StringComparison.Ordinal))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline);
            await Task.Delay(100);
        }

        await ExecuteAsync("ALTER TABLE Gone RENAME TO EvaluationStates");
        await BecomesAsync(http, 200, "ready");

        await ExecuteAsync("ALTER TABLE RegisterEvents RENAME TO Gone");
        var unreachable = await BecomesAsync(http, 503, "not ready");
        unreachable("database").GetProperty("status").GetString().ShouldBe("unreachable");
        unreachable("outbox").GetProperty("status").GetString().ShouldBe("unknown");
        (await http.GetAsync(new Uri("health/live", UriKind.Relative))).EnsureSuccessStatusCode();
        await ExecuteAsync("ALTER TABLE Gone RENAME TO RegisterEvents");
        await BecomesAsync(http, 200, "ready");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits for the status; answers with the checks by name.</summary>
    private static async Task<Func<string, JsonElement>> BecomesAsync(HttpClient http, int code, string status, Func<Func<string, JsonElement>, bool>? also = null)
    {
        var deadline = DateTime.UtcNow + Acts.Patience;
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            var report = JsonDocument.Parse(text).RootElement;
            JsonElement Check(string name) => report.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
            if ((int)answer.StatusCode == code && report.GetProperty("status").GetString() == status && also?.Invoke(Check) != false)
            {
                return Check;
            }

            DateTime.UtcNow.ShouldBeLessThan(deadline, text);
            await Task.Delay(50);
        }
    }
}

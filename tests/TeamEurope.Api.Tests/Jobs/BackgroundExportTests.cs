using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Jobs;

/// <summary>Files written in the background, and both kinds of background work killed in the middle.</summary>
public sealed class BackgroundExportTests : IDisposable
{
    private const int Many = 500;
    private const int Exports = 3;
    private const int Attempts = 5;
    private readonly string folder = Directory.CreateTempSubdirectory("teameurope-export-").FullName;

    [Fact]
    public async Task The_file_is_what_the_one_at_once_is_and_its_askers_alone()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("MA", "=1+2"));
        await nl.RegisterAsync(Bodies.Plain("Elsewhere", "JP"));
        await it.RegisterAsync(Bodies.Labour("MA", "Seen") with { Handling = "NATIONAL" });
        await it.RegisterAsync(Bodies.Labour("MA", "Hidden", visibility: "Owner"));
        using var http = await app.RawAsync("NL", user: "jansen");
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var (export, location) = await StartAsync(http, $"country=MA&format={format}");
            (export.Total, export.Status).ShouldBe((2, "Running"));
            (await EndAsync(http, location)).ShouldSatisfyAllConditions(e => e.Status.ShouldBe("Done"), e => e.Processed.ShouldBe(2));
            using var now = await http.GetAsync(new Uri($"/api/v1/initiatives/export?country=MA&format={format}", UriKind.Relative));
            using var file = await http.GetAsync(new Uri($"{location}/file", UriKind.Relative));
            file.Content.Headers.ContentDisposition!.FileName.ShouldBe(now.Content.Headers.ContentDisposition!.FileName);
            file.Content.Headers.ContentType.ShouldBe(now.Content.Headers.ContentType);
            if (format == "csv")
            {
                (await file.Content.ReadAsByteArrayAsync()).ShouldBe(await now.Content.ReadAsByteArrayAsync());
            }

            foreach (var (tenant, user) in new[] { ("NL", "devries"), ("IT", "jansen") })
            {
                using var other = await app.RawAsync(tenant, user: user);
                (await other.GetAsync(new Uri(location, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
                (await other.GetAsync(new Uri($"{location}/file", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            }
        }

        await http.RefusedAsync(HttpMethod.Post, "exports?format=ods", null, 400, "invalid");
        using var @operator = await app.RawAsync("EC", "Operator");
        await @operator.RefusedAsync(HttpMethod.Post, "exports", null, 403, "role-may-not");
    }

    [Fact]
    public async Task A_row_that_was_hidden_before_the_file_is_finished_is_not_in_it()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("MA", "Own"));
        var seen = await it.RegisterAsync(Bodies.Labour("MA", "Narrowed"));
        using var http = await app.RawAsync("NL", user: "jansen");

        // The page with it has been read; the file is not finished.
        var id = Guid.NewGuid();
        await app.InDatabaseAsync(async db =>
        {
            var (_, location) = await StartAsync(http, "country=MA");
            await EndAsync(http, location);
            var done = await db.Exports.SingleAsync();
            var context = (DbContext)db;
            var rows = $$"""[{"Id":"{{seen.Value.Id}}","Handling":1,"Cells":[{"Text":"Narrowed","Number":null,"Day":null}]}]""";
            await it.ReplaceAsync(seen.Value.Id, Bodies.Labour("MA", "Narrowed", visibility: "Owner") with { Stage = null }, seen.ETag);
            var half = new Domain.Exports.Export { Id = id, Tenant = done.Tenant, User = done.User, Role = done.Role, Format = "csv", Selection = done.Selection, Total = 2, At = done.At };
            half.Advance(1, "AA-0000-0000");
            db.ExportPages.Add(new Domain.Exports.ExportPage(id, 0, rows));
            db.Exports.Add(half);
            await context.SaveChangesAsync();
        });
        (await EndAsync(http, $"/api/v1/exports/{id}")).Status.ShouldBe("Done");
        var text = await http.GetStringAsync(new Uri($"/api/v1/exports/{id}/file", UriKind.Relative));
        text.ShouldContain(",Own,");
        text.ShouldNotContain("Narrowed");
    }

    [Fact]
    public async Task An_import_and_an_export_that_were_killed_in_the_middle_go_on_where_they_stopped()
    {
        var (database, import) = await KilledAmidAnImportAsync();
        var exports = new List<string>();
        await using (var service = await ServiceProcess.StartAsync(new SqliteFile(database)))
        {
            var nl = await service.SignInAsync("NL");
            var done = await nl.WaitForImportAsync(import, TimeSpan.FromSeconds(120));
            (done.Status, done.Created, done.Rejected.Count).ShouldBe(("Done", Many, 0));
            using var http = await RawAsync(service);
            for (var i = 0; i < Exports; i++)
            {
                exports.Add((await StartAsync(http, "")).Location);
            }

            while ((await http.ReadAsync<ExportView>(exports[0])).Processed == 0)
            {
                await Task.Delay(1);
            }

            await service.KillAsync();
        }

        await using (var service = await ServiceProcess.StartAsync(new SqliteFile(database)))
        {
            using var http = await RawAsync(service);
            foreach (var location in exports)
            {
                (await EndAsync(http, location)).ShouldSatisfyAllConditions(e => e.Status.ShouldBe("Done"), e => e.Processed.ShouldBe(Many), e => e.Total.ShouldBe(Many));
                var lines = (await http.GetStringAsync(new Uri($"{location}/file", UriKind.Relative))).TrimEnd().Split("\r\n").Skip(1).ToList();
                lines.Count.ShouldBe(Many);
                lines.Select(l => l.Split(',')[1]).ShouldBe(Enumerable.Range(0, Many).Select(i => $"row-{i}"), ignoreOrder: true);
            }
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A machine that does several things at once may finish the import before the kill comes: then it is tried with a register anew.</summary>
    private async Task<(string Database, Guid Import)> KilledAmidAnImportAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var database = Path.Combine(folder, $"killed-{attempt}.db");
            var import = Guid.Empty;
            await using (var service = await ServiceProcess.StartAsync(new SqliteFile(database)))
            {
                var nl = await service.SignInAsync("NL");
                import = (await nl.StartImportAsync(
                    Enumerable.Range(0, Many).Select(i => Bodies.Plain($"Row {i}") with { ExternalId = $"row-{i}", Measures = [] }).ToArray(), baseline: true)).Id;
                while ((await nl.GetImportAsync(import)).Processed == 0)
                {
                    await Task.Delay(5);
                }

                await service.KillAsync();
            }

            var kept = await ImportedAsync(database);
            if (kept < Many || attempt == Attempts)
            {
                kept.ShouldBeInRange(1, Many - 1, "killed in the middle");
                return (database, import);
            }
        }
    }

    /// <summary>How many rows were through, by the database itself: the product would go on at once.</summary>
    private static async Task<long> ImportedAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Processed FROM Imports";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<HttpClient> RawAsync(ServiceProcess service)
    {
        var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TeamEuropeClient.DevTokenAsync(http, "NL", "Desk", null));
        return http;
    }

    private static async Task<(ExportView Export, string Location)> StartAsync(HttpClient http, string query)
    {
        using var answer = await http.TrySendAsync(HttpMethod.Post, $"exports?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var location = answer.Headers.Location!.ToString();
        return (System.Text.Json.JsonSerializer.Deserialize<ExportView>(await answer.Content.ReadAsStringAsync(), System.Text.Json.JsonSerializerOptions.Web)!, location);
    }

    private static async Task<ExportView> EndAsync(HttpClient http, string location)
    {
        for (var deadline = DateTime.UtcNow + Acts.Patience; ; await Task.Delay(10))
        {
            if (await http.ReadAsync<ExportView>(location) is { Status: not "Running" } ended)
            {
                return ended;
            }

            DateTime.UtcNow.ShouldBeLessThan(deadline);
        }
    }
}

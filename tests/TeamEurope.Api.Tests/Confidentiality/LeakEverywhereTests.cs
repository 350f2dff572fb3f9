using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Jobs;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>
/// Marked secrets in every field of hidden initiatives, searched for in whatever can be fetched: every page and every address of the API, with
/// every id there is, in every role; files, mail and reports. Logs, metrics and traces are searched by the telemetry's own test.
/// </summary>
public sealed class LeakEverywhereTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Country = "ML";
    private SmtpServer smtp = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        smtp = await SmtpServer.StartedAsync();
        app = await TestApp.StartAsync(settings: new Dictionary<string, string>(smtp.Settings) { ["Mail:Domains:FR"] = "fr.example" });
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await smtp.DisposeAsync();
    }

    [Fact]
    public async Task No_page_file_mail_or_report_of_others_holds_anything_hidden()
    {
        var secrets = new Secrets(app);
        var (it, fr) = (await app.SignInAsync("IT"), await app.SignInAsync("FR"));
        var gsc = await app.SignInAsync("GSC", "Secretariat");
        var visible = await fr.RegisteredAsync(Bodies.Labour(Country, "Ours", occupation: "92"));
        await fr.RegisterAsync(Bodies.Vessels(Country));
        var hidden = (await it.RegisterAsync(Secrets.Marked("owner", Country, "Owner"))).Value;
        var draft = (await it.RegisterAsync(Secrets.Marked("draft", Country, "TeamEurope", "Draft"))).Value;
        secrets.Forbid(hidden);
        secrets.Forbid(draft);
        await it.EvaluatedAsync();
        var item = await fr.AlertOfAsync(visible.Id, "collision");
        var theirs = (await it.AlertsOfAsync(hidden.Id)).First(a => a.Id != item.Id);
        await fr.RequestDisclosureAsync(item.Id, "Who are you?");
        await it.ReplyToDisclosureRequestAsync((await it.ListDisclosureRequestsAsync()).Items.Single().Id, new(false, null));
        var meeting = await gsc.PlanMeetingAsync(new MeetingBody("Meeting", Bodies.Today.AddDays(9), [new AgendaItem(Country: Country)]));
        var briefing = await gsc.ComposeBriefingAsync(meeting.Id, new BriefingRequest("en", ["FR", "EC", "GSC"]));

        var ids = new[] { visible.Id, hidden.Id, draft.Id, item.Id, theirs.Id, meeting.Id, briefing, (await fr.ListDisclosureRequestsAsync()).Items.Single().Id };
        foreach (var (tenant, role) in new[]
        {
            ("FR", "Desk"), ("FR", "Lead"), ("FR", "Coordinator"), ("FR", "Secretariat"), ("FR", "Auditor"), ("FR", "Operator"), ("EC", "Coordinator"), ("GSC", "Secretariat")
        })
        {
            await WalkAsync(secrets, tenant, role, ids);
        }

        var walked = secrets.Searched;
        await SearchFilesAsync(secrets, briefing);
        await SearchImportAsync(secrets);
        await SearchMailAsync(secrets);
        output.WriteLine($"{walked} answers of pages and addresses searched, {secrets.Searched - walked} files, reports and mails");
        walked.ShouldBeGreaterThan(2_000);
    }

    /// <summary>Every GET there is, with every id there is.</summary>
    private async Task WalkAsync(Secrets secrets, string tenant, string role, Guid[] ids)
    {
        using var session = await PageSession.SignInAsync(app, tenant, role, "reader");
        using var api = await app.RawAsync(tenant, role, "reader");
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true))
        {
            var path = endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal).Replace("{country}", Country, StringComparison.Ordinal)
                .Replace("{name}", "retention", StringComparison.Ordinal);
            var http = path.StartsWith("api/", StringComparison.Ordinal) ? api : session.Http;
            foreach (var address in path.Contains("{id}", StringComparison.Ordinal) ? ids.Select(id => path.Replace("{id}", id.ToString(), StringComparison.Ordinal)) : [path])
            {
                // The id that was asked for is the asker's own word: a page may hold it in its address.
                var answer = await http.GetAsync(new Uri("/" + address, UriKind.Relative));
                await secrets.SearchButAsync(answer, $"{tenant} {role} {address}", address.Split('/').FirstOrDefault(part => Guid.TryParse(part, out _)));
            }
        }
    }

    private async Task SearchFilesAsync(Secrets secrets, Guid briefing)
    {
        using var http = await app.RawAsync("FR", user: "reader");
        foreach (var format in new[] { "docx", "md", "json" })
        {
            secrets.Search(await TextAsync(http, $"api/v1/briefings/{briefing}/file?format={format}"), format);
        }

        foreach (var format in new[] { "csv", "xlsx" })
        {
            secrets.Search(await TextAsync(http, $"api/v1/initiatives/export?format={format}"), format);
            var export = await http.SendAsync<ExportView>(HttpMethod.Post, $"exports?format={format}", null);
            for (var deadline = DateTime.UtcNow + Acts.Patience; export.Status == "Running" && DateTime.UtcNow < deadline;)
            {
                await Task.Delay(50);
                export = await http.AskAsync<ExportView>($"exports/{export.Id}");
            }

            export.Status.ShouldBe("Done");
            secrets.Search(await TextAsync(http, $"api/v1/exports/{export.Id}/file"), $"{format} in the background");
        }
    }

    /// <summary>Rows that name the hidden one's country, and an external id that its owner uses too: the report is as without it.</summary>
    private async Task SearchImportAsync(Secrets secrets)
    {
        var fr = await app.SignInAsync("FR");
        using var http = await app.RawAsync("FR");
        var rows = new[] { Bodies.Labour(Country, "Imported", occupation: "92"), Bodies.Labour(Country, "Twice") with { ExternalId = "x" }, Bodies.Labour(Country, "Twice") with { ExternalId = "x" } };
        var import = await http.SendAsync<ImportView>(HttpMethod.Post, "imports", rows);
        await fr.WaitForImportAsync(import.Id, Acts.Patience);
        await fr.EvaluatedAsync();
        await secrets.GetAsync(http, $"api/v1/imports/{import.Id}");
        await secrets.GetAsync(http, "api/v1/notifications?limit=200");
    }

    private async Task SearchMailAsync(Secrets secrets)
    {
        using var http = await app.RawAsync("FR", user: "mailed");
        await http.SendAsync<MailSettingsView>(HttpMethod.Put, "me/mail", new MailSettingsRequest("reader@fr.example", "en", true, true));
        foreach (var job in new[] { "daily-digest", "weekly-digest" })
        {
            (await app.RunJobAsync(job)).Note.ShouldStartWith("1 sent");
        }

        smtp.Mails.ShouldNotBeEmpty();
        foreach (var mail in smtp.Mails)
        {
            secrets.Search(string.Join('\n', mail.Subject, mail.Text, mail.Html, mail.MessageId), "mail", "IT-", "\"IT\"");
        }
    }

    /// <summary>A file's text, with all that is packed in it.</summary>
    private static async Task<string> TextAsync(HttpClient http, string address)
    {
        var bytes = await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        if (bytes is not [(byte)'P', (byte)'K', ..])
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder();
        await using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            text.Append(entry.FullName).Append(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }
}

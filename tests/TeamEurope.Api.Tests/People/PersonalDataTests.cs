using System.Data.Common;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Jobs;
using TeamEurope.Api.Tests.Pages;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.People;

/// <summary>What is kept about a person: told to whom it concerns, and forgotten so that the name stands nowhere any more.</summary>
public class PersonalDataTests
{
    /// <summary>With a character that JSON escapes, and a namesake whose name only begins so.</summary>
    private const string Name = "zoë.q";

    private const string Longer = "zoë.quist";

    [Fact]
    public async Task Who_is_forgotten_stands_nowhere_in_the_database_and_what_was_done_stays()
    {
        await using var app = await TestApp.StartAsync();
        var (initiative, alert) = await LiveAsync(app, Name);
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        using var longer = await app.RawAsync("NL", user: Longer);
        await longer.SendJsonAsync(HttpMethod.Post, $"api/v1/alerts/{alert}/comments", """{ "text": "me too" }""");
        using var namesake = await app.RawAsync("IT", user: Name);
        await namesake.AskAsync<StatusView>("status");
        var history = await lead.GetStringAsync(new Uri($"api/v1/initiatives/{initiative}/revisions", UriKind.Relative));
        (await RowsWithAsync(app, $"NL/{Name}")).ShouldNotBeEmpty();

        var pseudonym = (await lead.SendAsync<AnonymisedView>(HttpMethod.Post, "people/anonymise", new PersonRequest(Name))).Pseudonym;
        pseudonym.ShouldMatch("^former-[0-9a-f]{8}$");
        (await RowsWithAsync(app, Name, Longer, "IT")).ShouldBeEmpty();
        (await RowsWithAsync(app, Longer)).ShouldNotBeEmpty("the longer name is another's");

        (await lead.GetStringAsync(new Uri($"api/v1/initiatives/{initiative}/revisions", UriKind.Relative))).ShouldBe(Renamed(history, pseudonym));
        var people = await lead.ItemsAsync<PersonView>("people");
        people.Single(p => p.Former).User.ShouldBe(pseudonym);
        people.ShouldNotContain(p => p.User == Name);
        (await namesake.ItemsAsync<PersonView>("people")).ShouldContain(p => p.User == Name);
        (await lead.ItemsAsync<CommentView>($"alerts/{alert}/comments")).Select(c => c.User).ShouldBe([pseudonym, "devries", Longer]);
        using var auditor = await app.RawAsync("NL", "Auditor");
        var acts = await auditor.ItemsAsync<AuditView>("audit?limit=200");
        acts.ShouldContain(a => a.What == "PersonAnonymised" && a.By == "NL/devries");
        acts.ShouldContain(a => a.What == "Registered" && a.By == $"NL/{pseudonym}");
    }

    [Fact]
    public async Task Also_who_planned_composed_froze_answered_ran_a_job_or_blocked()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("TN", visibility: "Owner"));
        await it.RegisterAsync(Bodies.Labour("TN", visibility: "Owner"));
        await nl.EvaluatedAsync();
        using var asker = await app.RawAsync("NL");
        var blind = (await nl.AllAlertsAsync(new AlertFilter { Rule = "collision" }).ToListAsync())[0].Id;
        var asked = await asker.SendAsync<DisclosureView>(HttpMethod.Post, $"alerts/{blind}/disclosure-request", new DisclosureRequest("r"));
        using var owner = await app.RawAsync("IT", user: Name);
        await owner.SendAsync<DisclosureView>(HttpMethod.Post, $"disclosure-requests/{asked.Id}/reply", new { accept = false, reason = "no" });
        using var secretariat = await app.RawAsync("GSC", "Secretariat", Name);
        var meeting = await secretariat.SendAsync<MeetingView>(HttpMethod.Post, "meetings", new { title = "m", date = "2030-01-02", agenda = new[] { new { country = "TN" } } });
        var briefing = await secretariat.SendAsync<BriefingView>(HttpMethod.Post, $"meetings/{meeting.Id}/briefings", new { language = "en" });
        (await secretariat.SendJsonAsync(HttpMethod.Post, $"api/v1/briefings/{briefing.Id}/freeze", null)).IsSuccessStatusCode.ShouldBeTrue();
        using var operates = await app.RawAsync("EC", "Operator", Name);
        await operates.SendAsync<JobRunView>(HttpMethod.Post, "jobs/windows/run", null);
        using var somebody = await app.RawAsync("SE", user: "berg");
        await somebody.AskAsync<StatusView>("status");
        using var blocker = await app.RawAsync("SE", "Lead", Name);
        await blocker.SendAsync<PersonView>(HttpMethod.Post, "people/block", new PersonRequest("berg"));
        var acts = (await DataAsync(secretariat, "people/me/data")).Acts.Select(a => a.What).Order(StringComparer.Ordinal);
        acts.ShouldBe(["BriefingComposed", "BriefingFrozen", "MeetingPlanned"]);
        (await DataAsync(owner, "people/me/data")).Acts.Select(a => a.What).ShouldBe(["DisclosureReplied"]);
        (await DataAsync(operates, "people/me/data")).Acts.Select(a => a.What).ShouldBe(["JobRun"]);
        var before = await RowsWithAsync(app, Name);
        foreach (var column in new[] { "Meetings.By", "Briefings.By", "Briefings.FrozenBy", "Disclosures.RepliedBy", "JobRuns.By", "People.BlockedBy", "PersonEvents.By" })
        {
            before.ShouldContain(row => row.StartsWith(column, StringComparison.Ordinal), column);
        }

        foreach (var tenant in new[] { "GSC", "IT", "EC", "SE" })
        {
            using var lead = await app.RawAsync(tenant, "Lead", "devries");
            await lead.SendAsync<AnonymisedView>(HttpMethod.Post, "people/anonymise", new PersonRequest(Name));
        }

        (await RowsWithAsync(app, Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_a_lead_forgets_only_people_of_the_own_tenant_only_others_and_only_once()
    {
        await using var app = await TestApp.StartAsync();
        using var desk = await app.RawAsync("NL", user: "jansen");
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        using var foreign = await app.RawAsync("IT", "Lead", "rossi");
        await desk.AskAsync<StatusView>("status");
        foreach (var path in new[] { "people/anonymise" })
        {
            await desk.RefusedAsync(HttpMethod.Post, path, new PersonRequest("devries"), 403, "role-may-not");
            await foreign.RefusedAsync(HttpMethod.Post, path, new PersonRequest("jansen"), 404, "not-found");
            await lead.RefusedAsync(HttpMethod.Post, path, new PersonRequest(null), 404, "not-found");
            await lead.RefusedAsync(HttpMethod.Post, path, new PersonRequest("devries"), 422, "not-oneself");
        }

        await foreign.RefusedAsync(HttpMethod.Get, "people/data?user=jansen", null, 404, "not-found");
        await desk.RefusedAsync(HttpMethod.Get, "people/data?user=devries", null, 403, "role-may-not");
        var pseudonym = (await lead.SendAsync<AnonymisedView>(HttpMethod.Post, "people/anonymise", new PersonRequest("jansen"))).Pseudonym;
        await lead.RefusedAsync(HttpMethod.Post, "people/anonymise", new PersonRequest("jansen"), 404, "not-found");
        await lead.RefusedAsync(HttpMethod.Post, "people/anonymise", new PersonRequest(pseudonym), 422, "already-anonymous");
    }

    [Fact]
    public async Task Who_comes_again_is_somebody_new()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(clock: clock);
        using var desk = await app.RawAsync("NL", user: "jansen");
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        await desk.AskAsync<StatusView>("status");
        await lead.SendAsync<AnonymisedView>(HttpMethod.Post, "people/anonymise", new PersonRequest("jansen"));
        clock.Advance(TimeSpan.FromHours(2));
        await desk.AskAsync<StatusView>("status");
        var back = (await lead.ItemsAsync<PersonView>("people")).Single(p => p.User == "jansen");
        back.FirstSeenAt.ShouldBe(clock.GetUtcNow());
        (await DataAsync(desk, "people/me/data")).Acts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_kept_about_oneself_is_given_as_a_file_and_a_lead_can_give_it_too()
    {
        await using var app = await TestApp.StartAsync();
        var (initiative, alert) = await LiveAsync(app, Name);
        using var own = await app.RawAsync("NL", user: Name);
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        using var answer = await own.GetAsync(new Uri("api/v1/people/me/data", UriKind.Relative));
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"personal-data-{DateTime.UtcNow:yyyy-MM-dd}.json");
        var data = await DataAsync(own, "people/me/data");
        (data.Tenant, data.User, data.Person!.Role, data.Mail!.Address).ShouldBe(("NL", Name, "Desk", "zoe@example.org"));
        (data.Subscriptions.Count, data.Views.Count, data.Mentions.Count).ShouldBe((1, 1, 1));
        data.Comments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Text.ShouldBe("ours comes first"), c => c.AlertId.ShouldBe(alert));
        data.Acts.Where(a => a.On == initiative.ToString()).Select(a => a.What).ShouldBe(["StageChanged", "Registered"]);
        data.Acts.Select(a => a.What).ShouldContain("ImportStarted");
        data.Notifications.ShouldContain(n => n.Kind == "Import");

        var given = await DataAsync(lead, $"people/data?user={Uri.EscapeDataString(Name)}");
        JsonSerializer.Serialize(given with { At = data.At }).ShouldBe(JsonSerializer.Serialize(data));
        (await DataAsync(lead, "people/me/data")).Comments.ShouldHaveSingleItem();
        using var other = await app.RawAsync("IT", user: Name);
        var foreign = await DataAsync(other, "people/me/data");
        (foreign.Comments.Count, foreign.Acts.Count, foreign.Mail).ShouldBe((0, 0, null));
        using var auditor = await app.RawAsync("NL", "Auditor", "keuken");
        (await DataAsync(auditor, "people/me/data")).Person!.Role.ShouldBe("Auditor");
    }

    [Fact]
    public async Task A_comment_on_what_may_not_be_read_any_more_is_given_without_its_text()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL", user: Name), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("EG"));
        var theirs = await it.RegisteredAsync(Bodies.Labour("EG"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(theirs.Id);
        using var own = await app.RawAsync("NL", user: Name);
        await own.SendJsonAsync(HttpMethod.Post, $"api/v1/alerts/{alert.Id}/comments", """{ "text": "about theirs" }""");
        (await DataAsync(own, "people/me/data")).Comments.ShouldHaveSingleItem().Text.ShouldBe("about theirs");
        using var owner = await app.RawAsync("IT");
        var hidden = JsonSerializer.Serialize(Bodies.Labour("EG", visibility: "Owner"), JsonSerializerOptions.Web);
        (await owner.SendJsonAsync(HttpMethod.Put, $"api/v1/initiatives/{theirs.Id}", hidden, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await nl.EvaluatedAsync();
        (await DataAsync(own, "people/me/data")).Comments.ShouldHaveSingleItem().Text.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(365, 1)]
    public async Task Who_was_not_seen_for_as_long_as_is_set_is_forgotten_by_night(int days, int forgotten)
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock, settings: new Dictionary<string, string> { ["PersonalData:KeepUnseenFor"] = $"{days}" });
        await LiveAsync(app, Name);
        clock.SetUtcNow(JobActs.Noon.AddDays(366));
        using var lead = await app.RawAsync("NL", "Lead", "smit");
        await lead.AskAsync<StatusView>("status");
        for (var i = 0; i < 2; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            (await app.RunJobAsync("retention")).Outcome.ShouldBe("Done");
            (await lead.ItemsAsync<PersonView>("people")).Count(p => p.Former).ShouldBe(2 * forgotten, "the lead of then too");
        }

        ((await RowsWithAsync(app, Name)).Count > 0).ShouldBe(forgotten == 0);
        (await lead.ItemsAsync<PersonView>("people")).ShouldContain(p => p.User == "smit");
    }

    [Theory]
    [InlineData("en", "Yes, forget the name jansen")]
    [InlineData("nl", "Ja, de naam jansen vergeten")]
    [InlineData("fr", "Oui, effacer le nom jansen")]
    [InlineData("de", "Ja, den Namen jansen löschen")]
    public async Task At_the_page_a_lead_is_asked_first_and_everybody_gets_the_own_data(string language, string sure)
    {
        await using var app = await TestApp.StartAsync();
        using var desk = await app.RawAsync("NL", user: "jansen");
        await desk.AskAsync<StatusView>("status");
        using var lead = await PageVisitor.SignInAsync(app, "NL", "Lead", language);
        (await lead.GetAsync("/admin/people")).ShouldBe(HttpStatusCode.OK);
        lead.Page.ShouldContain(sure);
        JsonSerializer.Deserialize<PersonalDataView>(await lead.DownloadAsync("/admin/people/data?user=jansen"), JsonSerializerOptions.Web)!.User.ShouldBe("jansen");
        (await lead.PostAsync("/admin/people/anonymise", ("user", "jansen"))).ShouldBe(HttpStatusCode.OK);
        lead.Page.ShouldContain("former-");
        lead.Page.ShouldNotContain("jansen");
        (await lead.GetAsync("/subscriptions")).ShouldBe(HttpStatusCode.OK);
        lead.Page.ShouldContain("href=\"/me/data\"");
        JsonSerializer.Deserialize<PersonalDataView>(await lead.DownloadAsync("/me/data"), JsonSerializerOptions.Web)!.User.ShouldBe("visitor");
    }

    [PostgreSqlFact]
    public async Task The_databases_own_function_takes_pseudonyms_only_and_leaves_the_tables_closed()
    {
        var cluster = await PostgreSqlCluster.SharedAsync();
        cluster.ShouldNotBeNull();
        await using var database = await PostgreSqlTestDatabase.CreateInSharedClusterAsync();
        await using var connection = new Npgsql.NpgsqlConnection(database.ConnectionStringOf(PostgreSqlTestDatabase.Application));
        await connection.OpenAsync();
        await ExecuteAsync(connection, "SELECT forget_name('NL', 'jansen', '\"NL/jansen\"', 'former-0123abcd')");
        foreach (var refused in new[]
        {
            "SELECT forget_name('NL', 'jansen', '\"NL/jansen\"', 'devries')", "SELECT forget_name('NL', 'jansen', '\"NL/jansen\"', 'former-0123abcd/x')",
            "UPDATE \"AlertEvents\" SET \"By\" = 'x'", "UPDATE \"PersonEvents\" SET \"By\" = 'x'", "DELETE FROM \"AlertComments\""
        })
        {
            await Should.ThrowAsync<Npgsql.PostgresException>(() => ExecuteAsync(connection, refused));
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Somebody who has signed wherever one can sign at a desk, and a lead who has spoken of them.</summary>
    private static async Task<(Guid Initiative, Guid Alert)> LiveAsync(TestApp app, string user)
    {
        var (client, it, lead) = (await app.SignInAsync("NL", user: user), await app.SignInAsync("IT"), await app.SignInAsync("NL", "Lead", "devries"));
        using var raw = await app.RawAsync("NL", user: user);
        using var leadRaw = await app.RawAsync("NL", "Lead", "devries");
        var one = (await client.RegisterAsync(Bodies.Labour("MA"), "key-1")).Value;
        await it.RegisterAsync(Bodies.Labour("MA"));
        await it.RegisterAsync(Bodies.Labour("TN", visibility: "Owner"));
        await client.RegisterAsync(Bodies.Labour("TN", visibility: "Owner"));
        await client.EvaluatedAsync();
        var alert = (await client.AlertOfAsync(one.Id)).Id;
        var blind = (await client.AllAlertsAsync(new AlertFilter { Rule = "collision" }).ToListAsync())[0].Id;
        foreach (var (http, path, body) in new (HttpClient, string, string)[]
        {
            (raw, $"alerts/{alert}/acknowledge", "{}"), (raw, $"alerts/{alert}/comments", """{ "text": "ours comes first" }"""),
            (raw, $"alerts/{alert}/assign", $$"""{ "assignee": "{{user}}", "dueOn": "2099-01-01" }"""),
            (leadRaw, $"alerts/{alert}/assign", $$"""{ "assignee": "NL/{{user}}", "dueOn": "2099-01-02" }"""),
            (raw, $"alerts/{blind}/disclosure-request", """{ "reason": "r" }"""),
            (leadRaw, $"alerts/{alert}/comments", $$"""{ "text": "please look, @NL/{{user}}" }"""),
            (raw, $"initiatives/{one.Id}/stage", """{ "stage": "Negotiating", "unread": true, "reason": "r" }"""),
            (raw, "subscriptions", """{ "country": "TN" }"""), (raw, "views", """{ "page": "alerts", "name": "mine", "query": "country=MA" }"""),
            (raw, "exports", "{}"), (leadRaw, "people/block", $$"""{ "user": "{{user}}" }"""), (leadRaw, "people/unblock", $$"""{ "user": "{{user}}" }""")
        })
        {
            using var answer = await http.SendJsonAsync(HttpMethod.Post, $"api/v1/{path}", body);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
        }

        using var mail = await raw.SendJsonAsync(HttpMethod.Put, "api/v1/me/mail", """{ "address": "zoe@example.org", "language": "en", "daily": true, "weekly": false }""");
        mail.IsSuccessStatusCode.ShouldBeTrue(await mail.Content.ReadAsStringAsync());
        using var rating = await raw.SendJsonAsync(HttpMethod.Put, "api/v1/partners/MA/risk", """{ "risk": "high", "reason": "r" }""");
        rating.IsSuccessStatusCode.ShouldBeTrue(await rating.Content.ReadAsStringAsync());
        var import = await client.StartImportAsync([Bodies.Plain()]);
        await client.WaitForImportAsync(import.Id, Acts.Patience);
        await client.MarkReadAsync((await client.NewsAsync())[^1].Cursor);
        await client.EvaluatedAsync();
        return (one.Id, alert);
    }

    private static async Task<PersonalDataView> DataAsync(HttpClient http, string path) => await http.AskAsync<PersonalDataView>(path);

    private static string Renamed(string json, string pseudonym) =>
        json.Replace($"NL/{Name}", $"NL/{pseudonym}", StringComparison.Ordinal);

    /// <summary>Every text of every table that holds the name, in its plain or in JSON's form, but for what somebody wrote in their own words.</summary>
    private static async Task<List<string>> RowsWithAsync(TestApp app, string name, params string[] butNot)
    {
        var found = new List<string>();
        var forms = new[] { name, JsonSerializer.Serialize(name)[1..^1] };
        await using var scope = app.OpenJobScope();
        var db = scope.ServiceProvider.GetRequiredService<TeamEuropeDb>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Where(t => t != "DataProtectionKeys"))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                var tenant = Enumerable.Range(0, rows.FieldCount).Where(i => rows.GetName(i) == "Tenant").Select(i => rows.GetValue(i) as string).FirstOrDefault();
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    // A comment's own words, and the piece of them that news shows.
                    if (rows.GetValue(i) is string text && forms.Any(text.Contains) && !butNot.Any(b => text.Contains(b) || text.Contains(JsonSerializer.Serialize(b)[1..^1]) || b == tenant)
                        && !(rows.GetName(i) == "Text" && text.Contains($"please look, @NL/{name}") && !text.StartsWith($"NL/{name}", StringComparison.Ordinal) && !text.Contains($"(to NL/{name})")))
                    {
                        found.Add($"{table}.{rows.GetName(i)}: {text}");
                    }
                }
            }
        }

        return found;
    }
}

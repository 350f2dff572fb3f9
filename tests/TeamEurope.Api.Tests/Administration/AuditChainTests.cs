using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouldly;
using TeamEurope.Api.Tests.Jobs;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Domain.Audit;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Verification;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Administration;

/// <summary>The audit chain: what is in it, and that nobody takes anything out of it unnoticed.</summary>
public sealed class AuditChainTests
{
    [Fact]
    public async Task Every_kind_of_act_leaves_who_from_where_what_before_and_after()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL", "Coordinator", "jansen"), await app.SignInAsync("IT", user: "rossi"));
        using var head = await app.RawAsync("NL", "Lead", "smit");
        var mine = await nl.RegisterAsync(Bodies.Labour("GH", "Very-secret-title"));
        await nl.ReplaceAsync(mine.Value.Id, Bodies.Labour("GH", "Other-secret-title"), mine.ETag!);
        await it.RegisterAsync(Bodies.Labour("GH"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(mine.Value.Id);
        await nl.AcknowledgeAsync(alert.Id);
        await nl.AssignAsync(alert.Id, new AssignRequest("devries", new DateOnly(2030, 5, 6)));
        await nl.ResolveAsync(alert.Id, new ResolveRequest("Coordinated", "Words-of-a-note"));
        await nl.RateAsync("GH", new RiskRatingRequest("high", "Words-of-a-reason"));
        await nl.RateAsync("GH", new RiskRatingRequest("low", "Words-of-a-reason"));
        await nl.PlanMeetingAsync(new MeetingBody("Words-of-a-meeting", new DateOnly(2030, 1, 2), [new AgendaItem("GH")]));
        await head.SendAsync<TenantDefaultsView>(HttpMethod.Put, "tenant/defaults", new TenantDefaultsView("TeamEurope"));
        await head.SendAsync<PersonView>(HttpMethod.Post, "people/block", new PersonRequest("jansen"));

        using var auditor = await app.RawAsync("NL", "Auditor");
        var acts = (await auditor.ItemsAsync<AuditView>("audit")).Reverse().ToList();
        acts.Select(a => a.Sequence).ShouldBe(Enumerable.Range(1, acts.Count).Select(n => (long?)n));
        acts.ShouldAllBe(a => a.From == "unknown" && a.Hash!.Length == 64);
        acts.Select(a => (a.By, a.What, a.On)).ShouldBe(
        [
            ("NL/jansen", "Registered", "initiative"), ("NL/jansen", "Changed", "initiative"), ("NL/jansen", "Acknowledged", "alert"),
            ("NL/jansen", "Assigned", "alert"), ("NL/jansen", "Resolved: Coordinated", "alert"), ("NL/jansen", "RiskRated", "country"),
            ("NL/jansen", "RiskRated", "country"), ("NL/jansen", "MeetingPlanned", "meeting"), ("NL/smit", "DefaultsSet", "settings"),
            ("NL/smit", "PersonBlocked", "person")
        ]);

        var (registered, changed) = (Fields(acts[0]), Fields(acts[1]));
        (registered["version"], changed["version"]).ShouldBe(((null, "1"), ("1", "2")));
        registered["content"].After.ShouldBe(changed["content"].Before);
        changed["content"].After!.Length.ShouldBe(64);
        Fields(acts[2])["acknowledged"].ShouldBe((null, "NL"));
        (Fields(acts[3])["assignee"], Fields(acts[3])["dueOn"]).ShouldBe(((null, "devries"), (null, "2030-05-06")));
        (Fields(acts[4])["status"], Fields(acts[4])["note"]).ShouldBe((("Open", "Resolved"), (null, HashOf("Words-of-a-note"))));
        (Fields(acts[6])["rating"], Fields(acts[6])["risk"]).ShouldBe((("1", "2"), (null, "Low")));
        Fields(acts[7])["title"].ShouldBe((null, HashOf("Words-of-a-meeting")));
        Fields(acts[8])["defaultVisibility"].ShouldBe((null, "TeamEurope"));
        acts[9].References.ShouldBe(["jansen"]);
        var text = await auditor.GetStringAsync(new Uri("api/v1/audit", UriKind.Relative));
        (text.Contains("secret-title", StringComparison.Ordinal), text.Contains("Words-of", StringComparison.Ordinal)).ShouldBe((false, false));
        await WellAsync(app);
    }

    [Fact]
    public async Task What_of_others_is_opened_or_taken_along_is_there_once_and_what_was_refused_is_not()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT", user: "rossi"));
        var open = await it.RegisterAsync(Bodies.Plain("Open"));
        var hidden = await it.RegisteredAsync(Bodies.Labour("KE", "Hidden", "Owner"));
        var own = await nl.RegisteredAsync(Bodies.Plain("Own") with { ExternalId = "once" });
        using var desk = await app.RawAsync("NL", user: "jansen");
        await nl.RegisterAsync(Bodies.Plain("Twice") with { ExternalId = "once" }).RefusedAsync(409, "duplicate-external-id");
        for (var i = 0; i < 3; i++)
        {
            await desk.AskAsync<InitiativeView>($"initiatives/{open.Value.Id}");
        }

        await desk.AskAsync<InitiativeView>($"initiatives/{own.Id}");
        await desk.ItemsAsync<InitiativeSummary>("initiatives");
        (await desk.TrySendAsync(HttpMethod.Get, $"initiatives/{hidden.Id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await desk.ItemsAsync<RevisionView>($"initiatives/{open.Value.Id}/revisions");
        clock.Advance(TimeSpan.FromMinutes(6));
        await desk.AskAsync<InitiativeView>($"initiatives/{open.Value.Id}");
        await it.ReplaceAsync(open.Value.Id, Bodies.Plain("Opened again"), open.ETag!);
        await desk.AskAsync<InitiativeView>($"initiatives/{open.Value.Id}");
        (await desk.TrySendAsync(HttpMethod.Get, "initiatives/export?country=JP&q=opened")).EnsureSuccessStatusCode();

        using var auditor = await app.RawAsync("NL", "Auditor");
        var acts = (await auditor.ItemsAsync<AuditView>("audit")).Reverse().ToList();
        acts.Select(a => (a.What, string.Join(' ', a.References), Fields(a).GetValueOrDefault("version").After)).ShouldBe(
        [
            ("Registered", own.Reference, "1"), ("InitiativeRead", open.Value.Reference, "1"), ("VersionsRead", open.Value.Reference, "1"),
            ("InitiativeRead", open.Value.Reference, "1"), ("InitiativeRead", open.Value.Reference, "2"), ("InitiativesExported", "csv", null)
        ]);
        var export = Fields(acts[^1]);
        (export["count"].After, export["country"].After, export["q"].After).ShouldBe(("1", "JP", HashOf("opened")));
        using var others = await app.RawAsync("IT", "Auditor");
        (await others.ItemsAsync<AuditView>("audit")).ShouldAllBe(a => a.By == "IT/rossi");
        await WellAsync(app);
    }

    [Fact]
    public async Task A_reading_that_cannot_be_kept_is_refused()
    {
        var full = new FullDisk();
        await using var app = await TestApp.StartAsync(database: new SqliteTestDatabase(), services: full.Replace);
        var open = await (await app.SignInAsync("IT")).RegisteredAsync(Bodies.Plain("Open"));
        var own = await (await app.SignInAsync("NL", user: "jansen")).RegisteredAsync(Bodies.Plain("Own"));
        using var desk = await app.RawAsync("NL", user: "jansen");
        full.IsFull = true;
        await desk.RefusedAsync(HttpMethod.Get, $"initiatives/{open.Id}", null, 503, "database-full");
        await desk.AskAsync<InitiativeView>($"initiatives/{own.Id}");
        full.IsFull = false;
        await desk.AskAsync<InitiativeView>($"initiatives/{open.Id}");
    }

    [Fact]
    public async Task Whoever_has_the_exported_file_can_check_the_chain_without_the_product()
    {
        await using var app = await TestApp.StartAsync();
        var nl = await app.SignInAsync("NL", user: "jansen");
        for (var i = 0; i < 3; i++)
        {
            await nl.RegisterAsync(Bodies.Plain());
        }

        using var auditor = await Pages.PageVisitor.SignInAsync(app, "NL", "Auditor");
        await auditor.GetAsync("/admin/audit.csv");
        await auditor.GetAsync("/admin/audit.csv");
        var rows = auditor.Page.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(CellsOf).ToList();
        var (record, hash) = (rows[0].IndexOf("record"), rows[0].IndexOf("hash"));
        var links = rows.Skip(1).Select(r => (Record: r[record], Hash: r[hash])).Reverse().ToList();
        links.Count.ShouldBe(4, "three registrations and the export before this one");
        for (var i = 0; i < links.Count; i++)
        {
            HashOf(links[i].Record).ShouldBe(links[i].Hash);
            links[i].Record.ShouldEndWith($"|previous={(i == 0 ? AuditEntry.NoHash : links[i - 1].Hash)}");
        }
    }

    [Fact]
    public async Task Whatever_is_changed_in_the_database_is_found_and_the_first_broken_link_named()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = await TestApp.StartAsync(database: new KeptDatabase(database));
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var first = await nl.RegisteredAsync(Bodies.Plain());
        for (var i = 0; i < 4; i++)
        {
            await nl.RegisterAsync(Bodies.Plain());
            await it.RegisterAsync(Bodies.Plain());
        }

        await WellAsync(app);
        var before = await EndsAsync(app);
        await using var tamperer = new Tamperer(database);
        await tamperer.BeginAsync();
        const string second = "\"Tenant\" = 'NL' AND \"Sequence\" = 2";
        foreach (var (tampering, found) in new[]
        {
            ($"UPDATE \"AuditEntries\" SET \"From\" = '10.9.9.9' WHERE {second}", "NL 2: its hash does not fit"),
            ($"UPDATE \"AuditEntries\" SET \"From\" = '10.9.9.9', \"Hash\" = '{await ForgedAsync(app)}' WHERE {second}", "NL 3: its previous hash is not that of 2"),
            ($"DELETE FROM \"AuditEntries\" WHERE {second}", "NL 2: the entry is missing"),
            ("UPDATE \"AuditEntries\" SET \"Sequence\" = CASE \"Sequence\" WHEN 2 THEN -3 ELSE -2 END WHERE \"Tenant\" = 'NL' AND \"Sequence\" IN (2, 3);"
                + "UPDATE \"AuditEntries\" SET \"Sequence\" = -\"Sequence\" WHERE \"Sequence\" < 0", "NL 2: its hash does not fit"),
            ("UPDATE \"AuditEntries\" SET \"Sequence\" = 6 WHERE \"Tenant\" = 'IT' AND \"Sequence\" = 4; UPDATE \"AuditEntries\" SET \"Tenant\" = 'NL' WHERE \"Sequence\" = 6",
                "NL 6: its hash does not fit"),
            ("DELETE FROM \"AuditEntries\" WHERE \"Tenant\" = 'NL' AND \"Sequence\" = 5", "NL 4: is the last entry, the head says 5"),
            ($"UPDATE \"AuditHeads\" SET \"Hash\" = '{AuditEntry.NoHash}' WHERE \"Tenant\" = 'NL'", "NL 5: is the last entry, the head says 5 with another hash"),
            ($"UPDATE \"AuditHeads\" SET \"PrunedTo\" = 2, \"PrunedHash\" = (SELECT \"Hash\" FROM \"AuditEntries\" WHERE {second}) WHERE \"Tenant\" = 'NL'",
                "NL 3: the head says that the chain was pruned up to 2, the chain says 0"),
            ("DELETE FROM \"AuditHeads\" WHERE \"Tenant\" = 'NL'", "NL the chain has entries and no head"),
            ("UPDATE \"InitiativeRevisions\" SET \"State\" = replace(\"State\", 'JP', 'KR')", $"version 1 of initiative {first.Id} is another than was chained")
        })
        {
            await tamperer.ExecuteAsync(tampering);
            var broken = (await VerifyAsync(app)).Where(d => d.Check == "audit-chain").ToList();
            broken.Select(d => d.Where).ShouldContain(w => w.Contains(found, StringComparison.Ordinal), $"{tampering}: {string.Join("; ", broken)}");
            await tamperer.UndoAsync();
            await WellAsync(app);
        }

        // Cut off with its head: a chain alone cannot tell, an end that was kept elsewhere does.
        var fourth = await InChainAsync(app, "NL", 4);
        var cut = $"DELETE FROM \"AuditEntries\" WHERE \"Tenant\" = 'NL' AND \"Sequence\" = 5; UPDATE \"AuditHeads\" SET \"Sequence\" = 4, \"Hash\" = '{fourth.Hash}' WHERE \"Tenant\" = 'NL'";
        await tamperer.ExecuteAsync(cut);
        (await VerifyAsync(app)).ShouldBeEmpty();
        (await VerifyAsync(app, before)).ShouldHaveSingleItem().Where.ShouldBe("NL 5: by the anchor given there was this entry, and it is not there");
        await tamperer.UndoAsync();
        (await VerifyAsync(app, before)).ShouldBeEmpty();
        await app.RunJobAsync("retention");
        await tamperer.ExecuteAsync(cut);
        (await VerifyAsync(app)).ShouldHaveSingleItem().Where.ShouldBe("NL 5: by what was noted one night there was this entry, and it is not there");
    }

    [Fact]
    public async Task The_product_itself_cannot_change_or_delete_an_entry()
    {
        await using var app = await TestApp.StartAsync();
        await (await app.SignInAsync("NL")).RegisterAsync(Bodies.Plain());
        foreach (var sql in new[] { "UPDATE \"AuditEntries\" SET \"From\" = 'elsewhere'", "DELETE FROM \"AuditEntries\"" })
        {
            await using var scope = app.OpenJobScope();
            await Should.ThrowAsync<System.Data.Common.DbException>(() => scope.ServiceProvider.GetRequiredService<TeamEuropeDb>().Database.ExecuteSqlRawAsync(sql), sql);
        }

        await WellAsync(app);
    }

    [Fact]
    public async Task What_was_kept_long_enough_goes_from_the_beginning_and_the_chain_still_holds()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock, settings: new Dictionary<string, string> { ["Audit:KeepFor"] = "30" });
        var nl = await app.SignInAsync("NL", user: "jansen");
        await nl.RegisterAsync(Bodies.Plain());
        await nl.RegisterAsync(Bodies.Plain());
        var early = await EndsAsync(app);
        clock.Advance(TimeSpan.FromDays(20));
        nl = await app.SignInAsync("NL", user: "jansen");
        var kept = await nl.RegisteredAsync(Bodies.Plain());
        clock.Advance(TimeSpan.FromDays(20));
        (await app.RunJobAsync("retention")).Note!.ShouldEndWith("2 audit entries pruned");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await app.RunJobAsync("retention")).Note!.ShouldNotContain("pruned");
        await WellAsync(app);
        (await VerifyAsync(app, early)).ShouldBeEmpty();
        using var auditor = await app.RawAsync("NL", "Auditor");
        (await auditor.ItemsAsync<AuditView>("audit")).Select(a => (a.Sequence, a.By, a.What, string.Join(' ', a.References))).ShouldBe(
            [(4, "service", "Pruned", ""), (3, "NL/jansen", "Registered", kept.Reference)]);
    }

    [Fact]
    public async Task Many_at_once_make_one_chain_without_a_gap_also_over_two_instances()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await TestApp.StartAsync(database: new KeptDatabase(database));
        await using var two = TestDatabase.Kind == "Sqlite" ? null : await TestApp.StartAsync(database: new KeptDatabase(database));
        var desks = new[] { await one.SignInAsync("NL", user: "a"), await (two ?? one).SignInAsync("NL", user: "b"), await one.SignInAsync("IT") };
        await Task.WhenAll(Enumerable.Range(0, 45).Select(i => desks[i % 3].RegisterAsync(Bodies.Plain())));
        await WellAsync(one);
        (await EndsAsync(one)).Select(e => (e.Tenant, e.Sequence)).ShouldBe([("IT", 15), ("NL", 30)]);
    }

    [Fact]
    public async Task Somebody_can_be_forgotten_and_the_chain_still_holds()
    {
        await using var app = await TestApp.StartAsync();
        await (await app.SignInAsync("NL", user: "jansen")).RegisterAsync(Bodies.Plain());
        await app.InDatabaseAsync(db => db.AuditPersons.Where(p => p.Name == "jansen").ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, "somebody")));
        await WellAsync(app);
        using var auditor = await app.RawAsync("NL", "Auditor");
        (await auditor.ItemsAsync<AuditView>("audit")).ShouldHaveSingleItem().By.ShouldBe("NL/somebody");
    }

    [Fact]
    public async Task Every_table_says_whether_writing_it_is_an_act()
    {
        await using var app = await TestApp.StartAsync();
        await app.InDatabaseAsync(db =>
        {
            var types = ((DbContext)db).Model.GetEntityTypes().Select(e => e.ClrType).ToList();
            types.Where(t => AuditTables.Watched.Contains(t) == AuditTables.Unwatched.ContainsKey(t.Name)).ShouldBeEmpty();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_acts_with_their_entries_or_neither_and_says_whence_they_came()
    {
        await using var database = new SqliteTestDatabase();
        await using (var service = await ServiceProcess.StartAsync(
            database, environment: new Dictionary<string, string> { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" }))
        {
            using var http = new HttpClient { BaseAddress = service.Address };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
            http.DefaultRequestHeaders.Authorization = new("Bearer", await TeamEuropeClient.DevTokenAsync(http, "NL", "Desk", null));
            var written = 0;
            var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                try
                {
                    for (; ; Interlocked.Increment(ref written))
                    {
                        (await http.TrySendAsync(HttpMethod.Post, "initiatives", Bodies.Plain())).Dispose();
                    }
                }
                catch (HttpRequestException)
                {
                    // It is gone.
                }
            }));
            for (var deadline = DateTime.UtcNow + Acts.Patience; Volatile.Read(ref written) < 20; await Task.Delay(5))
            {
                DateTime.UtcNow.ShouldBeLessThan(deadline);
            }

            service.Kill();
            await writing;
        }

        (await ServiceProcess.RunAsync(database, "verify-audit")).ExitCode.ShouldBe(0);
        await using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM Initiatives) - (SELECT count(*) FROM AuditEntries WHERE What = 'Registered' AND \"From\" = '203.0.113.9')";
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    private static Dictionary<string, (string? Before, string? After)> Fields(AuditView act) => act.Changes.ToDictionary(c => c.Field, c => (c.Before, c.After));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<IReadOnlyList<Deviation>> VerifyAsync(TestApp app, IReadOnlyList<AuditAnchor>? known = null)
    {
        await using var scope = app.OpenJobScope();
        return await ActivatorUtilities.CreateInstance<RegisterVerifier>(scope.ServiceProvider).VerifyAsync(known ?? [], CancellationToken.None);
    }

    private static async Task WellAsync(TestApp app) => (await VerifyAsync(app)).ShouldBeEmpty();

    private static async Task<IReadOnlyList<AuditAnchor>> EndsAsync(TestApp app)
    {
        await using var scope = app.OpenJobScope();
        var verifier = ActivatorUtilities.CreateInstance<RegisterVerifier>(scope.ServiceProvider);
        await verifier.VerifyAsync([], CancellationToken.None);
        return verifier.Ends;
    }

    private static async Task<AuditEntry> InChainAsync(TestApp app, string tenant, long sequence)
    {
        AuditEntry? entry = null;
        await app.InDatabaseAsync(async db => entry = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Tenant == tenant && e.Sequence == sequence));
        return entry!;
    }

    /// <summary>The hash that the second entry would have, had it come from elsewhere: a forger knows how it is made.</summary>
    private static async Task<string> ForgedAsync(TestApp app) =>
        HashOf((await InChainAsync(app, "NL", 2)).Record().Replace("|from=unknown|", "|from=10.9.9.9|", StringComparison.Ordinal));

    /// <summary>The cells of a line without line breaks in them.</summary>
    private static List<string> CellsOf(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var (cell, quoted) = (new StringBuilder(), at < line.Length && line[at] == '"');
            for (at += quoted ? 1 : 0; at < line.Length && (quoted || line[at] != ','); at++)
            {
                if (quoted && line[at] == '"')
                {
                    if (at + 1 == line.Length || line[at + 1] != '"')
                    {
                        quoted = false;
                        continue;
                    }

                    at++;
                }

                cell.Append(line[at]);
            }

            cells.Add(cell.ToString());
            at++;
        }

        return cells;
    }

    /// <summary>Somebody with the owner's way into the database, who puts back what they tried.</summary>
    private sealed class Tamperer(TestDatabase database) : IAsyncDisposable
    {
        private static readonly string[] Tables = ["AuditEntries", "AuditHeads", "InitiativeRevisions"];
        private readonly System.Data.Common.DbConnection connection = database is PostgreSqlTestDatabase postgres
            ? new NpgsqlConnection(postgres.ConnectionStringOf(PostgreSqlTestDatabase.Owner) + ";Pooling=false")
            : new SqliteConnection($"Data Source={((SqliteTestDatabase)database).Path};Pooling=False");

        /// <summary>A file's triggers keep nobody out who may drop them.</summary>
        public async Task BeginAsync()
        {
            await connection.OpenAsync();
            if (connection is SqliteConnection)
            {
                await ExecuteAsync("DROP TRIGGER AuditEntriesStand; DROP TRIGGER AuditEntriesStay");
            }

            foreach (var table in Tables)
            {
                await ExecuteAsync($"CREATE TABLE \"Kept{table}\" AS SELECT * FROM \"{table}\"");
            }
        }

        public async Task UndoAsync()
        {
            foreach (var table in Tables)
            {
                await ExecuteAsync($"DELETE FROM \"{table}\"; INSERT INTO \"{table}\" SELECT * FROM \"Kept{table}\"");
            }
        }

        public async Task ExecuteAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }

    /// <summary>A disk that is full when the test says so.</summary>
    private sealed class FullDisk
    {
        private const int DiskFull = 13;

        public bool IsFull { get; set; }

        public void Replace(IServiceCollection services)
        {
            var real = services.Last(s => s.ServiceType == typeof(IUnitOfWork)).ImplementationType!;
            services.AddScoped<IUnitOfWork>(provider => new Work(this, (IUnitOfWork)ActivatorUtilities.CreateInstance(provider, real)));
        }

        private sealed class Work(FullDisk disk, IUnitOfWork real) : IUnitOfWork
        {
            public Task<T> InTransactionAsync<T>(Func<Task<T>> act, Func<T, bool> succeeded, CancellationToken cancellationToken) =>
                disk.IsFull ? throw new SqliteException("full", DiskFull) : real.InTransactionAsync(act, succeeded, cancellationToken);

            public Task GiveWayAsync(CancellationToken cancellationToken) => real.GiveWayAsync(cancellationToken);
        }
    }
}

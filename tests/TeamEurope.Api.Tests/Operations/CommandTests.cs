using Microsoft.Data.Sqlite;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Operations;

/// <summary>The commands as an operator gives them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("teameurope-commands-").FullName;

    [Fact]
    public async Task A_backup_taken_while_writes_go_on_is_restored_elsewhere_and_all_is_well()
    {
        var (database, copy, elsewhere) = (At("live.db"), At("copy.db"), At("elsewhere.db"));
        Guid[] before;
        await using (var service = await ServiceProcess.StartAsync(new SqliteFile(database), demo: true))
        {
            var client = await service.SignInAsync("NL");
            before = [(await client.RegisteredAsync(Bodies.Plain("Before"))).Id];
            using var enough = new CancellationTokenSource();
            var writes = 0;
            var writing = Task.Run(async () =>
            {
                for (; !enough.IsCancellationRequested; writes++)
                {
                    await client.RegisterAsync(Bodies.Plain($"During {writes}"));
                }
            });
            (await ServiceProcess.RunAsync(new SqliteFile(database), "backup", "--to", copy)).ShouldBe((0, $"Written: {copy}\n"));
            var meanwhile = writes;
            meanwhile.ShouldBeGreaterThan(5);
            await enough.CancelAsync();
            await writing;

            (await ServiceProcess.RunAsync(new SqliteFile(database), "backup", "--to", copy)).ExitCode.ShouldBe(2);
            var inUse = await ServiceProcess.RunAsync(new SqliteFile(database), "restore", "--from", copy, "--overwrite");
            inUse.ExitCode.ShouldBe(2);
            inUse.Output.ShouldContain("stop the product first");
            (await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit")).Output.ShouldStartWith("All is well");
        }

        (await ServiceProcess.RunAsync(new SqliteFile(elsewhere), "restore", "--from", copy)).ExitCode.ShouldBe(0);
        (await ServiceProcess.RunAsync(new SqliteFile(elsewhere), "restore", "--from", copy)).ExitCode.ShouldBe(2);
        (await ServiceProcess.RunAsync(new SqliteFile(elsewhere), "restore", "--from", copy, "--overwrite")).ExitCode.ShouldBe(0);
        await using var restored = await ServiceProcess.StartAsync(new SqliteFile(elsewhere));
        var there = await (await restored.SignInAsync("NL")).AllInitiativesAsync(new InitiativeFilter { Owner = "NL" }, pageSize: 200).ToListAsync();
        there.Select(i => i.Id).ShouldContain(before[0]);
        (await ServiceProcess.RunAsync(new SqliteFile(elsewhere), "verify-audit")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE Initiatives SET Content = replace(Content, 'Tampered', 'Harmless') WHERE Id = $id", "present-state")]
    [InlineData("DELETE FROM InitiativeRevisions WHERE InitiativeId = $id AND Version = 1", "versions")]
    [InlineData("DELETE FROM RegisterEvents WHERE InitiativeId = $id", "outbox")]
    [InlineData("DELETE FROM Initiatives WHERE Id = $id", "present-state")]
    [InlineData("UPDATE Counters SET Value = Value + 1 WHERE Name LIKE 'reference:NL:%'", "references", "NL:")]
    [InlineData("UPDATE Alerts SET Status = 'Resolved' WHERE Rule = 'labour-competition'", "alerts", "alert ")]
    public async Task What_was_changed_past_the_product_is_named_by_id_and_never_by_content(string tampering, string check, string? where = null)
    {
        var database = At("tampered.db");
        Guid id;
        await using (var service = await ServiceProcess.StartAsync(new SqliteFile(database)))
        {
            var client = await service.SignInAsync("NL");
            var initiative = await client.RegisterAsync(Bodies.Labour("TN", "Tampered"));
            id = initiative.Value.Id;
            await client.ReplaceAsync(id, Bodies.Labour("TN", "Tampered twice"), initiative.ETag!);
            await (await service.SignInAsync("IT")).RegisterAsync(Bodies.Labour("TN"));
            await client.EvaluatedAsync();
        }

        (await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit")).ExitCode.ShouldBe(0);
        await ExecuteAsync(database, tampering, id);
        var (exitCode, output) = await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit");
        exitCode.ShouldBe(1, output);
        output.ShouldContain($"{check}: ");
        output.ShouldContain(where ?? $"initiative {id}");
        output.ShouldNotContain("Tampered");
        output.ShouldNotContain("Harmless");
    }

    [Fact]
    public async Task After_people_have_acted_on_alerts_all_is_still_well()
    {
        var database = At("acted.db");
        await using var service = await ServiceProcess.StartAsync(new SqliteFile(database));
        var (mine, theirs) = (await service.SignInAsync("NL"), await service.SignInAsync("IT"));
        var initiative = await mine.RegisteredAsync(Bodies.Labour("TN"));
        await theirs.RegisterAsync(Bodies.Labour("TN"));
        await mine.EvaluatedAsync();
        var alert = await mine.AlertOfAsync(initiative.Id);
        await mine.AcknowledgeAsync(alert.Id);
        await theirs.AcknowledgeAsync(alert.Id);
        await theirs.CommentAsync(alert.Id, "Let us talk.");
        (await mine.AlertOfAsync(initiative.Id)).Status.ShouldBe("InDiscussion");
        (await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit")).ShouldBe((0, "All is well: versions, outbox, references, alerts and audit chains fit together.\n"));
    }

    [Fact]
    public async Task Where_the_audit_chains_end_is_printed_and_held_against_what_is_there_later()
    {
        var (database, ends) = (At("chained.db"), At("ends"));
        await using (var service = await ServiceProcess.StartAsync(new SqliteFile(database)))
        {
            var client = await service.SignInAsync("NL");
            await client.RegisterAsync(Bodies.Plain());
            await client.RegisterAsync(Bodies.Plain());
            var printed = await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit", "--anchor");
            printed.ExitCode.ShouldBe(0);
            printed.Output.ShouldMatch("^NL 2 [0-9a-f]{64}\n$");
            await File.WriteAllTextAsync(ends, printed.Output);
            await client.RegisterAsync(Bodies.Plain());
        }

        (await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit", "--against", ends)).Output.ShouldStartWith("All is well");
        await ExecuteAsync(
            database,
            "DROP TRIGGER AuditEntriesStay; DELETE FROM AuditEntries WHERE Sequence > 1;"
            + "UPDATE AuditHeads SET Sequence = 1, Hash = (SELECT Hash FROM AuditEntries)");
        (await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit")).ExitCode.ShouldBe(0, "a chain cut off with its head still holds");
        var (exitCode, output) = await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit", "--against", ends);
        (exitCode, output.Contains("audit-chain: NL 2: by the anchor given there was this entry", StringComparison.Ordinal)).ShouldBe((1, true), output);
        await File.WriteAllTextAsync(ends, "NL two");
        (await ServiceProcess.RunAsync(new SqliteFile(database), "verify-audit", "--against", ends)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task What_holds_no_register_or_a_newer_one_is_not_restored()
    {
        await File.WriteAllTextAsync(At("nothing"), "This is no database at all, whatever its name says.");
        await NotRestoredAsync("nothing", "no readable SQLite database");
        await ExecuteAsync(At("other"), "CREATE TABLE Others (Id INTEGER)");
        await NotRestoredAsync("other", "holds no register");
        (await ServiceProcess.RunAsync(new SqliteFile(At("newer")), "migrate")).ExitCode.ShouldBe(0);
        await ExecuteAsync(At("newer"), "INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_Later', '30.0.0')");
        await NotRestoredAsync("newer", "newer version");
    }

    [Fact]
    public async Task An_unknown_command_says_which_there_are()
    {
        var (exitCode, output) = await ServiceProcess.RunAsync(new SqliteFile(At("none.db")), "verify");
        exitCode.ShouldBe(2);
        new[] { "'verify'", "migrate", "verify-audit", "backup", "restore" }.ShouldAllBe(word => output.Contains(word, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private async Task NotRestoredAsync(string name, string reason)
    {
        var (exitCode, output) = await ServiceProcess.RunAsync(new SqliteFile(At("target.db")), "restore", "--from", At(name));
        (exitCode, output.Contains(reason, StringComparison.Ordinal)).ShouldBe((2, true), output);
        Directory.GetFiles(folder, "target*").ShouldBeEmpty();
    }

    private static async Task ExecuteAsync(string database, string sql, Guid id = default)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", id);
        await command.ExecuteNonQueryAsync();
    }
}

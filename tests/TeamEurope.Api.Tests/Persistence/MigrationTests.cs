using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using TeamEurope.Domain.Alerts;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Sqlite;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

public class MigrationTests
{
    private const string Alert = "AAAAAAAA-0000-0000-0000-000000000001";
    private const string Comment = "CCCCCCCC-0000-0000-0000-000000000001";
    private const string Reply = "CCCCCCCC-0000-0000-0000-000000000002";

    private const string Ticks = "638000000000000000";
    private static readonly DateTimeOffset At = new(638_000_000_000_000_000, TimeSpan.Zero);

    [Fact]
    public async Task A_database_of_the_first_schema_keeps_what_it_holds()
    {
        var folder = Directory.CreateTempSubdirectory("teameurope-migration-").FullName;
        using var provider = new SqliteProvider(new DatabaseSettings($"Data Source={Path.Combine(folder, "old.db")}"));
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        provider.Configure(options);
        await using (var db = new TeamEuropeDb(options.Options))
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
            await FillAsync(db);
            await db.Database.MigrateAsync();
        }

        await using (var db = new TeamEuropeDb(options.Options))
        {
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
            (await db.AlertMentions.OrderBy(m => m.Tenant).ToListAsync()).ShouldBe(
                [new(Guid.Parse(Comment), Guid.Parse(Alert), "IT", "rossi", At), new(Guid.Parse(Comment), Guid.Parse(Alert), "NL", "de.vries", At)]);
            (await db.AlertComments.SingleAsync(c => c.Id == Guid.Parse(Comment))).Mentions.ShouldBe(["IT/rossi", "NL/de.vries"]);
            (await db.Alerts.Select(a => new { a.Assignee, a.AssigneeTenant }).SingleAsync()).ShouldBe(new { Assignee = (string?)"rossi", AssigneeTenant = (string?)"IT" });
            var subscription = await db.Subscriptions.SingleAsync();
            (subscription.Country, subscription.Delivery).ShouldBe(("GH", Delivery.Live));
            var notification = await db.Notifications.SingleAsync();
            (notification.Text, notification.IsQuiet).ShouldBe(("News", false));
            var disclosure = await db.Disclosures.SingleAsync();
            (disclosure.Status, disclosure.RepliedBy, disclosure.RepliedAt).ShouldBe((DisclosureStatus.Declined, null, null));
            var briefing = await db.Briefings.SingleAsync();
            (briefing.IsFrozen, briefing.FrozenBy, briefing.Content).ShouldBe((true, null, "{}"));
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task FillAsync(TeamEuropeDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Rows;
        await command.ExecuteNonQueryAsync();
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>Rows as the first schema had them.</summary>
    private const string Rows =
        $$"""
        INSERT INTO Alerts (Id, "Key", Rule, IsFirstHidden, IsSecondHidden, IsForCoordinators, Goals, Status, Level, Substance, IsBaseline, Assignee, OpenedAt, ChangedAt, Version)
            VALUES ('{{Alert}}', 'key', 'labour-competition', 0, 0, 1, ',,', 'Open', 'High', '{}', 0, 'rossi', 1, 1, 1);
        INSERT INTO AlertEvents (Id, AlertId, What, Tenant, "By", Note, At) VALUES
            ('EEEEEEEE-0000-0000-0000-000000000001', '{{Alert}}', 'Assigned', 'NL', 'NL/jansen', 'jansen', 1),
            ('EEEEEEEE-0000-0000-0000-000000000002', '{{Alert}}', 'Assigned', 'IT', 'IT/bianchi', 'rossi', 2);
        INSERT INTO AlertComments (Id, AlertId, Tenant, "User", Text, Mentions, At) VALUES
            ('{{Comment}}', '{{Alert}}', 'NL', 'jansen', 'Hello', '["IT/rossi","NL/de.vries"]', {{Ticks}}),
            ('{{Reply}}', '{{Alert}}', 'IT', 'rossi', 'Hello', '[]', 2);
        INSERT INTO Subscriptions (Id, Tenant, "User", Country) VALUES ('BBBBBBBB-0000-0000-0000-000000000001', 'FR', 'dupont', 'GH');
        INSERT INTO Notifications (Cursor, RecipientKind, Tenant, Kind, Countries, Text, At) VALUES (1, 'Tenant', 'NL', 'Comment', '[]', 'News', 1);
        INSERT INTO Disclosures (Id, AlertId, InitiativeId, HiddenOwner, Asker, AskedBy, Reason, At, Status) VALUES
            ('DDDDDDDD-0000-0000-0000-000000000001', '{{Alert}}', '{{Alert}}', 'NL', 'IT', 'IT/rossi', 'Please', 1, 'Declined');
        INSERT INTO Briefings (Id, MeetingId, Tenant, Language, Audience, Content, "By", ComposedAt, FrozenAt) VALUES
            ('FFFFFFFF-0000-0000-0000-000000000001', '{{Alert}}', 'GSC', 'en', '[]', '{}', 'GSC/secretary', 1, 2);
        """;
}

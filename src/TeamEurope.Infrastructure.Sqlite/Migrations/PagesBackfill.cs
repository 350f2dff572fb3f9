using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamEurope.Infrastructure.Sqlite.Migrations;

/// <summary>What the migration <see cref="Pages"/> can tell of the rows that were there before it.</summary>
internal static class PagesBackfill
{
    public static void Fill(MigrationBuilder migration)
    {
        // Whom earlier comments mention, out of their lists.
        migration.Sql(
            """
            INSERT INTO AlertMentions (CommentId, AlertId, Tenant, "User", At)
            SELECT DISTINCT c.Id, c.AlertId, substr(m.value, 1, instr(m.value, '/') - 1), substr(m.value, instr(m.value, '/') + 1), c.At
            FROM AlertComments AS c, json_each(c.Mentions) AS m
            WHERE instr(m.value, '/') > 1;
            """);

        // An assignee is somebody of the tenant that assigned last.
        migration.Sql(
            """
            UPDATE Alerts SET AssigneeTenant =
                (SELECT e.Tenant FROM AlertEvents AS e WHERE e.AlertId = Alerts.Id AND e.What = 'Assigned' ORDER BY e.At DESC, e.Id DESC LIMIT 1)
            WHERE Assignee IS NOT NULL;
            """);
    }
}

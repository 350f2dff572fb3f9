using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.SqlServer;

/// <summary>Row-level security: one predicate and one policy for each table. Whoever is not in the application's role stands behind the wall.</summary>
public static class SqlServerWall
{
    public static readonly SaysWhoItIsFor Speaker = new("EXEC sp_set_session_context @key = N'tenant', @value = @tenant", "@tenant");

    /// <summary>Takes entries out of the audit chain, in its owner's name, for the jobs' login alone: and only what the chain's head says is pruned.</summary>
    public const string PruneProcedure = "dbo.PruneAuditEntries";

    public const string PruneStatement =
        "DELETE TOP (@most) e FROM dbo.[AuditEntries] AS e JOIN dbo.[AuditHeads] AS h ON h.[Tenant] = e.[Tenant] "
        + "WHERE e.[Tenant] = @tenant AND e.[Sequence] <= h.[PrunedTo]";

    private const string TenantVariable = "CAST(SESSION_CONTEXT(N'tenant') AS nvarchar(40)) COLLATE Latin1_General_100_BIN2";

    private static readonly WallConditions Conditions = new(
        TenantVariable, Quote, "dbo.", isTrue: static column => $"{column} = 1", join: "+");

    /// <summary>
    /// The one change that is made to tables which are only added to, with the owner's right: a pseudonym takes the place of a name. It takes
    /// no other text, so that nobody can sign for somebody else with it.
    /// </summary>
    private const string ForgetName = """
        CREATE OR ALTER PROCEDURE wall.ForgetName @tenant nvarchar(40), @user nvarchar(400), @written nvarchar(max), @pseudonym nvarchar(40)
        WITH EXECUTE AS OWNER AS
        BEGIN
            SET NOCOUNT ON;
            IF @pseudonym NOT LIKE N'former-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]' THROW 50000, N'no pseudonym', 1;
            DECLARE @was nvarchar(400) = @tenant + N'/' + @user, @becomes nvarchar(400) = @tenant + N'/' + @pseudonym;
            UPDATE dbo.[InitiativeRevisions] SET [By] = @becomes WHERE [By] = @was;
            UPDATE dbo.[AlertEvents] SET [By] = @becomes WHERE [By] = @was;
            UPDATE dbo.[AlertEvents] SET [Note] = @becomes WHERE [What] = N'Assigned' AND [Note] = @was;
            UPDATE dbo.[AlertEvents] SET [Note] = @pseudonym WHERE [What] = N'Assigned' AND [Tenant] = @tenant AND [Note] = @user;
            UPDATE dbo.[AlertComments] SET [User] = @pseudonym WHERE [Tenant] = @tenant AND [User] = @user;
            UPDATE dbo.[AlertComments] SET [Mentions] = REPLACE([Mentions], @written, N'"' + @becomes + N'"') WHERE CHARINDEX(@written, [Mentions]) > 0;
            UPDATE dbo.[PersonEvents] SET [By] = @becomes WHERE [By] = @was;
            UPDATE dbo.[PersonEvents] SET [User] = @pseudonym WHERE [Tenant] = @tenant AND [User] = @user;
        END
        """;

    /// <summary>The batches, in their order. They can be run again at any time.</summary>
    public static IEnumerable<string> Script(DatabaseSettings settings)
    {
        yield return "IF SCHEMA_ID(N'wall') IS NULL EXEC(N'CREATE SCHEMA wall');";
        foreach (var role in new[] { settings.ApplicationRole, settings.JobsRole }.OfType<string>().Select(Quote))
        {
            yield return $"GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO {role};";
            yield return $"DENY INSERT, UPDATE, DELETE ON dbo.[__EFMigrationsHistory] TO {role};";
            foreach (var table in WallPlan.AppendOnly.Select(Quote))
            {
                yield return $"DENY UPDATE, DELETE ON dbo.{table} TO {role};";
            }
        }

        yield return ForgetName;
        foreach (var role in new[] { settings.ApplicationRole, settings.JobsRole }.OfType<string>().Select(Quote))
        {
            yield return $"GRANT EXECUTE ON wall.ForgetName TO {role};";
        }

        if (settings.JobsRole is { } jobs)
        {
            // The scheduler makes its own tables here; the jobs' user has this schema as its default one.
            yield return $"IF SCHEMA_ID(N'quartz') IS NULL EXEC(N'CREATE SCHEMA quartz AUTHORIZATION {Quote(jobs)}');";
            yield return $"GRANT CREATE TABLE TO {Quote(jobs)};";
        }

        yield return $"CREATE OR ALTER PROCEDURE {PruneProcedure} @tenant nvarchar(40), @most int AS {PruneStatement};";
        if (settings.JobsRole is { } pruner)
        {
            yield return $"GRANT EXECUTE ON {PruneProcedure} TO {Quote(pruner)};";
        }

        foreach (var (table, rule) in WallPlan.Rules)
        {
            if (Conditions.Of(rule, column => $"@{column}") is not { } condition)
            {
                continue;
            }

            var columns = WallConditions.ColumnsOf(rule);
            var (reading, writing) = ($"wall.{Quote(table + "Reading")}", $"wall.{Quote(table + "Writing")}");
            yield return $"DROP SECURITY POLICY IF EXISTS wall.{Quote(table)};";
            foreach (var (function, shown) in new[] { (reading, condition), (writing, Conditions.OfWriting(rule, column => $"@{column}")) })
            {
                yield return $"DROP FUNCTION IF EXISTS {function};";
                yield return
                    $"CREATE FUNCTION {function}({string.Join(", ", columns.Select(c => $"@{c} {TypeOf(c)}"))}) RETURNS TABLE WITH SCHEMABINDING AS RETURN "
                    + $"SELECT 1 AS sees WHERE ISNULL(IS_ROLEMEMBER({Text(settings.ApplicationRole!)}), 0) = 0 OR {shown};";
            }

            var on = $"({string.Join(", ", columns.Select(Quote))}) ON dbo.{Quote(table)}";
            yield return $"CREATE SECURITY POLICY wall.{Quote(table)} ADD FILTER PREDICATE {reading}{on}, "
                + $"ADD BLOCK PREDICATE {writing}{on} AFTER INSERT, ADD BLOCK PREDICATE {writing}{on} AFTER UPDATE WITH (STATE = ON);";
        }
    }

    private static string TypeOf(string column) => column switch
    {
        "Id" or "InitiativeId" or "AlertId" or "BriefingId" or "ImportId" or "ExportId" or "First" or "Second" => "uniqueidentifier",
        "IsFirstHidden" or "IsSecondHidden" => "bit",
        "Audience" => "nvarchar(max)",
        _ => "nvarchar(400)"
    };

    private static string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static string Text(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

using System.Security.Cryptography;
using System.Text;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.PostgreSql;

/// <summary>Row-level security: policies for the application's role and for the jobs' role; the owner stands behind the wall.</summary>
internal static class PostgreSqlWall
{
    public static readonly SaysWhoItIsFor Speaker = new($"SELECT set_config('{Setting}', @tenant, false)", "tenant");

    /// <summary>Where the scheduler's tables are, which belong to the jobs' login.</summary>
    public const string SchedulerSchema = "quartz";

    /// <summary>Takes entries out of the audit chain, in the owner's name, for the jobs' login alone: and only what the chain's head says is pruned.</summary>
    public const string PruneFunction = "prune_audit_entries";

    private const string Setting = "teameurope.tenant";

    private static readonly WallConditions Conditions = new(
        $"current_setting('{Setting}', true)", Quote, "", isTrue: static column => column, join: "||");

    /// <summary>
    /// The one change that is made to tables which are only added to, with the owner's right: a pseudonym takes the place of a name. It takes
    /// no other text, so that nobody can sign for somebody else with it.
    /// </summary>
    private const string ForgetName = """
        CREATE OR REPLACE FUNCTION forget_name(of_tenant text, of_user text, written text, pseudonym text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $forget$
        DECLARE
            was text := of_tenant || '/' || of_user;
            becomes text := of_tenant || '/' || pseudonym;
        BEGIN
            IF pseudonym !~ '^former-[0-9a-f]{8}$' THEN RAISE EXCEPTION 'no pseudonym'; END IF;
            UPDATE "InitiativeRevisions" SET "By" = becomes WHERE "By" = was;
            UPDATE "AlertEvents" SET "By" = becomes WHERE "By" = was;
            UPDATE "AlertEvents" SET "Note" = becomes WHERE "What" = 'Assigned' AND "Note" = was;
            UPDATE "AlertEvents" SET "Note" = pseudonym WHERE "What" = 'Assigned' AND "Tenant" = of_tenant AND "Note" = of_user;
            UPDATE "AlertComments" SET "User" = pseudonym WHERE "Tenant" = of_tenant AND "User" = of_user;
            UPDATE "AlertComments" SET "Mentions" = replace("Mentions", written, '"' || becomes || '"') WHERE position(written in "Mentions") > 0;
            UPDATE "PersonEvents" SET "By" = becomes WHERE "By" = was;
            UPDATE "PersonEvents" SET "User" = pseudonym WHERE "Tenant" = of_tenant AND "User" = of_user;
        END $forget$;
        """;

    /// <summary>Can be run again at any time.</summary>
    public static IEnumerable<string> Script(DatabaseSettings settings)
    {
        foreach (var role in new[] { settings.ApplicationRole, settings.JobsRole }.OfType<string>().Select(Quote))
        {
            yield return $"GRANT USAGE ON SCHEMA public TO {role};";
            yield return $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};";
            yield return $"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};";
            yield return $"REVOKE INSERT, UPDATE, DELETE ON {Quote("__EFMigrationsHistory")} FROM {role};";
            foreach (var table in WallPlan.AppendOnly.Select(Quote))
            {
                yield return $"REVOKE UPDATE, DELETE ON {table} FROM {role};";
            }
        }

        yield return ForgetName;
        yield return "REVOKE ALL ON FUNCTION forget_name(text, text, text, text) FROM PUBLIC;";
        foreach (var role in new[] { settings.ApplicationRole, settings.JobsRole }.OfType<string>().Select(Quote))
        {
            yield return $"GRANT EXECUTE ON FUNCTION forget_name(text, text, text, text) TO {role};";
        }

        if (settings.JobsRole is { } scheduler)
        {
            // The scheduler makes its own tables here.
            yield return $"CREATE SCHEMA IF NOT EXISTS {SchedulerSchema};";
            yield return $"GRANT USAGE, CREATE ON SCHEMA {SchedulerSchema} TO {Quote(scheduler)};";
        }

        yield return $"CREATE OR REPLACE FUNCTION {PruneFunction}(chain text, most int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS "
            + $"$prune$ WITH gone AS ({PruneStatement("chain", "most")} RETURNING 1) SELECT count(*)::int FROM gone $prune$;";
        yield return $"REVOKE ALL ON FUNCTION {PruneFunction}(text, int) FROM PUBLIC;";
        if (settings.JobsRole is { } pruner)
        {
            yield return $"GRANT EXECUTE ON FUNCTION {PruneFunction}(text, int) TO {Quote(pruner)};";
        }

        foreach (var (table, rule) in WallPlan.Rules)
        {
            if (Conditions.Of(rule, Quote) is not { } condition)
            {
                continue;
            }

            yield return RenewedTable(Quote(table), condition, Conditions.OfWriting(rule, Quote)!, settings);
        }
    }

    public static string PruneStatement(string tenant, string most) =>
        $"""
        DELETE FROM "AuditEntries" WHERE "Tenant" = {tenant} AND "Sequence" IN (
        SELECT e."Sequence" FROM "AuditEntries" e JOIN "AuditHeads" h ON h."Tenant" = e."Tenant" WHERE e."Tenant" = {tenant} AND e."Sequence" <= h."PrunedTo"
        ORDER BY e."Sequence" LIMIT {most})
        """;

    /// <summary>
    /// One table's policies, in one statement: an instance that is running sees the old ones or the new ones. Where they are as they should
    /// be the table is not touched, and nobody waits.
    /// </summary>
    private static string RenewedTable(string table, string reading, string writing, DatabaseSettings settings)
    {
        var policies = $"CREATE POLICY tenant ON {table} TO {Quote(settings.ApplicationRole!)} USING ({reading}) WITH CHECK ({writing});"
            + (settings.JobsRole is { } jobs ? $" CREATE POLICY jobs ON {table} TO {Quote(jobs)} USING (true) WITH CHECK (true);" : "");
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policies)));
        return $"""
            DO $wall$ BEGIN
            IF (SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polname = 'tenant' AND polrelid = '{table}'::regclass) IS DISTINCT FROM '{mark}' THEN
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS tenant ON {table};
            DROP POLICY IF EXISTS jobs ON {table};
            {policies}
            COMMENT ON POLICY tenant ON {table} IS '{mark}';
            END IF;
            END $wall$;
            """;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

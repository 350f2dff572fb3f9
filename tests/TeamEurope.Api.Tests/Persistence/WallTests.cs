using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Common;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Sqlite;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>The database's own wall, by raw SQL with the application's login: what a query gets that forgot to say whose data it wants.</summary>
public class WallTests
{
    private const string InsufficientPrivilege = "42501";

    [Fact]
    public void Every_table_says_to_whom_it_is_shown()
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        using var provider = new SqliteProvider(new DatabaseSettings("Data Source=:memory:"));
        provider.Configure(options);
        using var db = new TeamEuropeDb(options.Options);
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct();
        WallPlan.Rules.Keys.Order().ShouldBe(tables.Order());
        WallPlan.AppendOnly.ShouldBeSubsetOf(WallPlan.Rules.Keys);
    }

    [PostgreSqlFact]
    public async Task Who_does_not_say_for_whom_gets_nothing_of_any_table()
    {
        await using var database = await FilledAsync();
        await using var owner = await database.OpenAsync(PostgreSqlTestDatabase.Owner);
        await using var application = await database.OpenAsync(PostgreSqlTestDatabase.Application);
        var filled = 0;
        foreach (var table in WallPlan.Rules.Where(r => r.Value != WallRule.None).Select(r => r.Key))
        {
            filled += await owner.CountAsync(table) > 0 ? 1 : 0;
            (await application.CountAsync(table)).ShouldBe(0, table);
        }

        filled.ShouldBeGreaterThan(15);
    }

    [PostgreSqlFact]
    public async Task A_tenant_is_shown_what_it_may_see_and_no_more()
    {
        await using var database = await FilledAsync();
        await using var owner = await database.OpenAsync(PostgreSqlTestDatabase.Owner);
        await using var application = await database.OpenAsync(PostgreSqlTestDatabase.Application);
        foreach (var (tenant, titles) in new[]
        {
            ("NL", new[] { "Dutch secret", "For all", "For the Dutch", "Italian and Dutch" }), ("IT", ["For all", "For the Dutch", "Italian and Dutch", "Italian secret", "Italian draft"]), ("FR", ["For all"])
        })
        {
            await application.SayAsync(tenant);
            string.Join('|', await application.TitlesAsync()).ShouldBe(string.Join('|', titles.Order(StringComparer.Ordinal)), tenant);
            foreach (var table in new[] { "InitiativePartners", "InitiativeInstruments" })
            {
                (await application.ListAsync($"SELECT DISTINCT \"InitiativeId\"::text FROM \"{table}\"")).Count.ShouldBe(titles.Length, $"{tenant} {table}");
            }

            (await application.ListAsync("SELECT \"State\" FROM \"InitiativeRevisions\"")).ShouldAllBe(state => titles.Any(t => state.Contains(t, StringComparison.Ordinal)), tenant);
            (await application.ListAsync("SELECT \"Tenant\" FROM \"Notifications\"")).ShouldAllBe(t => t == tenant);
            (await application.ListAsync("SELECT \"Tenant\" FROM \"People\"")).ShouldAllBe(t => t == tenant);
            (await application.ListAsync("SELECT \"Tenant\" FROM \"AuditEntries\"")).ShouldAllBe(t => t == tenant);
            (await application.ListAsync("SELECT \"Reason\" FROM \"RiskRatings\"")).ShouldBe(tenant == "IT" ? ["Italian rating"] : []);
        }

        // The two secrets collide. Nobody is shown the pair's alert: the sides their blind items, the others the one without sides, which
        // the product's own queries keep for coordinators.
        var pairs = "SELECT \"Rule\" FROM \"Alerts\" WHERE \"First\" IS NOT NULL AND \"Second\" IS NOT NULL AND 'TN' IN (SELECT \"Country\" FROM \"AlertCountries\" WHERE \"AlertId\" = \"Id\")";
        (await owner.ListAsync(pairs)).ShouldContain("labour-competition");
        foreach (var tenant in new[] { "NL", "IT", "FR" })
        {
            await application.SayAsync(tenant);
            string.Join('|', await application.ListAsync(pairs)).ShouldBe("collision", tenant);
        }

        await application.SayAsync(Wall.Everybody);
        (await application.CountAsync("Initiatives")).ShouldBe(await owner.CountAsync("Initiatives"));
    }

    [PostgreSqlFact]
    public async Task Nobody_writes_for_another_tenant_or_rewrites_what_is_kept_for_good()
    {
        await using var database = await FilledAsync();
        await using var application = await database.OpenAsync(PostgreSqlTestDatabase.Application);
        await application.SayAsync("NL");
        await RefusedAsync(application, "INSERT INTO \"SavedViews\" SELECT gen_random_uuid(), 'IT', 'rossi', 'alerts', 'planted', '', 0");
        await RefusedAsync(application, "UPDATE \"InitiativeRevisions\" SET \"By\" = 'NL/nobody'");
        await RefusedAsync(application, "DELETE FROM \"AlertEvents\"");
        await RefusedAsync(application, "UPDATE \"AuditEntries\" SET \"From\" = 'elsewhere'");
        await RefusedAsync(application, "SELECT prune_audit_entries('NL', 10)");
        await RefusedAsync(application, "ALTER TABLE \"Initiatives\" DISABLE ROW LEVEL SECURITY");
        await RefusedAsync(application, "CREATE TABLE planted (id int)");
        await RefusedAsync(application, "DELETE FROM \"__EFMigrationsHistory\"");
        await RefusedAsync(application, "UPDATE \"Initiatives\" SET \"Version\" = 99 WHERE \"Owner\" = 'IT'");
        (await application.ExecuteAsync("UPDATE \"Initiatives\" SET \"Version\" = 99 WHERE \"Content\" LIKE '%Italian secret%'")).ShouldBe(0);
        await using var jobs = await database.OpenAsync(PostgreSqlTestDatabase.Jobs);
        (await jobs.CountAsync("Initiatives")).ShouldBe(6);
        await RefusedAsync(jobs, "DELETE FROM \"InitiativeRevisions\"");
        await RefusedAsync(jobs, "DELETE FROM \"AuditEntries\"");
        await jobs.ExecuteAsync("SELECT prune_audit_entries('NL', 10)");
        (await jobs.ListAsync("SELECT \"Tenant\" FROM \"AuditEntries\"")).ShouldContain("NL", "only what the chain's head says is pruned goes");
        await RefusedAsync(jobs, "DROP TABLE \"Initiatives\"");
    }

    [PostgreSqlFact]
    public async Task A_query_of_the_product_that_forgot_its_caller_gets_nothing()
    {
        await using var database = await PostgreSqlTestDatabase.CreateInSharedClusterAsync();
        await using var app = await TestApp.StartAsync(database: database);
        await (await app.SignInAsync("NL")).RegisterAsync(Bodies.Labour("TN"));
        await using var nobody = app.Services.CreateAsyncScope();
        (await nobody.ServiceProvider.GetRequiredService<ITeamEuropeDb>().Initiatives.CountAsync()).ShouldBe(0);
        await using var somebody = app.Services.CreateAsyncScope();
        somebody.ServiceProvider.GetRequiredService<CurrentUser>().SignIn(new Caller("NL", "jansen", Role.Desk));
        (await somebody.ServiceProvider.GetRequiredService<ITeamEuropeDb>().Initiatives.CountAsync()).ShouldBe(1);
    }

    /// <summary>A register with secrets on both sides, and nobody's process running on it.</summary>
    private static async Task<PostgreSqlTestDatabase> FilledAsync()
    {
        var database = await PostgreSqlTestDatabase.CreateInSharedClusterAsync();
        await using var app = await TestApp.StartAsync(database: new Borrowed(database));
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await nl.RegisterAsync(Bodies.Labour("TN", "Dutch secret", "Owner"));
        await it.RegisterAsync(Bodies.Labour("TN", "Italian secret", "Owner"));
        await it.RegisterAsync(Bodies.Labour("SN", "Italian draft", "TeamEurope") with { Stage = "Draft" });
        await it.RegisterAsync(Bodies.Labour("JP", "For all"));
        await it.RegisterAsync(Bodies.Labour("GH", "For the Dutch", "Named") with { NamedTenants = ["NL"] });
        await it.RegisterAsync(Bodies.Labour("KE", "Italian and Dutch", "Owner") with { Participants = ["NL"] });
        await it.RateAsync("GH", new RiskRatingRequest("high", "Italian rating"));
        await it.EvaluatedAsync();
        return database;
    }

    private static async Task RefusedAsync(NpgsqlConnection connection, string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBe(InsufficientPrivilege, sql);

    /// <summary>A database that its user does not delete.</summary>
    private sealed class Borrowed(TestDatabase database) : TestDatabase
    {
        public override IReadOnlyDictionary<string, string> Settings => database.Settings;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

internal static class RawSql
{
    public static async Task<NpgsqlConnection> OpenAsync(this PostgreSqlTestDatabase database, string login)
    {
        var connection = new NpgsqlConnection(database.ConnectionStringOf(login) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public static Task<int> SayAsync(this NpgsqlConnection connection, string tenant) =>
        connection.ExecuteAsync($"SELECT set_config('teameurope.tenant', '{tenant}', false)");

    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(this NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<List<string>> ListAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    public static async Task<List<string>> TitlesAsync(this NpgsqlConnection connection) =>
        [.. (await connection.ListAsync("SELECT \"Content\"::json->>'Title' FROM \"Initiatives\"")).Order(StringComparer.Ordinal)];
}

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.SqlServer;
using TeamEurope.Testing;
using TeamEurope.Testing.Tsql;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>What would be said to SQL Server is T-SQL; <see cref="TsqlCapture"/> sees to it for every query of every test.</summary>
public class TsqlTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migrations_parse(MigrationsSqlGenerationOptions options)
    {
        using var db = Models.Open("SqlServer");
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        script.ShouldContain("CREATE TABLE [Initiatives]");
        TsqlCheck.Parse(script);
    }

    [Fact]
    public void The_wall_parses()
    {
        var batches = SqlServerWall.Script(new DatabaseSettings("Server=none", ApplicationRole: "app", JobsRole: "jobs")).ToList();
        batches.ShouldContain(b => b.StartsWith("CREATE SECURITY POLICY wall.[Initiatives]", StringComparison.Ordinal));
        batches.ForEach(batch => TsqlCheck.Parse(batch));
    }

    [Fact]
    public async Task The_queries_of_a_usual_day_are_captured()
    {
        var desk = await fixture.App.SignInAsync("NL");
        var other = await fixture.App.SignInAsync("IT");
        var first = await desk.RegisteredAsync(Bodies.Labour("MA", "Captured"));
        await other.RegisteredAsync(Bodies.Labour("MA", "Captured too"));
        await desk.EvaluatedAsync();
        await desk.AlertsOfAsync(first.Id);
        await desk.NewsAsync();
        (await desk.ListInitiativesAsync(new InitiativeFilter { Q = "captured" })).Items.Count.ShouldBe(2);

        var statements = TsqlCapture.Shared.Statements;
        statements.Count.ShouldBeGreaterThan(40);
        statements.ShouldContain(s => s.Contains("UPDATE [", StringComparison.Ordinal), "a change of rows without reading them");
        statements.ShouldContain(s => s.Contains("INNER JOIN [AlertAudiences]", StringComparison.Ordinal), "the second question of a split query");
        statements.ShouldContain(s => s.Contains("TOP(", StringComparison.Ordinal), "a page of a list");
    }

    [Fact]
    public async Task A_query_that_SQL_Server_would_not_take_is_refused_with_its_text()
    {
        await using var database = new SqliteTestDatabase();
        await using var db = OpenSqlite(database, new TsqlCapture());
        var refused = await Should.ThrowAsync<NotTsqlException>(() => db.Initiatives.Where(i => EF.Functions.Glob(i.Reference, "TE-*")).Select(i => i.Id).ToListAsync());
        refused.Message.ShouldContain("Glob");
    }

    [Fact]
    public async Task A_query_on_the_product_fails_with_its_capture_even_where_nobody_waits_for_it()
    {
        await using var database = new SqliteTestDatabase();
        var capture = new TsqlCapture();
        await using var db = OpenSqlite(database, capture);
        capture.ThrowIfRefused();
        await Should.ThrowAsync<NotTsqlException>(() => db.People.Where(p => EF.Functions.Glob(p.User, "a*")).CountAsync());
        Should.Throw<NotTsqlException>(capture.ThrowIfRefused);
    }

    [Theory]
    [InlineData("SELECT [Id] FROM [People] LIMIT 5", 0)]
    [InlineData("SELECT [Id] FROM [People] WITH (NOLOCK)", 0)]
    [InlineData("SELECT [Id] FROM [People] WITH (UPDLOCK, READPAST)", 0)]
    [InlineData("MERGE [People] AS t USING (SELECT 1 AS Id) AS s ON t.Id = s.Id WHEN MATCHED THEN DELETE;", 0)]
    [InlineData("SELECT 1", 2_101)]
    public void Unwanted_commands_are_seen(string sql, int parameters) =>
        Should.Throw<NotTsqlException>(() => TsqlCheck.ParseCommand(sql, parameters)).Message.ShouldContain(sql);

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public void Every_entity_can_be_added_changed_and_deleted(int? batch)
    {
        using var model = Models.Open("SqlServer");
        foreach (var type in model.Model.GetEntityTypes())
        {
            // Several at once, so that there is something to batch.
            var commands = new List<SilentCommand>();
            Save(type, commands, batch, EntityState.Added);
            Save(type, commands, batch, EntityState.Modified);
            Save(type, commands, batch, EntityState.Deleted);

            var verbs = type.GetProperties().Any(p => !p.IsPrimaryKey()) ? new[] { "INSERT INTO", "UPDATE", "DELETE FROM" } : ["INSERT INTO", "DELETE FROM"];
            foreach (var verb in verbs)
            {
                commands.ShouldContain(c => c.Text.Contains($"{verb} [{type.GetTableName()}]", StringComparison.Ordinal)
                    || (batch == null && c.Text.Contains($"MERGE [{type.GetTableName()}]", StringComparison.Ordinal)), $"{verb} {type.GetTableName()}");
            }

            foreach (var command in commands)
            {
                TsqlCheck.ParseCommand(command.Text, command.Parameters, mayMerge: batch is null);
            }
        }
    }

    private static TeamEuropeDb OpenSqlite(SqliteTestDatabase database, TsqlCapture capture)
    {
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        options.UseSqlite($"Data Source={database.Path}").AddInterceptors(capture);
        return new TeamEuropeDb(options.Options);
    }

    private static void Save(IEntityType type, List<SilentCommand> commands, int? batch, EntityState state)
    {
        using var db = SilentSqlServer.Open(commands, batch);
        for (var number = 1; number <= 5; number++)
        {
            var entry = db.Entry(RuntimeHelpers.GetUninitializedObject(type.ClrType));
            foreach (var property in entry.Properties.Where(p => !p.Metadata.IsNullable && !(state == EntityState.Added && p.Metadata.ValueGenerated == ValueGenerated.OnAdd && p.Metadata.ClrType == typeof(int))))
            {
                property.CurrentValue = Value(property.Metadata.ClrType, number);
            }

            entry.State = state;
        }

        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException) when (commands.Count > 0)
        {
            // The made-up answers do not count the rows right; the commands were sent before that.
        }
    }

    private static object Value(Type type, int number) =>
        type == typeof(string) ? "text" + number
        : type == typeof(Guid) ? new Guid(number, 0, 0, new byte[8])
        : type == typeof(int) ? number
        : type == typeof(long) ? (long)number
        : type == typeof(byte[]) ? new byte[] { 1 }
        : type.IsValueType ? Activator.CreateInstance(type)!
        : type.IsInterface ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : RuntimeHelpers.GetUninitializedObject(type);
}

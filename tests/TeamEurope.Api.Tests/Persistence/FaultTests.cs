using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouldly;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.PostgreSql;
using TeamEurope.Infrastructure.Sqlite;
using TeamEurope.Infrastructure.SqlServer;
using TeamEurope.Testing;
using TeamEurope.Api.Tests.Support;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>What each database's own errors mean; PostgreSQL's and SQLite's are real ones.</summary>
public class FaultTests
{
    [PostgreSqlFact]
    public async Task PostgreSql_says_what_happened()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync(isDurable: false);
        var provider = new PostgreSqlProvider(new DatabaseSettings(cluster.AdminConnectionString));
        await using var one = await OpenAsync(cluster);
        await using var two = await OpenAsync(cluster);
        await RunAsync(one, "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 1), (2, 2)");

        provider.FaultOf(await FailureOf(() => RunAsync(one, "INSERT INTO t VALUES (1, 1)"))).ShouldBe(DatabaseFault.Duplicate);
        provider.FaultOf(await FailureOf(() => RunAsync(one, "SET statement_timeout = 50; SELECT pg_sleep(5)"))).ShouldBe(DatabaseFault.Away);
        await RunAsync(one, "RESET statement_timeout");
        provider.FaultOf(await FailureOf(() => RunAsync(one, "BEGIN READ ONLY; DELETE FROM t"))).ShouldBe(DatabaseFault.Away);
        await RunAsync(one, "ROLLBACK");
        provider.FaultOf(await FailureOf(() => RunAsync(one, "SELECT nonsense FROM t"))).ShouldBe(DatabaseFault.None);

        await RunAsync(one, "BEGIN; UPDATE t SET n = 3 WHERE id = 1");
        provider.FaultOf(await FailureOf(() => RunAsync(two, "SET lock_timeout = 50; UPDATE t SET n = 4 WHERE id = 1"))).ShouldBe(DatabaseFault.Collision);
        await RunAsync(two, "RESET lock_timeout; BEGIN; UPDATE t SET n = 4 WHERE id = 2");
        var ends = await Task.WhenAll(EndOf(one, "UPDATE t SET n = 5 WHERE id = 2"), EndOf(two, "UPDATE t SET n = 5 WHERE id = 1"));
        provider.FaultOf(ends.OfType<Exception>().ShouldHaveSingleItem()).ShouldBe(DatabaseFault.Collision);
        await RunAsync(one, "ROLLBACK");
        await RunAsync(two, "ROLLBACK");

        await RunAsync(one, "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT n FROM t");
        await RunAsync(two, "UPDATE t SET n = n + 1");
        provider.FaultOf(await FailureOf(() => RunAsync(one, "UPDATE t SET n = n + 1"))).ShouldBe(DatabaseFault.Collision);
        await RunAsync(one, "ROLLBACK");

        await using var elsewhere = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.AdminConnectionString) { Database = "nowhere" }.ToString());
        provider.FaultOf(await FailureOf(() => elsewhere.OpenAsync())).ShouldBe(DatabaseFault.Away);

        await cluster.ExecuteAsync($"SELECT pg_terminate_backend({two.ProcessID})");
        provider.FaultOf(await FailureOf(() => RunAsync(two, "SELECT 1"))).ShouldBe(DatabaseFault.Away);
        await cluster.StopServerAsync();
        provider.FaultOf(await FailureOf(() => RunAsync(one, "SELECT 1"))).ShouldBe(DatabaseFault.Away);
        provider.FaultOf(await FailureOf(() => OpenAsync(cluster))).ShouldBe(DatabaseFault.Away);
    }

    [Fact]
    public async Task Sqlite_says_what_happened()
    {
        await using var database = new SqliteTestDatabase();
        using var provider = new SqliteProvider(new DatabaseSettings($"Data Source={database.Path}"));
        await using var one = OpenSqlite($"Data Source={database.Path};Default Timeout=1");
        Run(one, "CREATE TABLE t (id TEXT PRIMARY KEY, n TEXT UNIQUE); INSERT INTO t VALUES ('a', 'a')");
        provider.FaultOf(FailureOf(() => Run(one, "INSERT INTO t VALUES ('a', 'b')"))).ShouldBe(DatabaseFault.Duplicate);
        provider.FaultOf(FailureOf(() => Run(one, "INSERT INTO t VALUES ('b', 'a')"))).ShouldBe(DatabaseFault.Duplicate);
        provider.FaultOf(FailureOf(() => Run(one, "SELECT nonsense"))).ShouldBe(DatabaseFault.None);

        await using (var two = OpenSqlite($"Data Source={database.Path}"))
        {
            Run(two, "BEGIN IMMEDIATE");
            provider.FaultOf(FailureOf(() => Run(one, "INSERT INTO t VALUES ('c', 'c')"))).ShouldBe(DatabaseFault.Collision);
            Run(two, "ROLLBACK");
        }

        Run(one, "PRAGMA max_page_count = 4");
        provider.FaultOf(FailureOf(() => Run(one, "INSERT INTO t VALUES ('d', hex(zeroblob(100000)))"))).ShouldBe(DatabaseFault.Full);
        provider.FaultOf(FailureOf(() => OpenSqlite($"Data Source={database.Path}/nowhere.db").Dispose())).ShouldBe(DatabaseFault.Away);
    }

    [Fact]
    public async Task A_Sqlite_file_that_may_only_be_read_is_as_good_as_away()
    {
        await using var database = new SqliteTestDatabase();
        using var provider = new SqliteProvider(new DatabaseSettings($"Data Source={database.Path}"));
        await using (var made = OpenSqlite($"Data Source={database.Path};Pooling=false"))
        {
            Run(made, "CREATE TABLE t (id TEXT PRIMARY KEY)");
        }

        await using var reader = OpenSqlite($"Data Source={database.Path};Mode=ReadOnly;Pooling=false");
        provider.FaultOf(FailureOf(() => Run(reader, "INSERT INTO t VALUES ('a')"))).ShouldBe(DatabaseFault.Away);
    }

    [Theory]
    [InlineData(2601, DatabaseFault.Duplicate)]
    [InlineData(2627, DatabaseFault.Duplicate)]
    [InlineData(1205, DatabaseFault.Collision)]
    [InlineData(1222, DatabaseFault.Collision)]
    [InlineData(3960, DatabaseFault.Collision)]
    [InlineData(1105, DatabaseFault.Full)]
    [InlineData(9002, DatabaseFault.Full)]
    [InlineData(-2, DatabaseFault.Away)]
    [InlineData(4060, DatabaseFault.Away)]
    [InlineData(10054, DatabaseFault.Away)]
    [InlineData(40613, DatabaseFault.Away)]
    [InlineData(207, DatabaseFault.None)]
    public void SQL_Server_numbers_mean(int number, DatabaseFault fault)
    {
        var provider = new SqlServerProvider(new DatabaseSettings("Server=nowhere.invalid"));
        provider.FaultOf(new InvalidOperationException("around", ServerError(number, 14))).ShouldBe(fault);
    }

    [Fact]
    public void A_SQL_Server_error_that_ends_the_connection_is_an_away() =>
        new SqlServerProvider(new DatabaseSettings("Server=nowhere.invalid")).FaultOf(ServerError(99_999, 20)).ShouldBe(DatabaseFault.Away);

    /// <summary>The client makes its errors itself only; nobody else can.</summary>
    private static SqlException ServerError(int number, byte severity)
    {
        const BindingFlags Inside = BindingFlags.NonPublic | BindingFlags.Instance;
        var constructor = typeof(SqlError).GetConstructors(Inside).MinBy(c => c.GetParameters().Length)!;
        var names = 0;
        var error = constructor.Invoke([.. constructor.GetParameters().Select(p =>
            p.Name == "infoNumber" ? number
            : p.Name is "errorClass" ? severity
            : p.ParameterType == typeof(string) ? "text" + names++
            : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
        var errors = (SqlErrorCollection)typeof(SqlErrorCollection).GetConstructor(Inside, [])!.Invoke([]);
        typeof(SqlErrorCollection).GetMethod("Add", Inside)!.Invoke(errors, [error]);
        var make = typeof(SqlException).GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
            .First(m => m.Name == "CreateException" && m.GetParameters() is [var e, var v] && e.ParameterType == typeof(SqlErrorCollection) && v.ParameterType == typeof(string));
        return (SqlException)make.Invoke(null, [errors, "16.0"])!;
    }

    private static async Task<NpgsqlConnection> OpenAsync(PostgreSqlCluster cluster)
    {
        var connection = new NpgsqlConnection(cluster.AdminConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>How it failed; null where it did not.</summary>
    private static async Task<Exception?> EndOf(NpgsqlConnection connection, string sql)
    {
        try
        {
            await RunAsync(connection, sql);
            return null;
        }
        catch (PostgresException e)
        {
            return e;
        }
    }

    private static async Task<Exception> FailureOf(Func<Task> act) => await Should.ThrowAsync<Exception>(act);

    private static SqliteConnection OpenSqlite(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Exception FailureOf(Action act) => Should.Throw<Exception>(act);
}

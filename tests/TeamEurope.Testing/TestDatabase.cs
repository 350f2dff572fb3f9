using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.PostgreSql;
using TeamEurope.Infrastructure.Sqlite;

namespace TeamEurope.Testing;

/// <summary>
/// An empty database for one test or one class of tests. Which one, the environment says: <c>TEAMEUROPE_TEST_DATABASE</c> is
/// <c>Sqlite</c> (usual), <c>PostgreSql</c> (a server of the tests' own) or <c>SqlServer</c> (the one whose connection string is in
/// <c>TEAMEUROPE_SQLSERVER</c>). Dispose deletes it.
/// </summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public static string Kind { get; } = Environment.GetEnvironmentVariable("TEAMEUROPE_TEST_DATABASE") ?? "Sqlite";

    public static Task<TestDatabase> CreateAsync() => Kind switch
    {
        "Sqlite" => Task.FromResult<TestDatabase>(new SqliteTestDatabase()),
        "PostgreSql" => SharedAsync(),
        "SqlServer" => Task.FromResult<TestDatabase>(new SqlServerTestDatabase()),
        _ => throw new InvalidOperationException($"TEAMEUROPE_TEST_DATABASE is '{Kind}'; possible: Sqlite, PostgreSql, SqlServer.")
    };

    private static async Task<TestDatabase> SharedAsync() => await PostgreSqlTestDatabase.CreateInSharedClusterAsync();

    /// <summary>The product's settings that lead to it.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public abstract ValueTask DisposeAsync();

    protected static Dictionary<string, string> SettingsOf(string provider, string connection) =>
        new() { ["Database:Provider"] = provider, ["ConnectionStrings:TeamEurope"] = connection };
}

/// <summary>A file in a folder of its own, copied from one that was migrated once.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    /// <summary>Linux keeps this folder in memory: nobody waits for the disk. What is tried here is not a power cut.</summary>
    private const string Memory = "/dev/shm";

    private static readonly Lazy<byte[]> Migrated = new(Migrate);
    private readonly string folder = CreateFolder();

    public SqliteTestDatabase() => File.WriteAllBytes(Path, Migrated.Value);

    public string Path => System.IO.Path.Combine(folder, "test.db");

    public override IReadOnlyDictionary<string, string> Settings => SettingsOf("Sqlite", $"Data Source={Path}");

    public override ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string CreateFolder() => Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"teameurope-test-{Guid.NewGuid():n}")).FullName
        : Directory.CreateTempSubdirectory("teameurope-test-").FullName;

    private static byte[] Migrate()
    {
        var file = System.IO.Path.Combine(CreateFolder(), "migrated.db");
        using (var provider = new SqliteProvider(new DatabaseSettings($"Data Source={file};Pooling=false")))
        {
            var options = new DbContextOptionsBuilder<TeamEuropeDb>();
            provider.Configure(options, DatabaseLogin.Owner);
            using var db = new TeamEuropeDb(options.Options);
            db.Database.Migrate();
        }

        var bytes = File.ReadAllBytes(file);
        Directory.Delete(System.IO.Path.GetDirectoryName(file)!, recursive: true);
        return bytes;
    }
}

/// <summary>A file that its test keeps: it is there before and after.</summary>
public sealed class SqliteFile(string path) : TestDatabase
{
    public override IReadOnlyDictionary<string, string> Settings => SettingsOf("Sqlite", $"Data Source={path}");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A database that outlives the product on it: another one is started there next.</summary>
public sealed class KeptDatabase(TestDatabase database) : TestDatabase
{
    public override IReadOnlyDictionary<string, string> Settings => database.Settings;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A database in a cluster, copied from one that was migrated once.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<PostgreSqlCluster>> Prepared = new(async () =>
    {
        var cluster = await PostgreSqlCluster.SharedAsync();
        await PrepareAsync(cluster);
        return cluster;
    });

    public const string Application = "teameurope_app";
    public const string Jobs = "teameurope_jobs";
    public const string Owner = "teameurope_owner";

    private readonly PostgreSqlCluster cluster;
    private readonly string name;

    private PostgreSqlTestDatabase(PostgreSqlCluster cluster, string name) => (this.cluster, this.name) = (cluster, name);

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:TeamEurope"] = ConnectionStringOf(Application),
        ["ConnectionStrings:TeamEuropeJobs"] = ConnectionStringOf(Jobs),
        ["ConnectionStrings:TeamEuropeOwner"] = ConnectionStringOf(Owner),
        ["Database:ApplicationRole"] = Application,
        ["Database:JobsRole"] = Jobs
    };

    /// <summary>The way in of one of the three logins.</summary>
    public string ConnectionStringOf(string login) => ConnectionOf(cluster, name, login);

    public static async Task<PostgreSqlTestDatabase> CreateInSharedClusterAsync() => await CreateAsync(await Prepared.Value);

    /// <summary>In a cluster that <see cref="PrepareAsync"/> has prepared.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateAsync(PostgreSqlCluster cluster)
    {
        var name = $"test_{Guid.NewGuid():n}";
        await cluster.ExecuteAsync($"CREATE DATABASE {name} OWNER {Owner} TEMPLATE teameurope STRATEGY FILE_COPY");
        return new PostgreSqlTestDatabase(cluster, name);
    }

    /// <summary>One without a schema, in a cluster of which nothing is known.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateEmptyAsync(PostgreSqlCluster cluster)
    {
        await CreateLoginsAsync(cluster);
        var name = $"test_{Guid.NewGuid():n}";
        await cluster.ExecuteAsync($"CREATE DATABASE {name} OWNER {Owner}");
        return new PostgreSqlTestDatabase(cluster, name);
    }

    /// <summary>A copy, by the vendor's own dump and restore.</summary>
    public async Task<PostgreSqlTestDatabase> DumpAndRestoreAsync()
    {
        var copy = new PostgreSqlTestDatabase(cluster, $"test_{Guid.NewGuid():n}");
        await cluster.ExecuteAsync($"CREATE DATABASE {copy.name} OWNER {Owner}");
        await cluster.CopyAsync(name, copy.name);
        return copy;
    }

    /// <summary>Makes the database that all others are copied from.</summary>
    public static async Task PrepareAsync(PostgreSqlCluster cluster)
    {
        await CreateLoginsAsync(cluster);
        await cluster.ExecuteAsync($"CREATE DATABASE teameurope OWNER {Owner}");
        var provider = new PostgreSqlProvider(new DatabaseSettings(
            ConnectionOf(cluster, "teameurope", Owner) + ";Pooling=false", ApplicationRole: Application, JobsRole: Jobs));
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        provider.Configure(options, DatabaseLogin.Owner);
        await using var db = new TeamEuropeDb(options.Options);
        await db.Database.MigrateAsync();
        await provider.BuildWallAsync(db, CancellationToken.None);
    }

    public override async ValueTask DisposeAsync() => await cluster.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task CreateLoginsAsync(PostgreSqlCluster cluster)
    {
        foreach (var login in new[] { Owner, Application, Jobs })
        {
            await cluster.ExecuteAsync($"CREATE ROLE {login} LOGIN");
        }
    }

    private static string ConnectionOf(PostgreSqlCluster cluster, string database, string login) =>
        $"Host=127.0.0.1;Port={cluster.Port};Username={login};Database={database};Maximum Pool Size=30";
}

/// <summary>A database on the server that the environment names; the product's own start migrates it.</summary>
public sealed class SqlServerTestDatabase : TestDatabase
{
    private readonly string server = Environment.GetEnvironmentVariable("TEAMEUROPE_SQLSERVER")
        ?? throw new InvalidOperationException("TEAMEUROPE_SQLSERVER is to hold the connection string of a SQL Server.");

    private readonly string name = $"test_{Guid.NewGuid():n}";

    public override IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var settings = SettingsOf("SqlServer", new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ToString());
            if (Environment.GetEnvironmentVariable("TEAMEUROPE_SQLSERVER_BATCH") is { } size)
            {
                settings["Database:MaxBatchSize"] = size;
            }

            return settings;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        await using var connection = new SqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS [{name}]";
        await command.ExecuteNonQueryAsync();
    }
}

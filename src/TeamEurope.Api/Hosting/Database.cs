using Microsoft.EntityFrameworkCore;
using TeamEurope.Infrastructure.Demo;
using TeamEurope.Infrastructure.Jobs;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.PostgreSql;
using TeamEurope.Infrastructure.Sqlite;
using TeamEurope.Infrastructure.SqlServer;

namespace TeamEurope.Api.Hosting;

/// <summary>Which database, and bringing it up to date.</summary>
internal static class Database
{
    public const string MigrateCommand = "migrate";
    private const string Application = "TeamEurope";
    private const string Jobs = "TeamEuropeJobs";
    private const string Owner = "TeamEuropeOwner";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var provider = ProviderOf(builder.Configuration, Application);
        builder.Services.AddSingleton(provider).AddScheduling(provider);
    }

    /// <summary>
    /// In Development the schema is migrated and an empty register filled with the demo register; elsewhere the command
    /// <c>migrate</c> does the first, and nothing does the second.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            await MigrateAsync(app.Configuration, renewsWall: false);
        }

        await using var scope = app.Services.CreateAsyncScope();
        if ((await scope.ServiceProvider.GetRequiredService<TeamEuropeDb>().Database.GetPendingMigrationsAsync()).Any())
        {
            throw new StartRefusedException($"The database is of an older version. Run the product once with the argument '{MigrateCommand}'.");
        }

        if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Demo:Seed", true))
        {
            await DemoRegister.FillIfEmptyAsync(app.Services);
        }
    }

    /// <summary>With the owner's login: the others may not change the schema.</summary>
    /// <param name="renewsWall">Whether the wall is renewed also where nothing was to be migrated.</param>
    /// <returns>The migrations that were made.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(IConfiguration configuration, bool renewsWall)
    {
        var provider = ProviderOf(configuration, configuration.GetConnectionString(Owner) is null ? Application : Owner);
        var options = new DbContextOptionsBuilder<TeamEuropeDb>();
        provider.Configure(options, DatabaseLogin.Owner);
        await using var db = new TeamEuropeDb(options.Options);
        var pending = (await db.Database.GetPendingMigrationsAsync()).ToList();
        if (renewsWall || pending.Count > 0)
        {
            await db.Database.MigrateAsync();
            await provider.BuildWallAsync(db, CancellationToken.None);
        }

        (provider as IDisposable)?.Dispose();
        return pending;
    }

    private static IDatabaseProvider ProviderOf(IConfiguration configuration, string login)
    {
        var name = configuration["Database:Provider"] ?? "Sqlite";
        return name switch
        {
            "Sqlite" => new SqliteProvider(SettingsOf(configuration, login, SqliteProvider.UsualConnectionString)),
            "PostgreSql" => new PostgreSqlProvider(SettingsOf(configuration, login)),
            "SqlServer" => new SqlServerProvider(SettingsOf(configuration, login)),
            _ => throw new StartRefusedException($"Database:Provider is '{name}'; possible: Sqlite, PostgreSql, SqlServer.")
        };
    }

    private static DatabaseSettings SettingsOf(IConfiguration configuration, string login, Func<string>? usualConnection = null) => new(
        configuration.GetConnectionString(login) ?? usualConnection?.Invoke()
            ?? throw new StartRefusedException($"ConnectionStrings:{login} is not set; the chosen Database:Provider needs it."),
        configuration.GetValue<int?>("Database:MaxBatchSize") is var size and (null or > 0)
            ? size
            : throw new StartRefusedException("Database:MaxBatchSize is not a number above 0."),
        configuration.GetConnectionString(Jobs),
        configuration["Database:ApplicationRole"],
        configuration["Database:JobsRole"]);
}

/// <summary>The product refuses to start; the message says what to configure.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);

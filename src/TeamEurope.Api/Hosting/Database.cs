using Microsoft.EntityFrameworkCore;
using TeamEurope.Infrastructure.Demo;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.PostgreSql;
using TeamEurope.Infrastructure.SqlServer;
using TeamEurope.Infrastructure.Sqlite;

namespace TeamEurope.Api.Hosting;

/// <summary>Which database, and bringing it up to date.</summary>
internal static class Database
{
    private const string MigrateCommand = "migrate";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var name = builder.Configuration["Database:Provider"] ?? "Sqlite";
        IDatabaseProvider provider = name switch
        {
            "Sqlite" => new SqliteProvider(SettingsOf(builder.Configuration, SqliteProvider.UsualConnectionString)),
            "PostgreSql" => new PostgreSqlProvider(SettingsOf(builder.Configuration)),
            "SqlServer" => new SqlServerProvider(SettingsOf(builder.Configuration)),
            _ => throw new StartRefusedException($"Database:Provider is '{name}'; possible: Sqlite, PostgreSql, SqlServer.")
        };
        builder.Services.AddSingleton(provider);
    }

    private static DatabaseSettings SettingsOf(IConfiguration configuration, Func<string>? usualConnection = null) => new(
        configuration.GetConnectionString("TeamEurope") ?? usualConnection?.Invoke()
            ?? throw new StartRefusedException("ConnectionStrings:TeamEurope is not set; the chosen Database:Provider needs it."),
        configuration.GetValue<int?>("Database:MaxBatchSize") is var size and (null or > 0)
            ? size
            : throw new StartRefusedException("Database:MaxBatchSize is not a number above 0."));

    /// <summary>
    /// In Development the schema is migrated and an empty register filled with the demo register; elsewhere the command
    /// <c>migrate</c> does the first and then stops, and nothing does the second.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TeamEuropeDb>();
        var isMigration = Environment.GetCommandLineArgs().Contains(MigrateCommand);
        if (app.Environment.IsDevelopment() || isMigration)
        {
            await db.Database.MigrateAsync();
        }

        if (isMigration)
        {
            Environment.Exit(0);
        }

        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            throw new StartRefusedException($"The database is of an older version. Run the product once with the argument '{MigrateCommand}'.");
        }

        if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Demo:Seed", true))
        {
            await DemoRegister.FillIfEmptyAsync(app.Services);
        }
    }
}

/// <summary>The product refuses to start; the message says what to configure.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);

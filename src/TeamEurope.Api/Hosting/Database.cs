using Microsoft.EntityFrameworkCore;
using TeamEurope.Infrastructure.Demo;
using TeamEurope.Infrastructure.Jobs;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Sqlite;

namespace TeamEurope.Api.Hosting;

/// <summary>Which database, and bringing it up to date.</summary>
internal static class Database
{
    private const string MigrateCommand = "migrate";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var name = builder.Configuration["Database:Provider"] ?? "Sqlite";
        var connection = builder.Configuration.GetConnectionString("TeamEurope");
        IDatabaseProvider provider = name switch
        {
            "Sqlite" => new SqliteProvider(connection ?? SqliteProvider.UsualConnectionString()),
            _ => throw new StartRefusedException($"Database:Provider is '{name}'; possible: Sqlite.")
        };
        builder.Services.AddSingleton(provider).AddScheduling(provider);
    }

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

using Microsoft.EntityFrameworkCore;
using TeamEurope.Infrastructure.Demo;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Infrastructure.Sqlite;

namespace TeamEurope.Api.Hosting;

/// <summary>Which database, and bringing it up to date.</summary>
internal static class Database
{
    public const string MigrateCommand = "migrate";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var name = builder.Configuration["Database:Provider"] ?? "Sqlite";
        var connection = builder.Configuration.GetConnectionString("TeamEurope");
        IDatabaseProvider provider = name switch
        {
            "Sqlite" => new SqliteProvider(connection ?? SqliteProvider.UsualConnectionString()),
            _ => throw new StartRefusedException($"Database:Provider is '{name}'; possible: Sqlite.")
        };
        builder.Services.AddSingleton(provider);
    }

    /// <summary>
    /// In Development the schema is migrated and an empty register filled with the demo register; elsewhere the command
    /// <c>migrate</c> does the first, and nothing does the second.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TeamEuropeDb>();
        if (app.Environment.IsDevelopment())
        {
            await db.Database.MigrateAsync();
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

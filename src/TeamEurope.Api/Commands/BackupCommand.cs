using Microsoft.EntityFrameworkCore;
using TeamEurope.Api.Hosting;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.Commands;

/// <summary>Copies the database to a file while the product goes on.</summary>
internal sealed class BackupCommand : ICommandOfTheProduct
{
    private const string ToOption = "--to";

    public string Name => "backup";

    public string Purpose => $"copies an SQLite database to a file, also while the product runs [{ToOption} file]";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IDatabaseProvider>() is not IBackups backups)
        {
            return await BackupOutcome.SayUseTheServersToolsAsync();
        }

        if (arguments.ValueOf(ToOption) is not { } file)
        {
            return await BackupOutcome.SayAsync($"Where to? {Name} {ToOption} file");
        }

        var to = Path.GetFullPath(file);
        return await backups.BackupAsync(to, cancellationToken) is { } reason
            ? await BackupOutcome.SayAsync(reason)
            : BackupOutcome.Done($"Written: {to}");
    }
}

/// <summary>Puts a copy in the place of the database.</summary>
internal sealed class RestoreCommand : ICommandOfTheProduct
{
    private const string FromOption = "--from";
    private const string OverwriteOption = "--overwrite";

    public string Name => "restore";

    public string Purpose => $"puts a copy in the place of an SQLite database, with the product stopped [{FromOption} file, {OverwriteOption}]";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IDatabaseProvider>() is not IBackups backups)
        {
            return await BackupOutcome.SayUseTheServersToolsAsync();
        }

        if (arguments.ValueOf(FromOption) is not { } file)
        {
            return await BackupOutcome.SayAsync($"From where? {Name} {FromOption} file");
        }

        var known = MigrationsOf(services);
        return await backups.RestoreAsync(Path.GetFullPath(file), arguments.Has(OverwriteOption), known, cancellationToken) is { } reason
            ? await BackupOutcome.SayAsync(reason)
            : BackupOutcome.Done($"Restored. If the copy is of an older version, run '{Database.MigrateCommand}' before the product is started.");
    }

    private static List<string> MigrationsOf(IServiceProvider services) =>
        [.. services.GetRequiredService<TeamEuropeDb>().Database.GetMigrations()];
}

/// <summary>How the two end.</summary>
internal static class BackupOutcome
{
    public static Task<int> SayUseTheServersToolsAsync() => SayAsync(
        "This is for SQLite. PostgreSQL: pg_dump and pg_restore, or the server's point-in-time restore. SQL Server and Azure SQL: the server's backups and point-in-time restore. See docs/operations.md.");

    public static async Task<int> SayAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return CommandLine.Failed;
    }

    public static int Done(string text)
    {
        Console.WriteLine(text);
        return CommandLine.Done;
    }
}

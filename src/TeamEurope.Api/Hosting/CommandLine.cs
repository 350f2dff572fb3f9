using System.Data.Common;
using TeamEurope.Api.Commands;
using TeamEurope.Application;
using TeamEurope.Infrastructure;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.Hosting;

/// <summary>What the product does once, from a command line, instead of serving.</summary>
internal interface ICommandOfTheProduct
{
    /// <summary>The first argument.</summary>
    string Name { get; }

    /// <summary>What it does, in one line.</summary>
    string Purpose { get; }

    /// <returns>The exit code: 0 done, 1 found something, 2 could not.</returns>
    Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken);
}

/// <summary>Finds and runs commands. They get the product's services and settings; no server, no worker is started.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Found = 1;
    public const int Failed = 2;

    private static readonly ICommandOfTheProduct[] All = [new MigrateCommand(), new VerifyAuditCommand(), new RecomputeCommand(), new BackupCommand(), new RestoreCommand()];

    /// <summary>A command is the first argument and no setting: settings begin with a dash or a slash or have a value.</summary>
    public static bool IsCommand(string[] arguments) =>
        arguments is [{ Length: > 0 } first, ..] && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal);

    public static async Task<int> RunAsync(WebApplicationBuilder builder, string[] arguments)
    {
        if (All.FirstOrDefault(c => c.Name == arguments[0]) is not { } command)
        {
            await Console.Error.WriteLineAsync($"There is no command '{arguments[0]}'. There are:");
            foreach (var one in All)
            {
                await Console.Error.WriteLineAsync($"  {one.Name,-14}{one.Purpose}");
            }

            return Failed;
        }

        try
        {
            builder.Logging.ClearProviders();
            builder.Services.AddApplication();
            builder.Services.AddInfrastructure(builder.Configuration);
            builder.Services.AddSignalR();
            builder.AddDatabase();
            await using var app = builder.Build();
            await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().OpenJobScope();
            return await command.RunAsync(scope.ServiceProvider, new CommandArguments(arguments[1..]), CancellationToken.None);
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (Exception e)
        {
            // Its message may quote content or a connection string; the database's code for it does not.
            await Console.Error.WriteLineAsync($"{command.Name} failed: {e.GetType().Name}{(e.InnerException is { } cause ? $", {cause.GetType().Name}" : "")}{((e as DbException ?? e.InnerException as DbException)?.SqlState is { } state ? $", {state}" : "")}.");
        }

        return Failed;
    }
}

/// <summary>What follows the command's name.</summary>
internal sealed class CommandArguments(string[] all)
{
    /// <summary>The value after <c>--name</c>.</summary>
    public string? ValueOf(string name) => Array.IndexOf(all, name) is var at and >= 0 && at + 1 < all.Length ? all[at + 1] : null;

    public bool Has(string name) => all.Contains(name);
}

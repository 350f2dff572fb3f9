using Microsoft.EntityFrameworkCore;
using TeamEurope.Api.Hosting;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.Commands;

/// <summary>Brings the schema up to date; done twice, the second does nothing.</summary>
internal sealed class MigrateCommand : ICommandOfTheProduct
{
    public string Name => Database.MigrateCommand;

    public string Purpose => "brings the database's schema up to date";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<TeamEuropeDb>().Database;
        var pending = (await database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await database.MigrateAsync(cancellationToken);
        Console.WriteLine(pending.Count == 0 ? "The schema is up to date." : $"Applied: {string.Join(", ", pending)}.");
        return CommandLine.Done;
    }
}

using TeamEurope.Api.Hosting;

namespace TeamEurope.Api.Commands;

/// <summary>Brings the schema up to date; done twice, the second does nothing.</summary>
internal sealed class MigrateCommand : ICommandOfTheProduct
{
    public string Name => Database.MigrateCommand;

    public string Purpose => "brings the database's schema up to date";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        await Database.MigrateAsync(services.GetRequiredService<IConfiguration>(), isCommand: true);
        Console.WriteLine("The schema is up to date.");
        return CommandLine.Done;
    }
}

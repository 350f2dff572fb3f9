using System.Globalization;
using TeamEurope.Api.Hosting;
using TeamEurope.Infrastructure.Verification;

namespace TeamEurope.Api.Commands;

/// <summary>Holds the histories against what they lead to, and names by ids what does not fit.</summary>
internal sealed class VerifyAuditCommand : ICommandOfTheProduct
{
    private const string MostOption = "--most";
    private const int UsualMost = 20;

    public string Name => "verify-audit";

    public string Purpose => $"checks that histories, outbox, references and alerts fit together [{MostOption} n: names the first n deviations]";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        var most = int.TryParse(arguments.ValueOf(MostOption), CultureInfo.InvariantCulture, out var wanted) ? wanted : UsualMost;
        var found = await ActivatorUtilities.CreateInstance<RegisterVerifier>(services).VerifyAsync(cancellationToken);
        if (found.Count == 0)
        {
            Console.WriteLine("All is well: versions, outbox, references and alerts fit together.");
            return CommandLine.Done;
        }

        Console.WriteLine($"{found.Count} deviations.");
        foreach (var deviation in found.Take(most))
        {
            Console.WriteLine($"{deviation.Check}: {deviation.Where}");
        }

        return CommandLine.Found;
    }
}

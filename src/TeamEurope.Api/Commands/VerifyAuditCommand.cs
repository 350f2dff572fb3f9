using System.Globalization;
using TeamEurope.Api.Hosting;
using TeamEurope.Infrastructure.Verification;

namespace TeamEurope.Api.Commands;

/// <summary>
/// Holds the histories against what they lead to, goes along the audit chains, and names by ids what does not fit. The chains' ends can be
/// printed, to be kept elsewhere and given to a later verification.
/// </summary>
internal sealed class VerifyAuditCommand : ICommandOfTheProduct
{
    private const string MostOption = "--most";
    private const string AnchorOption = "--anchor";
    private const string AgainstOption = "--against";
    private const string AllIsWell = "All is well: versions, outbox, references, alerts and audit chains fit together.";
    private const int UsualMost = 20;

    public string Name => "verify-audit";

    public string Purpose => $"checks that histories, outbox, references, alerts and audit chains fit together [{MostOption} n: names the first n deviations; {AnchorOption}: prints where the chains end; {AgainstOption} file: they must go on from there]";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        var most = int.TryParse(arguments.ValueOf(MostOption), CultureInfo.InvariantCulture, out var wanted) ? wanted : UsualMost;
        var known = new List<AuditAnchor>();
        if (arguments.ValueOf(AgainstOption) is { } file)
        {
            foreach (var line in (await File.ReadAllLinesAsync(file, cancellationToken)).Where(l => !string.IsNullOrWhiteSpace(l)))
            {
                if (AuditAnchor.Read(line) is not { } anchor)
                {
                    await Console.Error.WriteLineAsync($"{file}: '{line}' is no end of a chain; each line is a tenant, a number and a hash.");
                    return CommandLine.Failed;
                }

                known.Add(anchor);
            }
        }

        var verifier = ActivatorUtilities.CreateInstance<RegisterVerifier>(services);
        var found = await verifier.VerifyAsync(known, cancellationToken);
        if (found.Count == 0)
        {
            // The ends of chains that do not hold are printed nowhere: nobody is to take them for good ones.
            foreach (var end in arguments.Has(AnchorOption) ? verifier.Ends.Select(e => e.ToString()) : [AllIsWell])
            {
                Console.WriteLine(end);
            }

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

using TeamEurope.Api.Hosting;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Jobs.Scheduled;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.Commands;

/// <summary>
/// Holds all stored alerts against the register and repairs them, as the nightly job does. It evaluates what is waiting itself, sharing the
/// work with whatever instances are running.
/// </summary>
internal sealed class RecomputeCommand : ICommandOfTheProduct
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public string Name => "recompute";

    public string Purpose => "computes all alerts anew, says what differs and repairs it";

    public async Task<int> RunAsync(IServiceProvider services, CommandArguments arguments, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<EvaluateRegister>().StartAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var evaluating = EvaluateAsync(services.GetRequiredService<IServiceScopeFactory>(), stop.Token);
        var result = await services.GetRequiredService<RecomputeAlerts>().RunAsync(cancellationToken);
        await stop.CancelAsync();
        await evaluating;
        Console.WriteLine($"{result.Note}.");
        return result.Error is not null ? CommandLine.Failed : result.HasFound ? CommandLine.Found : CommandLine.Done;
    }

    private static async Task EvaluateAsync(IServiceScopeFactory scopes, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await using var scope = scopes.OpenJobScope();

            // Begun is ended: the stop comes between two evaluations.
            if (!await scope.ServiceProvider.GetRequiredService<EvaluateRegister>().NextAsync(CancellationToken.None))
            {
                await Task.WhenAny(Task.Delay(Glance, stop));
            }
        }
    }
}

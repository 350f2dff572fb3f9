using TeamEurope.Application.Telemetry;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Api.Hosting;

/// <summary>
/// Looks whether the database answers, and with what waiting. Never longer than its patience, though a driver may hang:
/// whoever asks while a look goes on joins it, so that looks at a hung database do not pile up.
/// </summary>
internal sealed class DatabaseProbe(IServiceScopeFactory scopes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private Task<Backlog?>? look;

    /// <summary>Null where the database does not answer in time.</summary>
    public async Task<Backlog?> LookAsync(CancellationToken cancellationToken)
    {
        Task<Backlog?> joined;
        lock (gate)
        {
            joined = look is { IsCompleted: false } ? look : look = Task.Run(ReadAsync, CancellationToken.None);
        }

        try
        {
            return await joined.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<Backlog?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await using var scope = scopes.OpenJobScope();
            return await scope.ServiceProvider.GetRequiredService<BacklogReader>().ReadAsync(patience.Token);
        }
        catch (Exception)
        {
            // Whatever it was, the database did not answer; the workers log what.
            return null;
        }
    }
}

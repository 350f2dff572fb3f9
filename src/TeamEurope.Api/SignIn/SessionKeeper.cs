using TeamEurope.Infrastructure.Live;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// Looks after the sessions whose pages only listen and ask for nothing: they are renewed like the others, and where one is over or its
/// person has another role now or is blocked, its live connections are hung up. A page whose session goes on connects again, as what it is now.
/// </summary>
internal sealed partial class SessionKeeper(
    ProviderSessions sessions, PersonDirectory people, LiveConnections connections, SessionTimesOf times, ILogger<SessionKeeper> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenTidying = TimeSpan.FromMinutes(10);
    private DateTimeOffset tidied;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = times.Renew / 2 < Longest ? times.Renew / 2 : Longest;
        using var timer = new PeriodicTimer(pause, clock);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(log, e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await people.HangUpOnBlockedAsync(cancellationToken);
        foreach (var (session, role) in connections.Sessions)
        {
            if (!Guid.TryParse(session, out var id) || (await sessions.FindAsync(id, cancellationToken))?.Role != role)
            {
                connections.HangUp(session);
            }
        }

        var now = clock.GetUtcNow();
        if (now - tidied >= BetweenTidying)
        {
            await sessions.ForgetAsync(cancellationToken);
            tidied = now;
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sessions could not be looked after; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception cause);
}

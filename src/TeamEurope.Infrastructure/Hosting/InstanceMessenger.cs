using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Exports;
using TeamEurope.Infrastructure.Persistence;

namespace TeamEurope.Infrastructure.Hosting;

/// <summary>
/// Tells the other instances where to look, and wakes this one when they tell. Only hints go across, never content: an instance's own
/// id and which kinds of work there may be. Whoever missed one finds the work at its next glance, and looks at once after a reconnection.
/// </summary>
internal sealed class InstanceMessenger(
    IDatabaseProvider provider, EvaluationSignal evaluation, EvaluatedSignal evaluated, NewsSignal news, ImportSignal import,
    ExportSignal export,
    ILogger<InstanceMessenger> log) : BackgroundService
{
    private const char Separator = ':';
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Whoever made the change has the first go at evaluating it: the others come a little later, and usually find it done.</summary>
    private static readonly TimeSpan FirstGo = TimeSpan.FromMilliseconds(40);

    private readonly string self = Guid.NewGuid().ToString("n");
    private readonly (char Letter, WakeSignal Signal)[] signals = [('e', evaluation), ('d', evaluated), ('n', news), ('i', import), ('x', export)];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => provider.Channel is { } channel
        ? Task.WhenAll(TellAsync(channel, stoppingToken), ListenAsync(channel, stoppingToken))
        : Task.CompletedTask;

    private async Task TellAsync(IInstanceChannel channel, CancellationToken stoppingToken)
    {
        var waiting = signals.Select(s => s.Signal.NextOwn).ToArray();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny([.. waiting, Task.Delay(Timeout.Infinite, stoppingToken)]);
            var letters = string.Concat(signals.Where((_, i) => waiting[i].IsCompleted).Select(s => s.Letter));

            // Taken anew before telling: what is woken meanwhile is told next.
            waiting = [.. signals.Select((s, i) => waiting[i].IsCompleted ? s.Signal.NextOwn : waiting[i])];
            await TryAsync(() => channel.TellAsync($"{self}{Separator}{letters}", stoppingToken), stoppingToken);
        }
    }

    private async Task ListenAsync(IInstanceChannel channel, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => channel.ListenAsync(LookEverywhere, Heard, stoppingToken), stoppingToken);
        }
    }

    private async Task TryAsync(Func<Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning("The channel between instances is away ({Failure}); work is found at each glance meanwhile", e.GetType().Name);
            await Task.WhenAny(Task.Delay(AfterFailure, stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>What was told while nobody listened is in the database.</summary>
    private void LookEverywhere() => Array.ForEach(signals, s => s.Signal.WakeFromElsewhere());

    private void Heard(string message)
    {
        var at = message.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0 || message[..at] == self)
        {
            return;
        }

        foreach (var (letter, signal) in signals.Where(s => message.IndexOf(s.Letter, at) > 0))
        {
            if (signal == evaluation)
            {
                _ = WakeLaterAsync(signal);
                continue;
            }

            signal.WakeFromElsewhere();
        }
    }

    private static async Task WakeLaterAsync(WakeSignal signal)
    {
        await Task.Delay(FirstGo);
        signal.WakeFromElsewhere();
    }
}

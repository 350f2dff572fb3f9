namespace TeamEurope.Application.Common;

/// <summary>
/// Wakes whoever waits for work, on this instance and on the others. Only a hint: what the database holds is the truth, and the
/// woken look there.
/// </summary>
public class WakeSignal
{
    private TaskCompletionSource waiting = New();
    private TaskCompletionSource waitingForOwn = New();

    /// <summary>Completes at the next wake-up. Take it before looking for work, so that none is missed in between.</summary>
    public Task Next => Volatile.Read(ref waiting).Task;

    /// <summary>Completes at the next wake-up that began on this instance: the others are to hear of it.</summary>
    public Task NextOwn => Volatile.Read(ref waitingForOwn).Task;

    public void Wake()
    {
        WakeFromElsewhere();
        Interlocked.Exchange(ref waitingForOwn, New()).TrySetResult();
    }

    /// <summary>Another instance told of it: nobody is told again.</summary>
    public void WakeFromElsewhere() => Interlocked.Exchange(ref waiting, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>There may be changes to evaluate.</summary>
public sealed class EvaluationSignal : WakeSignal;

/// <summary>Something was evaluated.</summary>
public sealed class EvaluatedSignal : WakeSignal;

/// <summary>There may be notifications to push.</summary>
public sealed class NewsSignal : WakeSignal;

/// <summary>There may be an import to go on with.</summary>
public sealed class ImportSignal : WakeSignal;

/// <summary>There may be an export to go on with.</summary>
public sealed class ExportSignal : WakeSignal;

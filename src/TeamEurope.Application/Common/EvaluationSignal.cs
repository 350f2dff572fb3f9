namespace TeamEurope.Application.Common;

/// <summary>Wakes whoever waits for work. Only a hint: what the database holds is the truth, and the woken look there.</summary>
public class WakeSignal
{
    private TaskCompletionSource waiting = New();

    /// <summary>Completes at the next wake-up. Take it before looking for work, so that none is missed in between.</summary>
    public Task Next => Volatile.Read(ref waiting).Task;

    public void Wake() => Interlocked.Exchange(ref waiting, New()).TrySetResult();

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

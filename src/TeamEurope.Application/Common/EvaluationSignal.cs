namespace TeamEurope.Application.Common;

/// <summary>
/// Wakes the evaluation after a commit, and whoever waits for an evaluation after each batch. Only a hint: the outbox is
/// the truth, and both sides look there.
/// </summary>
public sealed class EvaluationSignal
{
    private TaskCompletionSource work = New();
    private TaskCompletionSource progress = New();

    /// <summary>Completes when there may be work.</summary>
    public Task Work => Volatile.Read(ref work).Task;

    /// <summary>Completes when something was evaluated.</summary>
    public Task Progress => Volatile.Read(ref progress).Task;

    public void Wake() => Interlocked.Exchange(ref work, New()).TrySetResult();

    public void Advanced() => Interlocked.Exchange(ref progress, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

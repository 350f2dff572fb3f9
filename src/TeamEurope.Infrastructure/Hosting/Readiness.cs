namespace TeamEurope.Infrastructure.Hosting;

/// <summary>Whether this instance can serve: the database is there and the register has been read.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the register has been read.</summary>
    public Task Loaded => loaded.Task;

    /// <summary>Whether this instance is about to stop: it still serves, but nobody should be sent to it.</summary>
    public bool IsDraining { get; private set; }

    public void RegisterIsLoaded() => loaded.TrySetResult();

    public void Drain() => IsDraining = true;
}

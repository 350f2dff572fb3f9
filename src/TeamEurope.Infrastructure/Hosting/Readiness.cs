namespace TeamEurope.Infrastructure.Hosting;

/// <summary>Whether this instance can serve: the database is there and the register has been read.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the register has been read.</summary>
    public Task Loaded => loaded.Task;

    public void RegisterIsLoaded() => loaded.TrySetResult();
}

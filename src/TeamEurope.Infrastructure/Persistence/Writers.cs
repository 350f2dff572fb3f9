namespace TeamEurope.Infrastructure.Persistence;

/// <summary>Counts who writes, or waits for its turn to, on this instance: evaluation lets them go first for a moment, and then takes what has come together.</summary>
/// <param name="most">How long it lets them go first, at most.</param>
public sealed class Writers(TimeSpan most)
{
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMilliseconds(5);
    private int count;

    /// <summary>Counted until it is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref count);
        return new Place(this);
    }

    public async Task GiveWayAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < most && Volatile.Read(ref count) > 0; waited += BetweenGlances)
        {
            await Task.Delay(BetweenGlances, cancellationToken);
        }
    }

    private sealed class Place(Writers writers) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
            {
                Interlocked.Decrement(ref writers.count);
            }
        }
    }
}

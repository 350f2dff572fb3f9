using System.Collections.Concurrent;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs;

/// <summary>Runs that this instance has claimed and is to carry out now.</summary>
public sealed class ClaimedRuns : WakeSignal
{
    private readonly ConcurrentQueue<JobRun> runs = new();

    public void Add(JobRun run)
    {
        runs.Enqueue(run);
        Wake();
    }

    public IEnumerable<JobRun> TakeAll()
    {
        while (runs.TryDequeue(out var run))
        {
            yield return run;
        }
    }
}

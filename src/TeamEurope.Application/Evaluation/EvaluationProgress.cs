using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Evaluation;

/// <summary>Waits until everything accepted so far has been evaluated.</summary>
public sealed class EvaluationProgress(ITeamEuropeDb db, MirrorFollower follower, EvaluationSignal work, EvaluatedSignal evaluated, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>Null once evaluated, wherever that was done, and known here; a refusal after five seconds.</summary>
    public async Task<Refusal?> WaitAsync(CancellationToken cancellationToken)
    {
        var refusal = await WaitForOutboxAsync(cancellationToken);
        await follower.CatchUpAsync(cancellationToken);
        return refusal;
    }

    private async Task<Refusal?> WaitForOutboxAsync(CancellationToken cancellationToken)
    {
        if (!await db.HasWaitingAsync(upTo: null, cancellationToken))
        {
            return null;
        }

        var last = await db.RegisterEvents.MaxAsync(e => e.Id, cancellationToken);
        var start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Patience)
        {
            // Taken before looking: an evaluation that ends between the look and the wait is not missed.
            var progress = evaluated.Next;
            if (!await db.HasWaitingAsync(last, cancellationToken))
            {
                return null;
            }

            work.Wake();
            await Task.WhenAny(progress, Task.Delay(Glance, cancellationToken));
        }

        return new Refusal(RefusalKind.Unavailable, "evaluation-behind", Say.Of("Refused.EvaluationBehind"));
    }
}

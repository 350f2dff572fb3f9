using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Domain.Jobs;

namespace TeamEurope.Application.Jobs.Scheduled;

/// <summary>
/// Windows open and close at midnight: the passing of the day enters the outbox and is evaluated at once. The evaluation notes the day
/// by itself too, should this not run.
/// </summary>
public sealed class PassDay(ITeamEuropeDb db, EvaluateRegister evaluation, EvaluationSignal signal, EvaluationProgress progress, TimeProvider clock) : IJobWork
{
    public async Task<JobResult> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        await evaluation.NoteDayAsync(cancellationToken);
        signal.Wake();
        return await progress.WaitLongAsync(cancellationToken) && await db.EvaluationStates.AnyAsync(s => s.AsOf >= today, cancellationToken)
            ? new JobResult($"evaluated as of {today:yyyy-MM-dd}")
            : new JobResult("not evaluated yet", JobErrors.EvaluationBehind);
    }
}

using Microsoft.Extensions.Logging;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Domain.Jobs;
using TeamEurope.Domain.Register;

namespace TeamEurope.Application.Jobs.Scheduled;

/// <summary>
/// Proves that the stored alerts are what the register gives, and repairs them where they are not: the register is then evaluated in
/// full. Needs no request: the command <c>recompute</c> runs it too.
/// </summary>
public sealed class RecomputeAlerts(
    AlertComparer comparer, EvaluateRegister evaluation, EvaluationSignal signal, EvaluationProgress progress, ITeamEuropeDb db, IUnitOfWork work,
    TimeProvider clock, ILogger<RecomputeAlerts> log) : IJobWork
{
    private const int MostTries = 10;

    public Task<JobResult> RunAsync(JobRun run, CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public async Task<JobResult> RunAsync(CancellationToken cancellationToken)
    {
        if (await CompareAtRestAsync(cancellationToken) is not { } found)
        {
            return new JobResult("the register did not come to rest", JobErrors.EvaluationBehind);
        }

        if (found.Differences.Count == 0)
        {
            return new JobResult($"{found.Compared} compared, 0 differ");
        }

        foreach (var difference in found.Differences)
        {
            log.LogError("A stored alert is not what the register gives: {Kind} {Key}", difference.Kind, difference.Key);
        }

        var note = $"{found.Compared} compared, {found.Differences.Count} differ";
        await EvaluateInFullAsync(cancellationToken);
        return await CompareAtRestAsync(cancellationToken) switch
        {
            null => new JobResult($"{note}, repair not evaluated yet", JobErrors.EvaluationBehind) { HasFound = true },
            { Differences.Count: 0 } => new JobResult($"{note}, repaired") { HasFound = true },
            var still => new JobResult($"{note}, {still.Differences.Count} left", JobErrors.NotRepaired) { HasFound = true }
        };
    }

    private async Task<AlertComparison?> CompareAtRestAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            await evaluation.NoteDayAsync(cancellationToken);
            signal.Wake();
            if (!await progress.WaitLongAsync(cancellationToken))
            {
                return null;
            }

            if (await comparer.CompareAsync(cancellationToken) is { } comparison)
            {
                return comparison;
            }
        }

        return null;
    }

    private async Task EvaluateInFullAsync(CancellationToken cancellationToken)
    {
        await work.InTransactionAsync(async () =>
        {
            db.RegisterEvents.Add(new RegisterEvent { Kind = RegisterEventKind.RulesChanged, By = "system", At = clock.GetUtcNow() });
            return await db.SaveChangesAsync(cancellationToken);
        }, static _ => true, cancellationToken);
        signal.Wake();
    }
}

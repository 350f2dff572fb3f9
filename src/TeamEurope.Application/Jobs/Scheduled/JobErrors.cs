using TeamEurope.Application.Evaluation;

namespace TeamEurope.Application.Jobs.Scheduled;

/// <summary>What can go wrong with a job without being an exception, as its runs tell it.</summary>
internal static class JobErrors
{
    public const string EvaluationBehind = "EvaluationBehind";
    public const string NotRepaired = "NotRepaired";

    private const int MostWaits = 60;

    /// <summary>Waits for some minutes until everything accepted so far has been evaluated; false where it has not been.</summary>
    public static async Task<bool> WaitLongAsync(this EvaluationProgress progress, CancellationToken cancellationToken)
    {
        for (var waits = 0; waits < MostWaits; waits++)
        {
            if (await progress.WaitAsync(cancellationToken) is null)
            {
                return true;
            }
        }

        return false;
    }
}

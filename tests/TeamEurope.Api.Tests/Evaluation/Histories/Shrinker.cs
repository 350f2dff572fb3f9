namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Makes a failing history shorter for as long as it still fails.</summary>
internal static class Shrinker
{
    /// <param name="fails">Carries a history out anew.</param>
    public static async Task<List<Step>> ShrinkAsync(List<Step> steps, Func<List<Step>, Task<bool>> fails, TimeSpan patience)
    {
        var deadline = DateTime.UtcNow + patience;
        for (var size = steps.Count / 2; size > 0 && DateTime.UtcNow < deadline;)
        {
            var isShorter = false;
            for (var from = steps.Count - size; from >= 0 && DateTime.UtcNow < deadline; from -= size)
            {
                var rest = steps.Where((_, at) => at < from || at >= from + size).ToList();
                if (await fails(rest))
                {
                    (steps, isShorter) = (rest, true);
                }
            }

            size = isShorter && size == 1 ? Math.Min(1, steps.Count) : size / 2;
        }

        return steps;
    }
}

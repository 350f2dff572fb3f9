using System.Text.Json.Nodes;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Makes a failing history shorter for as long as it still fails: fewer steps, then less in each.</summary>
internal static class Shrinker
{
    private static readonly string[] Kept = ["externalId", "title", "partners", "visibility"];

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

        for (var at = 0; at < steps.Count; at++)
        {
            for (var simpler = Simpler(steps[at]).ToList(); simpler.Count > 0 && DateTime.UtcNow < deadline; simpler.RemoveAt(0))
            {
                var rest = steps.ToList();
                rest[at] = simpler[0];
                if (await fails(rest))
                {
                    steps = rest;
                    simpler = [steps[at], .. Simpler(steps[at])];
                }
            }
        }

        return steps;
    }

    private static IEnumerable<Step> Simpler(Step step) => step switch
    {
        Take take => take.Rows.Count > 1
            ? take.Rows.Select(row => take with { Rows = [.. take.Rows.Where(other => other != row)] })
            : Simpler(take.Rows[0]).Select(row => take with { Rows = [row] }),
        AtOnce block => block.Steps.Select(one => block with { Steps = [.. block.Steps.Where(other => other != one)] }).Where(b => b.Steps.Count > 0),
        Crash crash => Simpler(crash.Step).Select(inner => crash with { Step = inner }).Prepend(crash.Step),
        Register register => Simpler(register.Body).Select(body => register with { Body = body }),
        Change change => Simpler(change.Body).Select(body => change with { Body = body }),
        _ => []
    };

    private static IEnumerable<JsonObject> Simpler(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (!Kept.Contains(name) && value is not JsonArray { Count: > 1 })
            {
                var less = (JsonObject)body.DeepClone();
                less.Remove(name);
                yield return less;
            }

            for (var at = 0; value is JsonArray { Count: > 1 } many && at < many.Count; at++)
            {
                var less = (JsonObject)body.DeepClone();
                less[name]!.AsArray().RemoveAt(at);
                yield return less;
            }
        }
    }
}

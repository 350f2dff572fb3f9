using System.Diagnostics;
using TeamEurope.Rules;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Benchmarks;

/// <summary>The rules alone, on a synthetic register of several sizes, beside a bare loop that only finds the matching pairs.</summary>
internal static class RuleSpeed
{
    public static void Measure(int size)
    {
        var footprints = SyntheticFootprints.Make(size);
        var bare = new BareLoop(footprints);
        var pairs = bare.CountPairs();
        var times = Enumerable.Range(0, 5).Select(_ => Time(() => bare.CountPairs())).ToList();
        Console.WriteLine($"{size}: bare {pairs} pairs of measures, {times.Percentile(0.5):0.0} ms");

        var watch = Stopwatch.StartNew();
        var index = RegisterIndex.Of(footprints, [], SyntheticFootprints.Reference, SyntheticFootprints.Settings, SyntheticFootprints.AsOf);
        Console.WriteLine($"{size}: index built in {watch.ElapsedMilliseconds} ms");
        for (var round = 0; round < 3; round++) { watch.Restart(); long sum = 0, n = 0; RuleEngine.Visit(index, index.TouchAll(), (scoped in f) => { sum += f.Score; n++; }); Console.WriteLine($"{size}: full {watch.ElapsedMilliseconds} ms, {n} findings, {sum}"); }
        watch.Restart();
        var byRule = new Dictionary<string, int>();
        RuleEngine.Visit(index, index.TouchAll(), (scoped in f) => { byRule[f.Key.Rule] = byRule.GetValueOrDefault(f.Key.Rule) + 1; });
        Console.WriteLine($"{size}: full {watch.ElapsedMilliseconds} ms; {string.Join(", ", byRule.Select(r => $"{r.Key} {r.Value}"))}");

        var random = new Random(77);
        var changes = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var changed = footprints[random.Next(size)] with { };
            var fresh = SyntheticFootprints.Make(random, size + i) with { Id = changed.Id, Owner = changed.Owner };
            var start = Stopwatch.GetTimestamp();
            var touched = new Touched();
            index.Put(fresh, touched);
            var found = 0; RuleEngine.Visit(index, touched, (scoped in f) => found++);
            changes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine($"{size}: one change p50 {changes.Percentile(0.5):0.00} ms, p99 {changes.Percentile(0.99):0.0} ms");
    }

    private static double Time(Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

/// <summary>The least that anybody could do: in each cell of one country and one family, every two measures of different owners whose windows share a day.</summary>
internal sealed class BareLoop
{
    private readonly (int[] Owner, int[] Start, int[] End)[] cells;

    public BareLoop(IEnumerable<Footprint> footprints)
    {
        var reference = SyntheticFootprints.Reference;
        var owners = new Dictionary<string, int>();
        cells = [.. (from f in footprints
                     where f.Stage.IsLive && f.EndsOn >= SyntheticFootprints.AsOf
                     from m in f.Measures
                     let instrument = reference.Instruments[m.Instrument]
                     let start = Math.Max(f.StartsOn!.Value.DayNumber, m.StartsOn!.Value.DayNumber)
                     let end = Math.Min(f.EndsOn!.Value.DayNumber, m.EndsOn!.Value.DayNumber)
                     where start <= end && end >= SyntheticFootprints.AsOf.DayNumber
                     from c in reference.ReachOf(f.Partners).Keys
                     group (Owner: owners.TryGetValue(f.Owner, out var o) ? o : owners[f.Owner] = owners.Count, Start: start, End: end)
                         by (c, instrument.FamilyIndex))
            .Select(g => (g.Select(e => e.Owner).ToArray(), g.Select(e => e.Start).ToArray(), g.Select(e => e.End).ToArray()))];
    }

    public long CountPairs()
    {
        var pairs = 0L;
        foreach (var (owner, start, end) in cells)
        {
            for (var i = 0; i < owner.Length; i++)
            {
                for (var j = i + 1; j < owner.Length; j++)
                {
                    if (owner[i] != owner[j] && start[i] <= end[j] && start[j] <= end[i])
                    {
                        pairs++;
                    }
                }
            }
        }

        return pairs;
    }
}

using TeamEurope.Rules.Register;

namespace TeamEurope.Benchmarks;

/// <summary>
/// The least that anybody could do: in each cell of one country and one family, every two measures of different owners whose windows share
/// a day and whose directions meet.
/// </summary>
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

    /// <summary>What the loop runs over, for whoever does the same elsewhere.</summary>
    public IEnumerable<(int Cell, int Owner, int Start, int End)> Rows =>
        cells.SelectMany((c, cell) => c.Owner.Select((owner, i) => (cell, owner, c.Start[i], c.End[i])));

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

using TeamEurope.Rules.Register;

namespace TeamEurope.Rules;

/// <summary>A measure where it can be met: whose it is and when, side by side, so that a search reads nothing else of what it passes over.</summary>
/// <param name="Slot">The place of its initiative in the index.</param>
/// <param name="Owner">The number of its owner in the index.</param>
/// <param name="Start">First day as a day number.</param>
/// <param name="End">Last day, included.</param>
/// <param name="Measure">Its place among the measures of the initiative that take part.</param>
/// <param name="Said">The number of what the rule of its family compares: occupation, equipment, implementer or domain; 0 where unknown.</param>
/// <param name="IsRegional">Whether its initiative reaches the cell's country only regionally.</param>
internal readonly record struct Entry(int Slot, int Owner, int Start, int End, int Said, short Measure, bool IsRegional)
{
    public bool OverlapsWith(ActiveMeasure measure) => Start <= measure.End && measure.Start <= End;
}

/// <summary>The measures of one place, in the order of their slots: so that of each pair one side can find the other by looking only ahead.</summary>
internal sealed class Cell
{
    private const int Smallest = 4;
    private Entry[] entries = new Entry[Smallest];
    private int count;

    public ReadOnlySpan<Entry> All => entries.AsSpan(0, count);

    /// <summary>Those of one slot.</summary>
    public ReadOnlySpan<Entry> Of(int slot) => entries.AsSpan(FirstOf(slot)..FirstOf(slot + 1));

    /// <summary>Those of later slots than this one.</summary>
    public ReadOnlySpan<Entry> After(int slot)
    {
        var from = FirstOf(slot + 1);
        return entries.AsSpan(from, count - from);
    }

    public void Add(Entry entry)
    {
        if (count == entries.Length)
        {
            Array.Resize(ref entries, count * 2);
        }

        var at = FirstOf(entry.Slot + 1);
        Array.Copy(entries, at, entries, at + 1, count - at);
        entries[at] = entry;
        count++;
    }

    /// <summary>Takes all out that an initiative has here.</summary>
    public void Remove(int slot)
    {
        var (from, to) = (FirstOf(slot), FirstOf(slot + 1));
        Array.Copy(entries, to, entries, from, count - to);
        count -= to - from;
    }

    private int FirstOf(int slot)
    {
        // Most are added at the end.
        if (count == 0 || entries[count - 1].Slot < slot)
        {
            return count;
        }

        var (low, high) = (0, count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].Slot < slot ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Rules;

/// <summary>
/// One initiative against all that it can meet, in the countries and families of its measures. The matches of each pair are chained
/// through buffers that are used again for the next initiative, so that a search over a whole register makes no garbage. For one thread
/// at a time.
/// </summary>
internal sealed class PairSearch
{
    private const int None = -1;
    private Meeting[] meetings = new Meeting[64];
    private Link[] links = new Link[256];
    private int[] seenIn = [];
    private int[] meetingOf = [];
    private int search;
    private int meetingCount;
    private int linkCount;
    private RuleContext? context;

    private struct Meeting
    {
        public int Slot;
        public Face Face;
        public bool OtherIsA;
        public int Matches;
        public int Opposed;
    }

    internal struct Link
    {
        public PairMatch Match;
        public int Next;
    }

    /// <summary>The searching side of a match.</summary>
    private readonly record struct Own(
        ActiveInitiative Initiative, ActiveMeasure Measure, Contention Contention, short Place, int Owner, int Said, int Country, bool IsRegional, bool IsOpposed);

    /// <summary>Which others may take part: all, only those of later slots (so that each pair is found once), or those that somebody says.</summary>
    internal readonly record struct Others(bool OnlyLater, Func<ActiveInitiative, bool>? Are);

    public void Run(RegisterIndex register, ActiveInitiative initiative, Others others, RegisterIndex.Viewpoint? viewpoint, FoundVisitor visit)
    {
        Begin(register.SlotCount);
        context = register.Context;
        var owner = register.NumberOf(initiative.Owner);
        for (short m = 0; m < initiative.Measures.Length; m++)
        {
            var measure = initiative.Measures[m];
            var said = measure.Meets ? register.NumberOfWhatIsSaid(measure) : 0;
            foreach (var (country, isDirect) in initiative.Reach)
            {
                if (measure.Meets && register.Cell(country, measure.Instrument.FamilyIndex) is { } cell)
                {
                    Collect(register, cell, new Own(initiative, measure, measure.Instrument.Contention, m, owner, said, country, !isDirect, IsOpposed: false), others);
                }

                if (measure.Incentive is { } incentive && register.Incentives(country, Opposite(incentive.Sign)) is { } opposed)
                {
                    Collect(register, opposed, new Own(initiative, measure, measure.Instrument.Contention, m, owner, (int)incentive.Domain, country, !isDirect, IsOpposed: true), others);
                }
            }
        }

        register.Looked(meetingCount);
        for (var m = 0; m < meetingCount; m++)
        {
            ref readonly var meeting = ref meetings[m];
            var other = register.At(meeting.Slot);
            if ((meeting.Face.HasUmbrella || initiative.Face.HasUmbrella) && register.AreLinked(initiative.Footprint, other.Footprint, viewpoint))
            {
                continue;
            }

            var pair = meeting.OtherIsA
                ? new Pair(other, meeting.Face, initiative, initiative.Face, m)
                : new Pair(initiative, initiative.Face, other, meeting.Face, m);
            PairRules.Evaluate(context, pair, this, visit);
        }
    }

    public Chain MatchesOf(in Pair pair) => new(links, meetings[pair.Meeting].Matches);

    public Chain OpposedOf(in Pair pair) => new(links, meetings[pair.Meeting].Opposed);

    /// <summary>The finding in full; its matches in an order that does not depend on the search's.</summary>
    public Finding Whole(FindingKey key, AlertLevel level, in PairScore terms, in Pair pair, in EuPrecedence.Sides sides, Contention? contention)
    {
        var matches = new List<PairMatch>();
        foreach (ref readonly var match in key.Rule == RuleNames.ContradictoryLeverage ? OpposedOf(pair) : MatchesOf(pair))
        {
            if (key.Rule == RuleNames.ContradictoryLeverage
                || (sides.Take(pair, match) ? key.Rule == RuleNames.EuPrecedence : match.Contention == contention))
            {
                matches.Add(match);
            }
        }

        matches.Sort(static (x, y) => (x.Country, x.A, x.B).CompareTo((y.Country, y.A, y.B)));
        var (a, b, countries) = (pair.A, pair.B, context!.Reference.Countries);
        var (score, all) = terms.ToSheet().Total();
        return new Finding(
            key, level, score, all,
            matches.Select(m => countries[m.Country]).Distinct().Order(StringComparer.Ordinal).ToArray(), [a.Id, b.Id],
            matches.Select(m => new Match(
                countries[m.Country], new(a.Id, a.Measures[m.A].Position), new MatchedMeasure(b.Id, b.Measures[m.B].Position))).ToArray());
    }

    private void Begin(int slots)
    {
        (meetingCount, linkCount) = (0, 0);
        search++;
        if (seenIn.Length < slots)
        {
            Array.Resize(ref seenIn, Math.Max(slots, seenIn.Length * 2));
            Array.Resize(ref meetingOf, seenIn.Length);
        }
    }

    private void Collect(RegisterIndex register, Cell cell, in Own own, Others others)
    {
        var (owner, start, end) = (own.Owner, own.Measure.Start, own.Measure.End);
        foreach (ref readonly var entry in others.OnlyLater ? cell.After(own.Initiative.Slot) : cell.All)
        {
            if (entry.Owner == owner || entry.Start > end || start > entry.End)
            {
                continue;
            }

            var slot = entry.Slot;
            if (seenIn[slot] != search)
            {
                seenIn[slot] = search;
                meetingOf[slot] = others.Are is null || others.Are(register.At(slot)) ? Meet(own.Initiative.Id, slot, register.FaceOf(slot)) : None;
            }

            if (meetingOf[slot] is var at and not None)
            {
                Chained(ref meetings[at], own, entry);
            }
        }
    }

    private void Chained(ref Meeting meeting, in Own own, in Entry entry)
    {
        if (linkCount == links.Length)
        {
            Array.Resize(ref links, linkCount * 2);
        }

        var points = own.IsOpposed ? Likeness.OfDomains(own.Said, entry.Said) : Likeness.Points(own.Contention, own.Said, entry.Said);
        var (a, b) = meeting.OtherIsA ? (entry.Measure, own.Place) : (own.Place, entry.Measure);
        ref var head = ref own.IsOpposed ? ref meeting.Opposed : ref meeting.Matches;
        links[linkCount] = new Link
        {
            Match = new PairMatch(a, b, (short)own.Country, own.IsRegional || entry.IsRegional, own.Contention, points),
            Next = head
        };
        head = linkCount++;
    }

    private int Meet(Guid id, int slot, in Face face)
    {
        if (meetingCount == meetings.Length)
        {
            Array.Resize(ref meetings, meetingCount * 2);
        }

        meetings[meetingCount] = new Meeting { Slot = slot, Face = face, OtherIsA = face.Id.CompareTo(id) < 0, Matches = None, Opposed = None };
        return meetingCount++;
    }

    private static IncentiveSign Opposite(IncentiveSign sign) =>
        sign == IncentiveSign.Positive ? IncentiveSign.Negative : IncentiveSign.Positive;

    /// <summary>The matches of one pair.</summary>
    internal readonly ref struct Chain(Link[] links, int head)
    {
        public Enumerator GetEnumerator() => new(links, head);

        internal ref struct Enumerator(Link[] links, int head)
        {
            private int at = None;
            private int next = head;

            public readonly ref readonly PairMatch Current => ref links[at].Match;

            public bool MoveNext()
            {
                if (next == None)
                {
                    return false;
                }

                at = next;
                next = links[at].Next;
                return true;
            }
        }
    }
}

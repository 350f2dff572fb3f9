using System.Collections.Concurrent;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Rules;

/// <summary>
/// The register as the rules search it: every initiative, indexed by where and with what it can meet another.
/// A change is put in with <see cref="Put"/> or <see cref="Remove"/>, which add to a <see cref="Touched"/> all that it can
/// touch; <see cref="RuleEngine"/> evaluates just that. Not safe for use by several threads while it changes.
/// </summary>
public sealed class RegisterIndex
{
    private readonly Dictionary<Guid, ActiveInitiative> all = [];
    private readonly List<ActiveInitiative?> slots = [];
    private readonly List<Face> faces = [];
    private readonly Stack<int> freeSlots = [];
    private readonly Dictionary<string, int> owners = [];
    private readonly Dictionary<string, int> words = [];
    private readonly Dictionary<string, int> implementers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(int Country, int Family), Cell> cells = [];
    private readonly Dictionary<(int Country, IncentiveSign Sign), Cell> incentives = [];
    private readonly Dictionary<string, HashSet<ActiveInitiative>> restrictiveIn = [];
    private readonly Dictionary<string, Dictionary<int, Cell>> affectedIn = [];
    private readonly Dictionary<(string Country, string Strategy), HashSet<ActiveInitiative>> groups = [];
    private readonly Dictionary<InitiativeName, Guid> byName = [];
    private readonly Dictionary<InitiativeName, HashSet<Guid>> partsByUmbrella = [];
    private readonly Dictionary<(string Tenant, string Country), Risk> ratings = [];
    private static readonly Dictionary<int, Cell> Nowhere = [];
    private readonly ConcurrentBag<PairSearch> searches = [];
    private RuleContext context;
    private long examined;

    /// <summary>A preview's point of view: the text that stands in for its initiative, and which others its reader may see.</summary>
    internal sealed record Viewpoint(Footprint StandIn, Func<Footprint, bool> IsVisible)
    {
        public bool TakesPart(ActiveInitiative other) => other.Id != StandIn.Id && IsVisible(other.Footprint);
    }

    public RegisterIndex(ReferenceData reference, RuleSettings settings, DateOnly asOf) =>
        context = new RuleContext(reference, settings, asOf, OwnRating);

    /// <summary>A whole register at once: for whoever starts from nothing, and evaluates all of it or none.</summary>
    public static RegisterIndex Of(
        IEnumerable<Footprint> footprints, IEnumerable<(string Tenant, string Country, Risk? Risk)> ratings,
        ReferenceData reference, RuleSettings settings, DateOnly asOf)
    {
        var index = new RegisterIndex(reference, settings, asOf);
        foreach (var (tenant, country, risk) in ratings)
        {
            index.Rate(tenant, country, risk);
        }

        foreach (var footprint in footprints)
        {
            var initiative = new ActiveInitiative(footprint, reference, asOf, index.FreeSlot());
            index.Place(initiative);
            index.Name(footprint);
            index.Attach(initiative);
        }

        return index;
    }

    public DateOnly AsOf => context.AsOf;
    public int Count => all.Count;

    /// <summary>How many other initiatives searches have looked at since the index was made: what tests hold incremental evaluation to.</summary>
    public long Examined => Interlocked.Read(ref examined);

    internal RuleContext Context => context;

    /// <summary>All slots are below this; some may be empty.</summary>
    internal int SlotCount => slots.Count;

    public Footprint? Find(Guid id) => all.GetValueOrDefault(id)?.Footprint;

    /// <summary>Adds an initiative, or puts a new state in place of the old one.</summary>
    public void Put(Footprint footprint, Touched touched)
    {
        var old = all.GetValueOrDefault(footprint.Id);
        var now = new ActiveInitiative(footprint, context.Reference, context.AsOf, old?.Slot ?? FreeSlot());
        var linksChanged = old is null || NamesOf(old.Footprint).Except(NamesOf(footprint)).Any()
            || NamesOf(footprint).Except(NamesOf(old.Footprint)).Any() || !Equals(old.Footprint.PartOf, footprint.PartOf);

        // Under another umbrella it is somebody else's neighbour, whatever else stays the same.
        var touches = linksChanged ? Touches.All : Touches.Between(old!, now);
        if (old is null)
        {
            touched.NewcomerSet.Add(footprint.Id);
        }
        else
        {
            touched.EarlierMap.TryAdd(footprint.Id, old.Footprint);
            Detach(old, touches, touched);
        }

        if (linksChanged && old is not null)
        {
            TouchParts(old.Footprint, touched);
            Unname(old.Footprint);
        }

        Place(now);
        if (linksChanged)
        {
            Name(footprint);
            TouchParts(footprint, touched);
        }

        Attach(now);
        Touch(now, touches, touched);
    }

    /// <summary>Takes an initiative out (a deleted draft). An id that is not there is no error: it may have been taken out before.</summary>
    public void Remove(Guid id, Touched touched)
    {
        if (all.GetValueOrDefault(id) is not { } old)
        {
            touched.InitiativeSet.Add(id);
            return;
        }

        Detach(old, Touches.All, touched);
        TouchParts(old.Footprint, touched);
        Unname(old.Footprint);
        all.Remove(id);
        slots[old.Slot] = null;
        freeSlots.Push(old.Slot);
    }

    /// <summary>A tenant's own rating of a country; null takes it back to the common value.</summary>
    public void Rate(string tenant, string country, Risk? rating, Touched touched)
    {
        Rate(tenant, country, rating);
        touched.InitiativeSet.UnionWith(all.Values.Where(i => i.Owner == tenant && i.Direct.Contains(country)).Select(i => i.Id));
    }

    private void Rate(string tenant, string country, Risk? rating)
    {
        if (rating is { } given)
        {
            ratings[(tenant, country)] = given;
        }
        else
        {
            ratings.Remove((tenant, country));
        }
    }

    /// <summary>Moves the day on. Only what ends, ended or gets its mandate in between can change. Costs nothing on the same day.</summary>
    public void MoveTo(DateOnly asOf, Touched touched)
    {
        if (asOf == context.AsOf)
        {
            return;
        }

        var (from, to) = context.AsOf < asOf ? (context.AsOf, asOf) : (asOf, context.AsOf);
        var changing = all.Values.Where(i => DependsOnDay(i.Footprint, from, to)).Select(i => i.Footprint).ToList();
        context = context with { AsOf = asOf };
        foreach (var footprint in changing)
        {
            Put(footprint, touched);
        }
    }

    /// <summary>Everything, for an evaluation from nothing.</summary>
    public Touched TouchAll()
    {
        var touched = new Touched { IsEverything = true };
        touched.InitiativeSet.UnionWith(all.Keys);
        touched.GroupSet.UnionWith(groups.Keys);
        return touched;
    }

    internal ActiveInitiative? Active(Guid id) => all.GetValueOrDefault(id);

    internal ActiveInitiative Prepare(Footprint footprint) => new(footprint, context.Reference, context.AsOf);

    internal ActiveInitiative At(int slot) => slots[slot]!;

    internal Face FaceOf(int slot) => faces[slot];

    internal IEnumerable<ActiveInitiative> Everyone => slots.OfType<ActiveInitiative>();

    /// <summary>The number of an owner; one that nobody has where it owns nothing here.</summary>
    internal int NumberOf(string owner) => owners.GetValueOrDefault(owner, -1);

    /// <summary>The number of what the rule of the measure's family compares; 0 where it is unknown, one that nobody has where nobody else says it.</summary>
    internal int NumberOfWhatIsSaid(ActiveMeasure measure) =>
        WhatIsSaid(measure) is var (numbers, word) && word is not null ? numbers.GetValueOrDefault(word, -1) : 0;

    internal Cell? Cell(int country, int family) => cells.GetValueOrDefault((country, family));

    internal Cell? Incentives(int country, IncentiveSign sign) => incentives.GetValueOrDefault((country, sign));

    /// <summary>What a spillover can reach in a country, by the number of its owner.</summary>
    internal IReadOnlyDictionary<int, Cell> AffectedIn(string country) => affectedIn.GetValueOrDefault(country) ?? Nowhere;

    internal void Looked(int others) => Interlocked.Add(ref examined, others);

    /// <summary>Searches keep their buffers from one to the next.</summary>
    internal PairSearch BeginSearch() => searches.TryTake(out var search) ? search : new PairSearch();

    internal void EndSearch(PairSearch search) => searches.Add(search);

    /// <summary>Whether two stand under one umbrella.</summary>
    internal bool AreLinked(Footprint one, Footprint other, Viewpoint? viewpoint = null) =>
        (one.PartOf ?? other.PartOf) is not null && RootOf(one, viewpoint) == RootOf(other, viewpoint);

    internal IEnumerable<ActiveInitiative> Group(string country, string strategy) => groups.GetValueOrDefault((country, strategy)) ?? [];

    /// <summary>The confirmed umbrella of an initiative, if it is known. One of the owner's own counts at once.</summary>
    internal Footprint? UmbrellaOf(Footprint part, Viewpoint? viewpoint = null)
    {
        if (part.PartOf is not { } link)
        {
            return null;
        }

        var umbrella = viewpoint?.StandIn.IsNamedBy(link.Umbrella) == true ? viewpoint.StandIn
            : byName.TryGetValue(link.Umbrella, out var id) && viewpoint?.StandIn.Id != id ? all[id].Footprint
            : null;
        return umbrella is not null
            && (link.Confirmed || umbrella.Owner == part.Owner)
            && (viewpoint is null || umbrella.Id == viewpoint.StandIn.Id || viewpoint.IsVisible(umbrella))
            ? umbrella
            : null;
    }

    /// <summary>The top of the confirmed umbrella chain: two initiatives are linked where their roots are the same.</summary>
    internal Guid RootOf(Footprint footprint, Viewpoint? viewpoint = null)
    {
        // Cycles are refused when they are written; the bound keeps a race between two writers from hanging the search.
        var top = footprint;
        for (var step = 0; step <= all.Count && UmbrellaOf(top, viewpoint) is { } umbrella && umbrella.Id != footprint.Id; step++)
        {
            top = umbrella;
        }

        return top.Id;
    }

    private Risk? OwnRating(string tenant, string country) => ratings.TryGetValue((tenant, country), out var rating) ? rating : null;

    private static bool DependsOnDay(Footprint footprint, DateOnly from, DateOnly to) =>
        Ends(footprint.EndsOn, from, to)
        || (footprint.MandateOn > from && footprint.MandateOn <= to)
        || footprint.Measures.Any(m => Ends(m.EndsOn, from, to));

    private static bool Ends(DateOnly? day, DateOnly from, DateOnly to) => day >= from && day < to;

    private void Place(ActiveInitiative initiative) =>
        (all[initiative.Id], slots[initiative.Slot], faces[initiative.Slot]) = (initiative, initiative, initiative.Face);

    private int FreeSlot()
    {
        if (freeSlots.TryPop(out var free))
        {
            return free;
        }

        slots.Add(null);
        faces.Add(default);
        return slots.Count - 1;
    }

    private void Attach(ActiveInitiative initiative)
    {
        if (!owners.TryGetValue(initiative.Owner, out var owner))
        {
            owners[initiative.Owner] = owner = owners.Count;
        }

        Each(
            initiative, owner,
            (cell, m, said, isRegional) => cell.Add(new Entry(
                initiative.Slot, owner, initiative.Measures[m].Start, initiative.Measures[m].End, said, (short)m, isRegional)),
            set => set.Add(initiative));
    }

    private (Dictionary<string, int> Numbers, string? Word) WhatIsSaid(ActiveMeasure measure) => measure.Instrument.Contention switch
    {
        Contention.Labour => (words, measure.Occupation),
        Contention.Supply => (words, measure.Equipment),
        Contention.Programme => (implementers, measure.Implementer),
        Contention.Concession => (words, null)
    };

    private int Number(ActiveMeasure measure)
    {
        if (WhatIsSaid(measure) is not (var numbers, { } word))
        {
            return 0;
        }

        if (!numbers.TryGetValue(word, out var number))
        {
            numbers[word] = number = numbers.Count + 1;
        }

        return number;
    }

    private void Detach(ActiveInitiative initiative, Touches touches, Touched touched)
    {
        Touch(initiative, touches, touched);
        Each(initiative, owners[initiative.Owner], (cell, _, _, _) => cell.Remove(initiative.Slot), set => set.Remove(initiative));
    }

    /// <summary>Visits every place of the index where a live initiative stands.</summary>
    private void Each(ActiveInitiative initiative, int owner, Action<Cell, int, int, bool> onCell, Action<HashSet<ActiveInitiative>> onSet)
    {
        for (var m = 0; m < initiative.Measures.Length; m++)
        {
            var measure = initiative.Measures[m];
            var said = measure.Meets ? Number(measure) : 0;
            foreach (var (country, isDirect) in initiative.Reach)
            {
                if (measure.Meets)
                {
                    onCell(At(cells, (country, measure.Instrument.FamilyIndex)), m, said, !isDirect);
                }

                if (measure.Incentive is { } incentive)
                {
                    onCell(At(incentives, (country, incentive.Sign)), m, (int)incentive.Domain, !isDirect);
                }
            }

            if (Spillover.CanBeAffected(measure))
            {
                foreach (var country in initiative.Direct)
                {
                    onCell(At(At(affectedIn, country), owner), m, 0, false);
                }
            }
        }

        if (Array.Exists(initiative.Measures, m => m.Instrument.Restrictive))
        {
            foreach (var country in initiative.Direct)
            {
                onSet(At(restrictiveIn, country));
            }
        }

        foreach (var key in GroupsOf(initiative))
        {
            onSet(At(groups, key));
        }
    }

    /// <summary>Which findings of others a change can touch: not those that it leaves as they were.</summary>
    private readonly record struct Touches(bool Spillovers, bool Groups)
    {
        public static readonly Touches All = new(true, true);

        public static Touches Between(ActiveInitiative old, ActiveInitiative now) =>
            new(!Spillover.AreAffectedAlike(old, now), !TeamEuropeOpportunity.CountAlike(old, now));
    }

    /// <summary>An initiative, in the state it has or had, touches itself, the spillovers that reach it and its groups.</summary>
    private void Touch(ActiveInitiative initiative, Touches touches, Touched touched)
    {
        touched.InitiativeSet.Add(initiative.Id);
        if (touches.Groups)
        {
            touched.GroupSet.UnionWith(GroupsOf(initiative));
        }

        if (!touches.Spillovers || !Array.Exists(initiative.Measures, Spillover.CanBeAffected))
        {
            return;
        }

        foreach (var source in initiative.Direct.SelectMany(context.Reference.ExposersOf).Distinct())
        {
            foreach (var restrictive in restrictiveIn.GetValueOrDefault(source) ?? [])
            {
                if (restrictive.Owner != initiative.Owner && Spillover.CanReach(restrictive, initiative))
                {
                    touched.SpilloverSet.Add(restrictive.Id);
                }
            }
        }
    }

    /// <summary>Whoever hangs below an initiative, confirmed or not: its root may change with the initiative's names and links.</summary>
    private void TouchParts(Footprint umbrella, Touched touched)
    {
        var seen = new HashSet<Guid> { umbrella.Id };
        var waiting = new Queue<Footprint>([umbrella]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var part in NamesOf(next).SelectMany(n => partsByUmbrella.GetValueOrDefault(n) ?? []).Where(seen.Add))
            {
                var active = all[part];
                Touch(active, Touches.All, touched);
                waiting.Enqueue(active.Footprint);
            }
        }
    }

    private void Name(Footprint footprint)
    {
        foreach (var name in NamesOf(footprint))
        {
            byName[name] = footprint.Id;
        }

        if (footprint.PartOf is { } link)
        {
            At(partsByUmbrella, link.Umbrella).Add(footprint.Id);
        }
    }

    private void Unname(Footprint footprint)
    {
        foreach (var name in NamesOf(footprint).Where(n => byName.GetValueOrDefault(n) == footprint.Id))
        {
            byName.Remove(name);
        }

        if (footprint.PartOf is { } link && partsByUmbrella.TryGetValue(link.Umbrella, out var parts))
        {
            parts.Remove(footprint.Id);
        }
    }

    private static IEnumerable<InitiativeName> NamesOf(Footprint footprint)
    {
        yield return new InitiativeName(null, null, footprint.Reference);
        if (footprint.ExternalId is { } externalId)
        {
            yield return new InitiativeName(footprint.Owner, externalId, null);
        }
    }

    private static IEnumerable<(string Country, string Strategy)> GroupsOf(ActiveInitiative initiative) =>
        TeamEuropeOpportunity.Counts(initiative)
            ? from strategy in initiative.Measures.Where(TeamEuropeOpportunity.Counts).Select(m => m.Instrument.Strategy).Distinct()
              from country in initiative.Direct
              select (country, strategy)
            : [];

    private static TValue At<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key) where TKey : notnull where TValue : new() =>
        map.TryGetValue(key, out var value) ? value : map[key] = new TValue();
}

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
    private readonly Dictionary<(int Country, int Family), List<Entry>> cells = [];
    private readonly Dictionary<(int Country, IncentiveSign Sign), List<Entry>> incentives = [];
    private readonly Dictionary<string, HashSet<ActiveInitiative>> restrictiveIn = [];
    private readonly Dictionary<string, HashSet<ActiveInitiative>> canBeAffectedIn = [];
    private readonly Dictionary<(string Country, string Strategy), HashSet<ActiveInitiative>> groups = [];
    private readonly Dictionary<InitiativeName, Guid> byName = [];
    private readonly Dictionary<InitiativeName, HashSet<Guid>> partsByUmbrella = [];
    private readonly Dictionary<(string Tenant, string Country), Risk> ratings = [];
    private RuleContext context;

    /// <summary>An initiative with one of its measures, and whether it reaches the cell's country only regionally.</summary>
    internal readonly record struct Entry(ActiveInitiative Initiative, ActiveMeasure Measure, bool IsRegional);

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
        var (index, touched) = (new RegisterIndex(reference, settings, asOf), new Touched());
        foreach (var (tenant, country, risk) in ratings)
        {
            index.Rate(tenant, country, risk, touched);
        }

        foreach (var footprint in footprints)
        {
            index.Put(footprint, touched);
        }

        return index;
    }

    public DateOnly AsOf => context.AsOf;
    public int Count => all.Count;

    /// <summary>How many other initiatives searches have looked at since the index was made: what tests hold incremental evaluation to.</summary>
    public long Examined { get; internal set; }

    internal RuleContext Context => context;

    public Footprint? Find(Guid id) => all.GetValueOrDefault(id)?.Footprint;

    /// <summary>Adds an initiative, or puts a new state in place of the old one.</summary>
    public void Put(Footprint footprint, Touched touched)
    {
        var old = all.GetValueOrDefault(footprint.Id);
        var now = new ActiveInitiative(footprint, context.Reference, context.AsOf);
        if (old is not null)
        {
            Detach(old, touched);
        }

        var linksChanged = old is null || NamesOf(old.Footprint).Except(NamesOf(footprint)).Any()
            || NamesOf(footprint).Except(NamesOf(old.Footprint)).Any() || !Equals(old.Footprint.PartOf, footprint.PartOf);
        if (linksChanged && old is not null)
        {
            TouchParts(old.Footprint, touched);
            Unname(old.Footprint);
        }

        all[footprint.Id] = now;
        if (linksChanged)
        {
            Name(footprint);
            TouchParts(footprint, touched);
        }

        Attach(now, touched);
    }

    /// <summary>Takes an initiative out (a deleted draft). An id that is not there is no error: it may have been taken out before.</summary>
    public void Remove(Guid id, Touched touched)
    {
        if (all.GetValueOrDefault(id) is not { } old)
        {
            touched.InitiativeSet.Add(id);
            return;
        }

        Detach(old, touched);
        TouchParts(old.Footprint, touched);
        Unname(old.Footprint);
        all.Remove(id);
    }

    /// <summary>A tenant's own rating of a country; null takes it back to the common value.</summary>
    public void Rate(string tenant, string country, Risk? rating, Touched touched)
    {
        if (rating is { } given)
        {
            ratings[(tenant, country)] = given;
        }
        else
        {
            ratings.Remove((tenant, country));
        }

        touched.InitiativeSet.UnionWith(all.Values.Where(i => i.Owner == tenant && i.Direct.Contains(country)).Select(i => i.Id));
    }

    /// <summary>Moves the day on. Only what ends, ended or gets its mandate in between can change.</summary>
    public void MoveTo(DateOnly asOf, Touched touched)
    {
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

    internal List<Entry>? Cell(int country, int family) => cells.GetValueOrDefault((country, family));

    internal List<Entry>? Incentives(int country, IncentiveSign sign) => incentives.GetValueOrDefault((country, sign));

    internal IEnumerable<ActiveInitiative> CanBeAffectedIn(string country) => canBeAffectedIn.GetValueOrDefault(country) ?? [];

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

    private void Attach(ActiveInitiative initiative, Touched touched)
    {
        Touch(initiative, touched);
        Each(initiative, static (list, entry) => list.Add(entry), static (set, i) => set.Add(i));
    }

    private void Detach(ActiveInitiative initiative, Touched touched)
    {
        Touch(initiative, touched);
        Each(
            initiative,
            static (list, entry) =>
            {
                // Order within a cell carries no meaning, so the last one fills the hole.
                var at = list.FindIndex(e => ReferenceEquals(e.Measure, entry.Measure));
                list[at] = list[^1];
                list.RemoveAt(list.Count - 1);
            },
            static (set, i) => set.Remove(i));
    }

    /// <summary>Visits every place of the index where a live initiative stands.</summary>
    private void Each(ActiveInitiative initiative, Action<List<Entry>, Entry> onList, Action<HashSet<ActiveInitiative>, ActiveInitiative> onSet)
    {
        foreach (var measure in initiative.Measures)
        {
            foreach (var (country, isDirect) in initiative.Reach)
            {
                var entry = new Entry(initiative, measure, !isDirect);
                if (measure.Meets)
                {
                    onList(At(cells, (country, measure.Instrument.FamilyIndex)), entry);
                }

                if (measure.Incentive is { } incentive)
                {
                    onList(At(incentives, (country, incentive.Sign)), entry);
                }
            }
        }

        foreach (var country in initiative.Direct)
        {
            if (initiative.Measures.Any(m => m.Instrument.Restrictive))
            {
                onSet(At(restrictiveIn, country), initiative);
            }

            if (initiative.Measures.Any(Spillover.CanBeAffected))
            {
                onSet(At(canBeAffectedIn, country), initiative);
            }
        }

        foreach (var key in GroupsOf(initiative))
        {
            onSet(At(groups, key), initiative);
        }
    }

    /// <summary>An initiative, in the state it has or had, touches itself, the spillovers that reach it and its groups.</summary>
    private void Touch(ActiveInitiative initiative, Touched touched)
    {
        touched.InitiativeSet.Add(initiative.Id);
        touched.GroupSet.UnionWith(GroupsOf(initiative));
        if (!initiative.Measures.Any(Spillover.CanBeAffected))
        {
            return;
        }

        foreach (var source in initiative.Direct.SelectMany(context.Reference.ExposersOf).Distinct())
        {
            touched.SpilloverSet.UnionWith((restrictiveIn.GetValueOrDefault(source) ?? [])
                .Where(i => i.Owner != initiative.Owner).Select(i => i.Id));
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
                Touch(active, touched);
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

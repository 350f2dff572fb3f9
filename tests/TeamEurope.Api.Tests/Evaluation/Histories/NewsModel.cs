using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Who was told what.</summary>
/// <param name="Alert">The alert's key; null for news of something else.</param>
internal sealed record ToldNews(string Recipient, string Tenant, string? User, bool IsQuiet, string Kind, string? Alert, string? Level, string Countries);

/// <summary>A user who hears of more than the own tenant's alerts.</summary>
internal sealed record Watcher(string Tenant, string Role, string User)
{
    public List<Subscribe> Subscriptions { get; } = [];
}

/// <summary>
/// What everybody must have been told, computed from one evaluated state of the register to the next, by its own reading of
/// overlap-rules.md ("Identity, life and audience") and domain.md ("Alert", "Confidentiality").
/// </summary>
internal sealed class NewsModel(IReadOnlyList<Watcher> watchers)
{
    public const string Opened = "AlertOpened";
    public const string Raised = "AlertRaised";
    public const string Cleared = "AlertCleared";
    public const string Resolved = "AlertResolved";
    private static readonly string[] CoordinatorTenants = ["EC", "EEAS"];
    private static readonly string[] Subscribable = [.. OracleRules.PairRules, "spillover", OracleRules.Opportunity];
    private readonly Dictionary<string, ToldAlert> known = [];
    private readonly List<(ToldAlert Alert, string Kind)> changes = [];
    private readonly Dictionary<ToldAlert, Addressed> addressed = [];

    public IReadOnlyDictionary<string, ToldAlert> Known => known;

    /// <summary>The next evaluated state, and the news that it is. A first filling of a register is news to nobody.</summary>
    public List<ToldNews> Evaluate(OracleRegister register, DateOnly today, bool isQuiet = false)
    {
        changes.Clear();
        var found = register.Evaluate(today).ToDictionary(ToldAlert.KeyOf);
        foreach (var gone in known.Values.Where(a => !a.IsBlind && a.Life != Life.Cleared && !found.ContainsKey(a.Key)))
        {
            gone.Life = Life.Cleared;
            changes.Add((gone, Cleared));
        }

        foreach (var (key, alert) in found)
        {
            Bring(key, alert, register);
        }

        FollowAll(register);
        var news = isQuiet ? [] : News(register).Concat(NewsToOthers(register)).ToList();
        Readdress(register);
        return news;
    }

    /// <summary>Somebody settled an alert: its readers hear of it, and the blind items go by what still stands.</summary>
    public List<ToldNews> Resolve(string key, OracleRegister register)
    {
        known[key].Life = Life.Resolved;
        FollowAll(register);
        changes.Clear();
        changes.Add((known[key], Resolved));
        Readdress(register);
        return News(register);
    }

    /// <summary>After changes in an order that nobody knows: the lives that the service says, where the final state allows them.</summary>
    public void Adopt(OracleRegister register, DateOnly today, IReadOnlyDictionary<string, Life> lives)
    {
        Evaluate(register, today);
        foreach (var (key, life) in lives.Where(l => known.ContainsKey(l.Key) && known[l.Key].Life != Life.Cleared))
        {
            known[key].Life = life;
        }

        FollowAll(register);
        Readdress(register);
    }

    /// <summary>The same model, to go another way from here.</summary>
    public NewsModel Copy(OracleRegister register)
    {
        var copy = new NewsModel(watchers);
        foreach (var alert in known.Values)
        {
            copy.known.Add(alert.Key, alert.Copy());
        }

        copy.Readdress(register);
        return copy;
    }

    /// <summary>All who would hear of it now.</summary>
    public List<ToldNews> RecipientsOf(ToldAlert alert, OracleRegister register) =>
        [.. Recipients(AddressOf(alert, register), register).Select(r => new ToldNews(r.Kind, r.Tenant, r.User, r.IsQuiet, "", alert.Key, null, ""))];

    private void Bring(string key, OracleAlert alert, OracleRegister register)
    {
        var instruments = alert.OwnInstruments.Values.SelectMany(i => i);
        if (!known.TryGetValue(key, out var told))
        {
            known[key] = told = new ToldAlert
            {
                Key = key, Rule = alert.Rule, Shown = [.. alert.Rule == OracleRules.Opportunity ? [] : alert.Initiatives],
                IsForCoordinators = OracleRules.PairRules.Contains(alert.Rule) || alert.Rule is "spillover" or "unannounced" or OracleRules.Opportunity,
            };
            told.Take(alert.Level, alert.Score, alert.Countries, instruments);
            told.Exposed = ExposedBy(alert, register);
            told.Concern(AudienceOf(alert, register));
            changes.Add((told, Opened));
            return;
        }

        told.Concern(AudienceOf(alert, register));
        var (level, score) = (told.Level, told.Score);
        told.Take(alert.Level, alert.Score, alert.Countries, instruments);
        told.Exposed = ExposedBy(alert, register);
        var rises = ToldAlert.RankOf(told.Level) > ToldAlert.RankOf(level);
        if (told.Life == Life.Cleared || (told.Life == Life.Resolved && rises))
        {
            told.Life = Life.Stands;
            changes.Add((told, Opened));
        }
        else if (told.Score > score)
        {
            changes.Add((told, Raised));
        }
    }

    private static IEnumerable<string> AudienceOf(OracleAlert alert, OracleRegister register)
    {
        var initiatives = alert.Initiatives.Select(register.ById).ToList();
        var parties = alert.Rule == "risk-gate" ? initiatives.Select(i => i.Owner) : initiatives.SelectMany(PartiesOf);
        return parties.Concat(alert.AffectedOwners);
    }

    /// <summary>Of a spillover: each affected owner with the exposed countries that it reaches itself.</summary>
    private static Dictionary<string, string[]> ExposedBy(OracleAlert alert, OracleRegister register) => alert.ExposedCountries
        .GroupBy(e => register.ById(e.Key).Owner).ToDictionary(g => g.Key, g => g.SelectMany(e => e.Value).Distinct().ToArray());

    private static IEnumerable<string> PartiesOf(OracleInitiative initiative) => initiative.Participants.Prepend(initiative.Owner);

    private void FollowAll(OracleRegister register)
    {
        foreach (var pair in known.Values.Where(a => a.IsPair).GroupBy(a => (First: a.Shown[0], Second: a.Shown[1])).ToList())
        {
            var (first, second) = pair.Key;
            Follow(register, $"{ToldAlert.Blind}|pair|{first}|{second}|{first}", [first], [second], [.. pair]);
            Follow(register, $"{ToldAlert.Blind}|pair|{first}|{second}|{second}", [second], [first], [.. pair]);
            Follow(register, $"{ToldAlert.Blind}|pair|{first}|{second}|neither", [], [first, second], [.. pair]);
        }

        foreach (var spillover in known.Values.Where(a => a.Rule == "spillover").ToList())
        {
            var prefix = $"{ToldAlert.Blind}|spillover|{spillover.Shown[0]}|";
            foreach (var owner in spillover.Exposed.Keys.Concat(known.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..])).Distinct().ToList())
            {
                FollowSpillover(register, prefix + owner, owner, spillover);
            }
        }
    }

    /// <summary>"An affected owner who may not see A gets the blind item, with those exposed countries that it reaches itself."</summary>
    private void FollowSpillover(OracleRegister register, string key, string owner, ToldAlert spillover)
    {
        var hidden = spillover.Shown[0];
        Follow(
            key,
            () => new ToldAlert { Key = key, Rule = ToldAlert.Blind, Shown = [], Hidden = [hidden], IsForCoordinators = false },
            spillover.Life == Life.Stands && spillover.Exposed.ContainsKey(owner) && !register.ById(hidden).IsVisibleTo(owner),
            spillover.Level,
            spillover.Exposed.GetValueOrDefault(owner) ?? [],
            [owner],
            spillover.Life == Life.Resolved);
    }

    /// <summary>"Whoever may not see one side of a pair gets, in place of that pair's alerts, one item."</summary>
    private void Follow(OracleRegister register, string key, string[] shown, string[] hidden, List<ToldAlert> behind)
    {
        var standing = behind.Where(a => a.Life == Life.Stands).ToList();
        var isHidden = !hidden.Select(register.ById).Any(i => i.Stage != "Draft" && i.Visibility is "TeamEurope" or "Public");
        Follow(
            key,
            () => new ToldAlert { Key = key, Rule = ToldAlert.Blind, Shown = shown, Hidden = hidden, IsForCoordinators = true },
            standing.Count > 0 && isHidden,
            standing.Select(a => a.Level).MaxBy(ToldAlert.RankOf) ?? "",
            standing.SelectMany(a => a.Countries),
            shown.Select(register.ById).SelectMany(PartiesOf),
            behind.Exists(a => a.Life == Life.Resolved));
    }

    private void Follow(
        string key, Func<ToldAlert> make, bool isWanted, string level, IEnumerable<string> countries, IEnumerable<string> audience, bool isResolved)
    {
        if (!known.TryGetValue(key, out var item))
        {
            if (isWanted)
            {
                known[key] = item = make();
                item.Take(level, 0, countries, []);
                item.Concern(audience);
                changes.Add((item, Opened));
            }
        }
        else if (isWanted)
        {
            item.Concern(audience);
            var (before, stood) = (item.Level, item.Life == Life.Stands);
            item.Take(level, 0, countries, []);
            item.Life = Life.Stands;
            if (!stood || ToldAlert.RankOf(level) > ToldAlert.RankOf(before))
            {
                changes.Add((item, stood ? Raised : Opened));
            }
        }
        else if (item.Life == Life.Stands)
        {
            item.Life = isResolved ? Life.Resolved : Life.Cleared;
            changes.Add((item, Cleared));
        }
    }

    private List<ToldNews> News(OracleRegister register)
    {
        var news = new List<ToldNews>();
        foreach (var (alert, kind) in changes)
        {
            var others = kind is Opened or Resolved ? [] : Newcomers(alert, register).ToList();
            news.AddRange(Recipients(AddressOf(alert, register), register).Where(r => !others.Contains(r)).Select(r => Tell(r, alert, kind)));
        }

        return news;
    }

    /// <summary>To those whom a standing alert reaches now and did not reach before, it opens.</summary>
    private IEnumerable<ToldNews> NewsToOthers(OracleRegister register) => known.Values
        .Where(a => a.Life == Life.Stands && !changes.Contains((a, Opened)))
        .SelectMany(a => Newcomers(a, register).Select(r => Tell(r, a, Opened)));

    /// <summary>Not those whose whole tenant it reached: they know it.</summary>
    private IEnumerable<(string Kind, string Tenant, string? User, bool IsQuiet)> Newcomers(ToldAlert alert, OracleRegister register)
    {
        if (alert.Life != Life.Stands)
        {
            return [];
        }

        var told = Recipients(addressed[alert], register).Select(r => (r.Kind, r.Tenant, r.User)).ToHashSet();
        return Recipients(AddressOf(alert, register), register).Where(r => !told.Contains((r.Kind, r.Tenant, r.User)) && !told.Contains(("Tenant", r.Tenant, null)));
    }

    private void Readdress(OracleRegister register)
    {
        foreach (var alert in known.Values)
        {
            addressed[alert] = AddressOf(alert, register);
        }
    }

    private Addressed AddressOf(ToldAlert alert, OracleRegister register) => new(
        alert, alert.Level, alert.Countries, alert.Instruments, alert.Audience,
        [.. alert.Audience.Concat(CoordinatorTenants).Concat(watchers.Select(w => w.Tenant)).Where(t => alert.IsReadableBy(t, register))]);

    private static ToldNews Tell((string Kind, string Tenant, string? User, bool IsQuiet) to, ToldAlert alert, string kind) =>
        new(to.Kind, to.Tenant, to.User, to.IsQuiet, kind, alert.Key, alert.Level, string.Join(',', alert.Countries));

    /// <summary>"The tenants that own or take part, all coordinators, and whoever subscribed and may see all of its initiatives."</summary>
    private IEnumerable<(string Kind, string Tenant, string? User, bool IsQuiet)> Recipients(Addressed address, OracleRegister register)
    {
        var alert = address.Alert;
        var tenants = address.Audience.Where(address.Readers.Contains).ToList();
        var coordinators = alert.IsForCoordinators ? CoordinatorTenants.Except(tenants).Where(address.Readers.Contains).ToList() : [];
        return tenants.Select(t => ("Tenant", t, (string?)null, false))
            .Concat(coordinators.Select(t => ("Coordinators", t, (string?)null, false)))
            .Concat(watchers
                .Where(w => !tenants.Contains(w.Tenant) && !(w.Role == "Coordinator" && coordinators.Contains(w.Tenant)) && Subscribable.Contains(alert.Rule) && address.Readers.Contains(w.Tenant))
                .Select(w => (Watcher: w, Matching: w.Subscriptions.Where(s => s.Delivery != "Off" && Matches(s, address, register)).ToList()))
                .Where(w => w.Matching.Count > 0)
                .Select(w => ("User", w.Watcher.Tenant, (string?)w.Watcher.User, w.Matching.TrueForAll(s => s.Delivery == "Daily"))));
    }

    private static bool Matches(Subscribe wanted, Addressed address, OracleRegister register) =>
        (wanted.Country is null || address.Countries.Contains(wanted.Country))
        && (wanted.Ring is null || address.Countries.Any(c => register.Reference.Rings.GetValueOrDefault(c) == wanted.Ring && (wanted.Country is null || wanted.Country == c)))
        && (wanted.Rule is null || address.Alert.Rule == wanted.Rule)
        && (wanted.Level is null || address.Level == wanted.Level)
        && (wanted.Goal is null || address.Instruments.Any(i => register.Reference.Instruments[i].Goal == wanted.Goal));

    /// <summary>What decides who hears of an alert, as it was at one moment.</summary>
    private sealed record Addressed(
        ToldAlert Alert, string Level, SortedSet<string> Countries, HashSet<string> Instruments, HashSet<string> Audience, HashSet<string> Readers);
}

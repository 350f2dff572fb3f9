using System.Text.Json.Nodes;
using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>Makes up histories, from a seed: the same seed makes the same of the same answers.</summary>
internal sealed class Chance(int seed)
{
    private const int FirstRows = 16;
    private static readonly string[] Goals = ["return", "irregular", "protection", "labour"];
    private readonly Random random = new(seed);
    private readonly RandomRegister made = new(seed, Oracle.Today, Oracle.Reference);
    private readonly List<(string Owner, string Name)> freeNames = [];
    private int renamed = 100;

    /// <summary>A register to begin with, some of it as a first filling, and what the watchers want.</summary>
    public IEnumerable<Step> Beginning(History history)
    {
        for (var watcher = 0; watcher < 4; watcher++)
        {
            yield return NextSubscription(watcher);
        }

        var rows = Enumerable.Range(0, FirstRows).Select(_ => made.NextBody(history.Register)).GroupBy(b => b.Owner).ToList();
        foreach (var (i, own) in rows.Index())
        {
            yield return new Take(own.Key, [.. own.Select(b => b.Body)], Baseline: i == 0);
        }
    }

    public Step Next(History history)
    {
        while (true)
        {
            var kind = Weighted(
                ("write", 60), ("resolve", 7), ("acknowledge", 4), ("disclose", 5), ("subscribe", 3), ("days", 7), ("restart", 3), ("crash", 14), ("at-once", 7));
            Step? step = kind switch
            {
                "write" => NextWrite(history),
                "resolve" => NextResolve(history),
                "acknowledge" => NextAcknowledge(history),
                "disclose" => NextDisclosure(history),
                "subscribe" => NextSubscription(random.Next(4)),
                "days" => new Pass(Pick([1, 1, 1, 2, 3, 30])),
                "restart" => NextRestart(history),
                "crash" => NextCrash(history),
                _ => NextAtOnce(history)
            };
            if (step is not null)
            {
                return step;
            }
        }
    }

    private Step? NextWrite(History history) => Weighted(
        ("register", 22), ("edit", 50), ("import", 8), ("delete", 6), ("rename", 5), ("common-risk", 3), ("visibility", 10), ("parties", 5)) switch
    {
        "register" => NextRegister(history),
        "edit" => NextEdit(history),
        "import" => NextImport(history, random.Next(1, 5), baseline: Chances(20)),
        "delete" => NextDelete(history),
        "rename" => NextRename(history),
        "common-risk" => history.Register.RiskRatings.Keys.OrderBy(k => k.Tenant + k.Country, StringComparer.Ordinal).FirstOrDefault() is { Tenant: not null } rated ? new Rate(rated.Tenant, rated.Country, null) : null,
        "visibility" => NextVisibility(history),
        _ => NextParties(history)
    };

    private Register NextRegister(History history)
    {
        var (owner, body) = made.NextBody(history.Register);
        var free = freeNames.FindIndex(n => n.Owner == owner && !history.Register.Initiatives.Exists(i => i.ExternalId == n.Name));
        if (free >= 0 && Chances(60))
        {
            body["externalId"] = freeNames[free].Name;
            freeNames.RemoveAt(free);
        }
        else if (NamedButNotThere(history, owner) is { } awaited && Chances(60))
        {
            body["externalId"] = awaited;
        }

        return new Register(owner, body);
    }

    /// <summary>An umbrella that somebody names and nobody has registered.</summary>
    private static string? NamedButNotThere(History history, string owner) => history.Register.Initiatives
        .Where(i => i.PartOfOwner == owner && i.PartOfExternalId is not null && history.Register.NamedUmbrella(i) is null)
        .Select(i => i.PartOfExternalId).Order(StringComparer.Ordinal).FirstOrDefault();

    private Step NextEdit(History history) => made.NextOperation(history.Register) switch
    {
        PutOperation put => new Change(NameOf(history, put.InitiativeId), put.Body),
        StageOperation stage => new Move(NameOf(history, stage.InitiativeId), stage.Stage, Math.Max(0, Oracle.Today.DayNumber - stage.EffectiveOn.DayNumber)),
        ConfirmOperation confirm => new Confirm(NameOf(history, confirm.InitiativeId)),
        WithdrawOperation withdraw => new Withdraw(NameOf(history, withdraw.InitiativeId), withdraw.Tenant),
        ReplyOperation reply => new Reply(NameOf(history, reply.InitiativeId), reply.Towards, reply.Reply),
        RiskRatingOperation rating => new Rate(rating.Tenant, rating.Country, rating.Rating),
        var other => throw new NotSupportedException(other.ToString())
    };

    /// <summary>New rows, rows that change something, rows that do not, and at the end one that moves a stage.</summary>
    private Take NextImport(History history, int count, bool baseline)
    {
        var (owner, first) = made.NextBody(history.Register);
        var rows = new List<JsonObject> { first };
        var own = history.Register.Initiatives.Where(i => i.Owner == owner).ToList();
        for (var i = 1; i < count; i++)
        {
            if (own.Count > 0 && Chances(50))
            {
                var known = Pick(own);
                own.Remove(known);
                rows.Add(Chances(40) ? BodyOf(known) : Edited(history, known));
            }
            else
            {
                var (other, body) = made.NextBody(history.Register);
                if (other == owner)
                {
                    rows.Add(body);
                }
            }
        }

        if (own.Count > 0 && Chances(40) && Pick(own) is { Stage: not "Ended" } moved)
        {
            var row = BodyOf(moved);
            row["stage"] = Pick(RandomRegister.PossibleStages(moved));
            (row["reason"], row["unread"], row["justification"]) = ("reason on record", true, "on record");
            rows.Add(row);
        }

        return new Take(owner, rows, baseline);
    }

    private JsonObject Edited(History history, OracleInitiative known)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (made.NextOperation(history.Register) is PutOperation put && put.InitiativeId == known.Id)
            {
                put.Body.Remove("negotiatingSince");
                return put.Body;
            }
        }

        return BodyOf(known);
    }

    private Delete? NextDelete(History history)
    {
        if (history.Register.Initiatives.Where(i => i.Stage == "Draft").ToList() is not { Count: > 0 } drafts)
        {
            return null;
        }

        // Rather a draft that is somebody's umbrella.
        var draft = drafts.Find(d => history.Register.Initiatives.Exists(i => history.Register.NamedUmbrella(i) == d)) ?? Pick(drafts);
        freeNames.Add((draft.Owner, draft.ExternalId!));
        return new Delete(draft.ExternalId!);
    }

    private Change NextRename(History history)
    {
        // Rather somebody's umbrella.
        var umbrellas = history.Register.Initiatives.Select(history.Register.NamedUmbrella).OfType<OracleInitiative>().Distinct().ToList();
        var initiative = Pick(umbrellas.Count > 0 && Chances(70) ? umbrellas : history.Register.Initiatives);
        var body = BodyOf(initiative);
        freeNames.Add((initiative.Owner, initiative.ExternalId!));
        var taken = freeNames.Find(n => n.Owner == initiative.Owner && n.Name != initiative.ExternalId && !history.Register.Initiatives.Exists(i => i.ExternalId == n.Name));
        body["externalId"] = taken.Name is not null && Chances(50) ? taken.Name : $"t-{initiative.Owner}-{renamed++}";
        return new Change(initiative.ExternalId!, body);
    }

    private Change NextVisibility(History history)
    {
        var initiative = Pick(history.Register.Initiatives);
        var body = BodyOf(initiative);
        body["visibility"] = Pick(["Owner", "Named", "TeamEurope", "Public"]);
        body["namedTenants"] = new JsonArray([.. made.Owners.Where(o => o != initiative.Owner && Chances(30)).Select(o => JsonValue.Create(o))]);
        return new Change(initiative.ExternalId!, body);
    }

    private Change NextParties(History history)
    {
        var initiative = Pick(history.Register.Initiatives);
        var body = BodyOf(initiative);
        body["participants"] = new JsonArray([.. made.Owners.Where(o => o != initiative.Owner && Chances(25)).Select(o => JsonValue.Create(o))]);
        return new Change(initiative.ExternalId!, body);
    }

    private Resolve? NextResolve(History history)
    {
        var full = history.Alerts.Where(a => !a.IsBlind && a.Life == Life.Stands).ToList();
        if (full.Count == 0)
        {
            return null;
        }

        var alert = Pick(full);
        return alert.Audience.Where(t => alert.IsReadableBy(t, history.Register)).Order(StringComparer.Ordinal).FirstOrDefault() is { } tenant
            ? new Resolve(history.Deeds.NameOf(alert.Key), tenant) : null;
    }

    private Acknowledge? NextAcknowledge(History history)
    {
        var standing = history.Alerts.Where(a => a.Life == Life.Stands && a.Level != "Opportunity").ToList();
        if (standing.Count == 0)
        {
            return null;
        }

        var alert = Pick(standing);
        return alert.Audience.Where(t => alert.IsReadableBy(t, history.Register)).Order(StringComparer.Ordinal).FirstOrDefault() is { } tenant
            ? new Acknowledge(history.Deeds.NameOf(alert.Key), tenant) : null;
    }

    private Disclose? NextDisclosure(History history)
    {
        var items = history.Alerts.Where(a => a.IsBlind && a.Life == Life.Stands && a.Hidden.Count == 1 && a.Audience.Any(t => a.IsReadableBy(t, history.Register))).ToList();
        return items.Count == 0 ? null : new Disclose(history.Deeds.NameOf(Pick(items).Key), Chances(75));
    }

    private Subscribe NextSubscription(int watcher)
    {
        var delivery = Weighted(("Live", 5), ("Daily", 3), ("Off", 1));
        return Weighted(("country", 4), ("ring", 2), ("rule", 2), ("level", 2), ("goal", 1)) switch
        {
            "country" => new Subscribe(watcher, Pick(made.Countries), null, null, null, null, delivery),
            "ring" => new Subscribe(watcher, null, random.Next(1, 5), null, null, null, delivery),
            "rule" => new Subscribe(watcher, null, null, Pick([.. OracleRules.PairRules, "spillover", OracleRules.Opportunity]), null, null, delivery),
            "level" => new Subscribe(watcher, null, null, null, null, Pick(["Low", "Medium", "High", "Critical"]), delivery),
            _ => new Subscribe(watcher, null, null, Pick(OracleRules.PairRules), Pick(Goals), null, delivery)
        };
    }

    private Restart NextRestart(History history) => Weighted(("plain", 2), ("notice", 3), ("reference", 3)) switch
    {
        "plain" => new Restart(Pick([0, 1, 2]), null, history.Register.Reference != Oracle.Reference),
        "notice" => new Restart(Pick([0, 0, 1]), Oracle.Today.AddDays(-Pick([0, 20, 200, 400])), history.Register.Reference != Oracle.Reference),
        _ => new Restart(Pick([0, 0, 1]), null, history.Register.Reference == Oracle.Reference)
    };

    private Crash? NextCrash(History history)
    {
        var step = Chances(15) ? NextResolve(history) : NextWrite(history);
        var at = Pick(Enum.GetValues<CrashPoint>());
        var (stays, days) = (Chances(25), Pick([0, 0, 0, 1, 2]));

        // Whether a file is taken over before the passing of the day is evaluated or after it, nobody knows.
        if (step is Take take)
        {
            days = at is CrashPoint.BeforeWrite or CrashPoint.AfterWrite ? 0 : days;
            step = take with { Rows = [.. take.Rows.Where(row => row["unread"] is null)] };
        }

        return step is null ? null : new Crash(step, at, stays, stays ? 0 : days);
    }

    /// <summary>Two to five of different tenants on different initiatives, now and then one of them twice.</summary>
    private AtOnce? NextAtOnce(History history)
    {
        var steps = new List<Step>();
        var (tenants, spoken) = (new HashSet<string>(), new HashSet<string>());
        for (var tries = 0; tries < 12 && steps.Count < 5; tries++)
        {
            var step = NextWrite(history);
            var (tenant, names) = step switch
            {
                Register r => (r.Tenant, [r.Body["externalId"]!.GetValue<string>()]),
                Change c => (TenantOf(c.On), [c.On]),
                Move m => (TenantOf(m.On), [m.On]),
                Confirm c when Umbrella(history, c.On) is { } umbrella => (umbrella.Owner, [c.On, umbrella.ExternalId!]),
                Reply r => ("EC as coordinator", (string[])[r.On]),
                Rate r => (r.Tenant, []),
                _ => ("", [])
            };
            if (tenant.Length > 0 && !spoken.Overlaps(names) && tenants.Add(tenant))
            {
                spoken.UnionWith(names);
                steps.Add(step!);
            }
        }

        if (steps.Count < 2)
        {
            return null;
        }

        if (Chances(40) && steps.Find(s => s is Register) is { } twice)
        {
            steps.Add(twice);
        }

        return new AtOnce(steps);
    }

    private static OracleInitiative? Umbrella(History history, string part) => history.Register.NamedUmbrella(history.Register.Initiatives.Single(i => i.ExternalId == part));

    private static string TenantOf(string name) => name.Split('-')[1];

    /// <summary>As it stands, fit to be sent again.</summary>
    private static JsonObject BodyOf(OracleInitiative initiative)
    {
        var body = (JsonObject)initiative.Body.DeepClone();
        body.Remove("stage");
        body.Remove("negotiatingSince");
        body["visibility"] ??= initiative.Visibility;
        return body;
    }

    private static string NameOf(History history, string id) => history.Register.ById(id).ExternalId!;

    private bool Chances(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private string Weighted(params (string Value, int Weight)[] choices)
    {
        var at = random.Next(choices.Sum(choice => choice.Weight));
        foreach (var (value, weight) in choices)
        {
            at -= weight;
            if (at < 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }
}

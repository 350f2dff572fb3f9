using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Domain.Alerts;
using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>A step, ready to be sent.</summary>
/// <param name="Send">By HTTP. A refusal is a problem with a status below 500.</param>
/// <param name="Conclude">What its acceptance means for the model, as evaluated on that day: the news, evaluation after evaluation.</param>
internal sealed record Deed(Func<Task> Send, Func<DateOnly, Task<List<List<ToldNews>>>> Conclude)
{
    /// <summary>What its acceptance means for the register alone; nothing for what people do to alerts.</summary>
    public Action<OracleRegister>? Apply { get; init; }

    /// <summary>Sent again it is done once all the same.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Its alerts are news to nobody.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it came through, where the outbox does not say so.</summary>
    public Func<Task<bool>>? IsThere { get; init; }

    /// <summary>False where it was refused.</summary>
    public async Task<bool> TrySendAsync()
    {
        try
        {
            await Send();
            return true;
        }
        catch (TeamEuropeProblemException e) when (e.Status < HttpStatusCode.InternalServerError)
        {
            return false;
        }
    }
}

/// <summary>Makes steps ready: finds by name what they speak of.</summary>
internal sealed class Deeds(World world, NewsModel news)
{
    private OracleRegister Register => world.Register;

    /// <summary>Null where what the step speaks of is not there.</summary>
    /// <param name="place">In the history: of it the idempotency keys are made.</param>
    public async Task<Deed?> PrepareAsync(Step step, int place) => step switch
    {
        Register register => Prepare(register, place),
        Change change => Find(change.On) is { } i ? Prepare(i, (c, id) => ReplaceAsync(c, id, change.Body), new PutOperation(i.Owner, i.Id, change.Body)) : null,
        Move move => Find(move.On) is { } i ? Prepare(i, move) : null,
        Confirm confirm => Find(confirm.On) is { } i && Register.NamedUmbrella(i) is { } umbrella
            ? Prepare(umbrella.Owner, i, (c, id) => c.ConfirmPartAsync(id), new ConfirmOperation(umbrella.Owner, i.Id)) : null,
        Withdraw withdraw => Find(withdraw.On) is { PartOfConfirmed: true } i
            ? Prepare(withdraw.Tenant, i, (c, id) => c.WithdrawPartAsync(id), new WithdrawOperation(withdraw.Tenant, i.Id)) : null,
        Delete delete => Find(delete.On) is { Stage: "Draft" } i
            ? Prepare(i, async (c, id) => await c.DeleteDraftAsync(id, (await c.GetInitiativeAsync(id)).ETag), new DeleteOperation(i.Owner, i.Id)) : null,
        Reply reply => Find(reply.On) is { } i ? Prepare(i, reply) : null,
        Rate rate => Of(
            async () => await (await world.As(rate.Tenant)).RateAsync(rate.Country, new RiskRatingRequest(rate.Risk, "reason on record")),
            register => register.Apply(new RiskRatingOperation(rate.Tenant, rate.Country, rate.Risk))),
        Take take => await PrepareAsync(take),
        Acknowledge acknowledge => await FindAlertAsync(acknowledge.Alert) is { } alert
            ? new Deed(async () => await (await world.As(acknowledge.Tenant)).AcknowledgeAsync(alert.Id), _ => Task.FromResult(new List<List<ToldNews>>())) : null,
        Resolve resolve => await FindAlertAsync(resolve.Alert) is { } alert && news.Known[alert.Key].Life == Life.Stands
            ? new Deed(
                async () => await (await world.As(resolve.Tenant)).ResolveAsync(alert.Id, new ResolveRequest("Coordinated", null)),
                _ => Task.FromResult<List<List<ToldNews>>>([news.Resolve(alert.Key, Register)]))
            {
                IsThere = () => world.LookAsync(db => db.Alerts.AnyAsync(a => a.Id == alert.Id && a.Status == AlertStatus.Resolved))
            }
            : null,
        Disclose disclose => await FindAlertAsync(disclose.Alert) is { } alert && news.Known[alert.Key] is { IsBlind: true } item
            ? Prepare(disclose, alert.Id, item) : null,
        Subscribe subscribe => Prepare(subscribe),
        _ => throw new NotSupportedException(step.ToString())
    };

    /// <summary>A key of the model with external ids in the place of ids.</summary>
    public string NameOf(string key) => string.Join('|', key.Split('|').Select(part => Guid.TryParse(part, out _) ? Register.ById(part).ExternalId : part));

    private OracleInitiative? Find(string name) => Register.Initiatives.Find(i => i.ExternalId == name);

    private async Task<(Guid Id, string Key)?> FindAlertAsync(string name)
    {
        var parts = name.Split('|').Select(part => Find(part)?.Id ?? part).ToArray();
        if (parts.Length > 3 && parts[1] == "pair" && string.CompareOrdinal(parts[2], parts[3]) > 0)
        {
            (parts[2], parts[3]) = (parts[3], parts[2]);
        }
        else if (OracleRules.PairRules.Contains(parts[0]))
        {
            Array.Sort(parts, 1, 2, StringComparer.Ordinal);
        }

        var key = string.Join('|', parts);
        return news.Known.ContainsKey(key) && (await world.StoredAlertsAsync()).Find(a => a.Key == key) is { Key: not null } found ? (found.Id, key) : null;
    }

    private Deed Of(Func<Task> send, Action<OracleRegister> apply) => new(send, day =>
    {
        apply(Register);
        return Task.FromResult<List<List<ToldNews>>>([news.Evaluate(Register, day)]);
    })
    {
        Apply = apply
    };

    private Deed Prepare(string tenant, OracleInitiative on, Func<TeamEuropeClient, Guid, Task> send, OracleOperation operation) =>
        Of(async () => await send(await world.As(tenant), Guid.Parse(on.Id)), register => register.Apply(operation));

    private Deed Prepare(OracleInitiative on, Func<TeamEuropeClient, Guid, Task> send, OracleOperation operation) => Prepare(on.Owner, on, send, operation);

    private static async Task ReplaceAsync(TeamEuropeClient client, Guid id, JsonObject body) =>
        await client.ReplaceAsync(id, body.ToBody(), (await client.GetInitiativeAsync(id)).ETag);

    private Deed Prepare(Register register, int place)
    {
        InitiativeView? answer = null;
        return Of(
            async () => answer = (await (await world.As(register.Tenant)).RegisterAsync(register.Body.ToBody(), $"{place} {register.Body["externalId"]}")).Value,
            to =>
            {
                if (!to.Initiatives.Exists(i => i.Id == answer!.Id.ToString()))
                {
                    var day = DateOnly.FromDateTime(answer!.RegisteredAt.UtcDateTime);
                    to.Apply(new CreateOperation(register.Tenant, register.Body, day, answer.Id.ToString(), answer.Reference));
                }
            })
            with { IsRepeatable = true };
    }

    private Deed Prepare(OracleInitiative on, Move move)
    {
        var effectiveOn = world.Today.AddDays(-move.DaysAgo);
        return Prepare(
            on,
            (c, id) => c.ChangeStageAsync(id, new StageRequest(move.To, effectiveOn, "reason on record", "on record", true)),
            new StageOperation(on.Owner, on.Id, move.To, effectiveOn, "reason on record", "on record", Unread: true));
    }

    private Deed Prepare(OracleInitiative on, Reply reply) => Of(
        async () => await (await world.As("EC", "Coordinator")).ReplyToStatementAsync(
            Guid.Parse(on.Id), new ReplyRequest(reply.Towards.ToName(), reply.Answer, "reason on record")),
        register => register.Apply(new ReplyOperation("EC", on.Id, reply.Towards, reply.Answer, "reason on record")));

    private Deed Prepare(Disclose disclose, Guid alertId, ToldAlert item)
    {
        var hidden = Register.ById(item.Hidden[0]);
        var asker = item.Shown.Count > 0 ? Register.ById(item.Shown[0]).Owner : disclose.Alert.Split('|')[^1];
        var operation = new DiscloseOperation(hidden.Owner, hidden.Id, asker);
        return new Deed(
            async () =>
            {
                await (await world.As(asker)).RequestDisclosureAsync(alertId, "reason on record");
                var asked = await world.LookAsync(db => db.Disclosures.Where(d => d.AlertId == alertId && d.Status == DisclosureStatus.Asked).Select(d => d.Id).SingleAsync());
                await (await world.As(hidden.Owner)).ReplyToDisclosureRequestAsync(asked, new DisclosureReplyRequest(disclose.Accept, "reason on record"));
            },
            day =>
            {
                List<List<ToldNews>> told =
                [
                    [
                        new ToldNews("Tenant", hidden.Owner, null, false, "Disclosure", null, null, ""),
                        new ToldNews("Tenant", asker, null, false, "Disclosure", item.Key, null, "")
                    ],
                    [
                        new ToldNews("Tenant", asker, null, false, "Disclosure", disclose.Accept ? null : item.Key, null, ""),
                        new ToldNews("Tenant", hidden.Owner, null, false, "Disclosure", null, null, "")
                    ]
                ];
                if (disclose.Accept)
                {
                    Register.Apply(operation);
                    told.Add(news.Evaluate(Register, day));
                }

                return Task.FromResult(told);
            });
    }

    private Deed Prepare(Subscribe subscribe)
    {
        var watcher = world.Watchers[subscribe.Watcher];
        return new Deed(
            async () =>
            {
                var client = await world.As(watcher.Tenant, watcher.Role, watcher.User);
                foreach (var old in (await client.ListSubscriptionsAsync()).Items.Take(watcher.Subscriptions.Count - 1))
                {
                    await client.UnsubscribeAsync(old.Id);
                }

                await client.SubscribeAsync(new SubscriptionRequest(
                    subscribe.Country, subscribe.Ring, subscribe.Goal, subscribe.Rule, subscribe.Level, subscribe.Delivery));
            },
            _ =>
            {
                watcher.Subscriptions.RemoveRange(0, Math.Max(0, watcher.Subscriptions.Count - 1));
                watcher.Subscriptions.Add(subscribe);
                return Task.FromResult(new List<List<ToldNews>>());
            });
    }

    private async Task<Deed> PrepareAsync(Take take)
    {
        var client = await world.As(take.Tenant);
        Task<List<Guid>> ImportsAsync() => world.LookAsync(db => db.Imports.Where(i => i.Tenant == take.Tenant).OrderBy(i => i.At).Select(i => i.Id).ToListAsync());
        var before = (await ImportsAsync()).Count;
        ImportView? done = null;
        return new Deed(
            async () =>
            {
                client = await world.As(take.Tenant);
                var known = (await ImportsAsync()).Skip(before).ToList();
                var id = known.Count > 0 ? known.Single() : (await client.StartImportAsync(take.Rows.Select(Oracle.ToBody), baseline: take.Baseline)).Id;
                done = await client.WaitForImportAsync(id, Twins.Patience);
                done.Status.ShouldBe("Done");
            },
            async day =>
            {
                var rejected = done!.Rejected.Select(r => r.Row).ToHashSet();
                var first = MovesStage(take.Rows[^1]) ? take.Rows.Count - 1 : take.Rows.Count;
                var told = await TakeOverAsync(take, 0, first, rejected, day);
                told.Insert(first < take.Rows.Count ? told.Count : 0, take.Baseline ? [] : [new ToldNews("User", take.Tenant, "demo-desk", false, "Import", null, null, "")]);
                told.AddRange(await TakeOverAsync(take, first, take.Rows.Count, rejected, day));
                return told;
            })
        {
            IsRepeatable = true, IsQuiet = take.Baseline && IsNew(take.Rows[0]), IsThere = async () => (await ImportsAsync()).Count > before
        };
    }

    /// <summary>A first filling is quiet in what it adds, not in what it changes: in turn, as the rows come.</summary>
    private async Task<List<List<ToldNews>>> TakeOverAsync(Take take, int from, int to, HashSet<int> rejected, DateOnly day)
    {
        var told = new List<List<ToldNews>>();
        for (var at = from; at < to;)
        {
            var isQuiet = take.Baseline && IsNew(take.Rows[at]);
            var end = at + 1;
            while (end < to && (take.Baseline && IsNew(take.Rows[end])) == isQuiet)
            {
                end++;
            }

            await ApplyAsync(take, at, end, rejected, day);
            told.Add(news.Evaluate(Register, day, isQuiet));
            at = end;
        }

        return told;
    }

    private bool IsNew(JsonObject row) => Find(row["externalId"]!.GetValue<string>()) is null;

    private bool MovesStage(JsonObject row) =>
        Find(row["externalId"]!.GetValue<string>()) is { } known && row["stage"]?.GetValue<string>() is { } stage && stage != known.Stage;

    private async Task ApplyAsync(Take take, int from, int to, HashSet<int> rejected, DateOnly day)
    {
        for (var at = from; at < to; at++)
        {
            if (rejected.Contains(at + 1))
            {
                continue;
            }

            var (row, name) = (take.Rows[at], take.Rows[at]["externalId"]!.GetValue<string>());
            if (Find(name) is not { } known)
            {
                var found = await world.LookAsync(db => db.Initiatives.Where(i => i.ExternalId == name).Select(i => new { i.Id, i.Reference }).SingleAsync());
                Register.Apply(new CreateOperation(take.Tenant, row, day, found.Id.ToString(), found.Reference));
                continue;
            }

            var stage = row["stage"]?.GetValue<string>() ?? known.Stage;
            var moves = stage != known.Stage;
            Register.Apply(new PutOperation(take.Tenant, known.Id, row));
            if (moves)
            {
                Register.Apply(new StageOperation(take.Tenant, known.Id, stage, day, "reason on record", "on record", Unread: true));
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Shouldly;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Oracle;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>The product killed in the middle of its work: what it acknowledged is there, and nothing is told twice or not at all.</summary>
public sealed class CrashTests
{
    private const int Writes = 200;
    private const int Writers = 4;
    private const int KillAfter = 90;

    private static readonly string[] Owners = ["NL", "IT", "ES", "DE", "DK", "IE", "EC", "FRONTEX"];

    private readonly ConcurrentDictionary<int, InitiativeView> acknowledged = [];
    private readonly ConcurrentDictionary<int, bool> unanswered = [];

    /// <summary>Who writes what: the place in the list is the idempotency key.</summary>
    private sealed record Write(string Owner, JsonObject Body);

    [Theory]
    [InlineData(31)]
    public async Task After_a_kill_amid_writes_everything_acknowledged_is_there_once_and_everything_is_told_once(int seed)
    {
        var today = await TodayAsync();
        var writes = Bodies(seed, today);
        await using var database = await TestDatabase.CreateAsync();
        await using (var first = await ServiceProcess.StartAsync(database))
        {
            await WriteUntilKilledAsync(first, writes);
        }

        acknowledged.Count.ShouldBeInRange(KillAfter, Writes - 1);
        await using var second = await ServiceProcess.StartAsync(database);
        var twins = new Twins((tenant, role) => second.SignInAsync(tenant, role), today);

        // What was acknowledged is there; what was not may be; nothing else is.
        var survived = await FindAllAsync(twins);
        foreach (var (key, view) in acknowledged)
        {
            survived[writes[key].Body["externalId"]!.GetValue<string>()].ShouldBe((view.Id, view.Reference));
        }

        survived.Keys.ShouldBeSubsetOf(acknowledged.Keys.Concat(unanswered.Keys).Select(key => writes[key].Body["externalId"]!.GetValue<string>()));
        Add(twins.Register, writes, survived, today);
        await twins.CompareAsync("after the restart");
        await EachWasToldOnceAsync(twins);

        // Repeated with their keys they exist once: those acknowledged as they were answered, the others as they came through or now.
        await Parallel.ForAsync(0, Writes, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (key, _) =>
        {
            var again = (await (await twins.As(writes[key].Owner)).RegisterAsync(writes[key].Body.ToBody(), $"key-{key}", CancellationToken.None)).Value;
            again.Reference.ShouldBe(acknowledged.GetValueOrDefault(key)?.Reference ?? again.Reference);
        });
        var all = await FindAllAsync(twins);
        all.Count.ShouldBe(Writes);
        survived.Where(known => all[known.Key] != known.Value).ShouldBeEmpty();
        twins.Register.Initiatives.Clear();
        Add(twins.Register, writes, all, today);
        await twins.CompareAsync("after the repetition");
        await EachWasToldOnceAsync(twins);
    }

    private async Task WriteUntilKilledAsync(ServiceProcess service, List<Write> writes)
    {
        var clients = new Dictionary<string, TeamEuropeClient>();
        foreach (var owner in Owners)
        {
            clients[owner] = await service.SignInAsync(owner);
        }

        var next = -1;
        var kill = new TaskCompletionSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var key = Interlocked.Increment(ref next); key < Writes; key = Interlocked.Increment(ref next))
            {
                try
                {
                    acknowledged[key] = (await clients[writes[key].Owner].RegisterAsync(writes[key].Body.ToBody(), $"key-{key}")).Value;
                }
                catch (HttpRequestException)
                {
                    unanswered[key] = true;
                    return;
                }

                if (acknowledged.Count >= KillAfter)
                {
                    kill.TrySetResult();
                }
            }
        })).ToList();
        await kill.Task.WaitAsync(Twins.Patience);
        await service.KillAsync();
        await Task.WhenAll(writers);
    }

    /// <summary>By external id; and references run without gaps.</summary>
    private static async Task<Dictionary<string, (Guid Id, string Reference)>> FindAllAsync(Twins twins)
    {
        var all = new Dictionary<string, (Guid, string)>();
        foreach (var owner in Owners)
        {
            var references = new List<string>();
            await foreach (var item in (await twins.As(owner)).AllInitiativesAsync(new InitiativeFilter { Owner = owner }, pageSize: 200))
            {
                all.Add(item.ExternalId!, (item.Id, item.Reference));
                references.Add(item.Reference);
            }

            references.Order(StringComparer.Ordinal).Select(r => int.Parse(r[^4..], null)).ShouldBe(Enumerable.Range(1, references.Count));
        }

        return all;
    }

    private static void Add(OracleRegister register, List<Write> writes, Dictionary<string, (Guid Id, string Reference)> known, DateOnly today)
    {
        foreach (var write in writes)
        {
            if (known.TryGetValue(write.Body["externalId"]!.GetValue<string>(), out var found))
            {
                register.Apply(new CreateOperation(write.Owner, write.Body, today, found.Id.ToString(), found.Reference));
            }
        }
    }

    /// <summary>Every tenant: as many news of an opening as alerts stand for it, each of another alert.</summary>
    private static async Task EachWasToldOnceAsync(Twins twins)
    {
        foreach (var (tenant, role) in Owners.Select(owner => (owner, "Desk")).Append(("EC", "Coordinator")))
        {
            var client = await twins.As(tenant, role);
            await client.WaitUntilEvaluatedAsync(Twins.Patience, alsoNotified: true);
            var told = new List<Guid>();
            Page<NotificationView> page;
            long after = 0;
            do
            {
                page = await client.ListNotificationsAsync(after, limit: 200);
                told.AddRange(page.Items.Where(n => n.Kind == "AlertOpened").Select(n => n.AlertId!.Value));
                after = page.Items.Count > 0 ? page.Items[^1].Cursor : after;
            }
            while (page.Next is not null);

            if (role == "Desk")
            {
                // A coordinator hears as such, and again where its own tenant comes to be concerned.
                told.ShouldBeUnique($"{tenant} as {role}");
            }

            var standing = await twins.AlertsOfAsync(tenant, role);
            var untold = standing.Where(a => !told.Contains(a.Id)).Select(a => $"{a.Rule} {a.Id}").ToList();
            untold.ShouldBeEmpty($"{tenant} as {role} was told of {told.Count} of {standing.Count}");
            told.Distinct().Count().ShouldBe(standing.Count, $"{tenant} as {role}");
        }
    }

    /// <summary>Without umbrellas, so that what opens stays open; names by external id, as the order of the references is not known.</summary>
    private static List<Write> Bodies(int seed, DateOnly today)
    {
        var (random, register) = (new RandomRegister(seed, today, Oracle.Reference), new OracleRegister(Oracle.Reference));
        var writes = new List<Write>();
        for (var i = 0; i < Writes; i++)
        {
            var (owner, body) = random.NextBody(register);
            body.Remove("partOf");
            register.Apply(new CreateOperation(owner, body, today, $"{i}", null));
            writes.Add(new Write(owner, body));
        }

        return writes;
    }

    /// <summary>The day of the process, which has the real clock; not started shortly before it ends.</summary>
    private static async Task<DateOnly> TodayAsync()
    {
        while (DateTime.UtcNow.TimeOfDay > TimeSpan.FromHours(24) - Twins.Patience)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return DateOnly.FromDateTime(DateTime.UtcNow);
    }
}

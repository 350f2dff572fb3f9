using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>
/// Writers that go on whatever happens to the service, and what must be true after it: what was acknowledged is there once, references run
/// without gaps, the alerts are what the oracle says, and everybody was told of each once.
/// </summary>
internal sealed class Storm
{
    public static readonly string[] Owners = ["NL", "IT", "ES", "DE", "DK", "IE", "EC", "FRONTEX"];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly DateOnly today;
    private readonly List<Write> writes;
    private readonly ConcurrentDictionary<int, InitiativeView> acknowledged = [];
    private readonly ConcurrentDictionary<int, bool> unanswered = [];
    private readonly ConcurrentBag<string> failures = [];
    private int next = -1;

    /// <summary>Who writes what: the place in the list is the idempotency key.</summary>
    private sealed record Write(string Owner, JsonObject Body);

    public Storm(int seed, DateOnly today, int count) => (this.today, writes) = (today, Bodies(seed, today, count));

    public int Acknowledged => acknowledged.Count;

    /// <summary>What came back in place of an acknowledgement, each kind once.</summary>
    public IReadOnlyList<string> Failures => [.. failures.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The day of a process with the real clock; it does not begin shortly before the day ends.</summary>
    public static async Task<DateOnly> TodayAsync()
    {
        while (DateTime.UtcNow.TimeOfDay > TimeSpan.FromHours(24) - Twins.Patience)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return DateOnly.FromDateTime(DateTime.UtcNow);
    }

    /// <summary>Writes until all is written, or as long as asked. Each writer ends at its first failure.</summary>
    /// <param name="at">Called after so many acknowledgements.</param>
    public Task WriteUntilFailureAsync(IReadOnlyDictionary<string, TeamEuropeClient> clients, int writers, int after, Action at) =>
        RunAsync(writers, async key =>
        {
            try
            {
                await WriteAsync(clients, key);
            }
            catch (HttpRequestException)
            {
                unanswered[key] = true;
                return false;
            }

            if (Acknowledged >= after)
            {
                at();
            }

            return true;
        });

    /// <summary>Writes as long as the disturbance lasts. What fails is sent again with its key until it is acknowledged, as a good client does.</summary>
    /// <param name="pace">The pause between two writes of one writer.</param>
    public async Task WriteThroughAsync(IReadOnlyDictionary<string, TeamEuropeClient> clients, int writers, TimeSpan pace, Func<Task> disturbance)
    {
        var disturbed = disturbance();
        await RunAsync(writers, async key =>
        {
            for (var deadline = DateTime.UtcNow + Twins.Patience; ;)
            {
                try
                {
                    await WriteAsync(clients, key);
                    await Task.Delay(pace);
                    return !disturbed.IsCompleted;
                }
                catch (Exception e) when (IsOfTheWay(e) && DateTime.UtcNow < deadline)
                {
                    failures.Add(e is TeamEuropeProblemException problem ? $"{(int)problem.Status} {problem.Type}" : e.GetType().Name);
                    await Task.Delay(Pause);
                }
            }
        });
        await disturbed;
    }

    /// <summary>Waits until so many more are acknowledged, or all are written.</summary>
    public async Task MoreAsync(int count)
    {
        var wanted = Acknowledged + count;
        for (var deadline = DateTime.UtcNow + Twins.Patience; Acknowledged < wanted && Volatile.Read(ref next) < writes.Count; await Task.Delay(20))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline, $"{Acknowledged} of {wanted} writes were acknowledged: {string.Join(", ", Failures)}");
        }
    }

    /// <summary>What the storm left, held against the oracle.</summary>
    /// <param name="readers">So many readers' lists are compared; null means all.</param>
    public async Task CheckAsync(Twins twins, string when, int? readers = null, params string[] told)
    {
        var survived = await FindAllAsync(twins);
        foreach (var (key, view) in acknowledged)
        {
            survived[ExternalIdOf(key)].ShouldBe((view.Id, view.Reference));
        }

        survived.Keys.ShouldBeSubsetOf(acknowledged.Keys.Concat(unanswered.Keys).Select(ExternalIdOf));
        twins.Register.Initiatives.Clear();
        foreach (var write in writes)
        {
            if (survived.TryGetValue(write.Body["externalId"]!.GetValue<string>(), out var found))
            {
                twins.Register.Apply(new CreateOperation(write.Owner, write.Body, today, found.Id.ToString(), found.Reference));
            }
        }

        await twins.CompareAsync(when, readers: readers);
        foreach (var tenant in told.Length > 0 ? told : Owners)
        {
            await EachWasToldOnceAsync(twins, tenant, "Desk");
        }

        await EachWasToldOnceAsync(twins, "EC", "Coordinator");
    }

    /// <summary>Everything once more with its key: what was acknowledged stays as it was answered, the rest comes now.</summary>
    public async Task RepeatAsync(Twins twins, int writers)
    {
        var before = await FindAllAsync(twins);
        await Parallel.ForAsync(0, writes.Count, new ParallelOptions { MaxDegreeOfParallelism = writers }, async (key, _) =>
        {
            var again = (await (await twins.As(writes[key].Owner)).RegisterAsync(writes[key].Body.ToBody(), $"key-{key}", CancellationToken.None)).Value;
            again.Reference.ShouldBe(acknowledged.GetValueOrDefault(key)?.Reference ?? again.Reference);
            acknowledged[key] = again;
        });
        var all = await FindAllAsync(twins);
        all.Count.ShouldBe(writes.Count);
        before.Where(known => all[known.Key] != known.Value).ShouldBeEmpty();
    }

    private async Task WriteAsync(IReadOnlyDictionary<string, TeamEuropeClient> clients, int key) =>
        acknowledged[key] = (await clients[writes[key].Owner].RegisterAsync(writes[key].Body.ToBody(), $"key-{key}")).Value;

    private Task RunAsync(int writers, Func<int, Task<bool>> write) => Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
    {
        for (var key = Interlocked.Increment(ref next); key < writes.Count; key = Interlocked.Increment(ref next))
        {
            if (!await write(key))
            {
                return;
            }
        }
    })));

    /// <summary>A connection that broke, a balancer without anybody behind it, or a service that says that it cannot now: not a refusal, not a bug.</summary>
    private static bool IsOfTheWay(Exception e) => e is HttpRequestException or OperationCanceledException or IOException
        || e is TeamEuropeProblemException { Status: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout };

    private string ExternalIdOf(int key) => writes[key].Body["externalId"]!.GetValue<string>();

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

    /// <summary>As many news of an opening as alerts stand for the reader, each of another alert.</summary>
    private static async Task EachWasToldOnceAsync(Twins twins, string tenant, string role)
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

    /// <summary>Without umbrellas, so that what opens stays open; names by external id, as the order of the references is not known.</summary>
    private static List<Write> Bodies(int seed, DateOnly today, int count)
    {
        var (random, register) = (new RandomRegister(seed, today, Oracle.Reference), new OracleRegister(Oracle.Reference));
        var writes = new List<Write>();
        for (var i = 0; i < count; i++)
        {
            var (owner, body) = random.NextBody(register);
            body.Remove("partOf");
            register.Apply(new CreateOperation(owner, body, today, $"{i}", null));
            writes.Add(new Write(owner, body));
        }

        return writes;
    }
}

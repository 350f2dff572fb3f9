using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Oracle;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>The service and the oracle with the same register: what is done to the one by HTTP is done to the other.</summary>
internal sealed class Twins(Func<string, string, Task<TeamEuropeClient>> signIn, DateOnly today)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Every tenant of the random registers, the Commission's coordinators and those of one tenant that owns nothing.</summary>
    private static readonly (string Tenant, string Role)[] Readers =
    [
        ("NL", "Desk"), ("IT", "Desk"), ("ES", "Desk"), ("DE", "Desk"), ("DK", "Desk"), ("IE", "Desk"), ("EC", "Desk"), ("FRONTEX", "Desk"),
        ("EC", "Coordinator"), ("EEAS", "Coordinator"),
    ];

    private readonly ConcurrentDictionary<(string Tenant, string Role), Lazy<Task<TeamEuropeClient>>> clients = [];

    public OracleRegister Register { get; } = new(Oracle.Reference);

    /// <summary>How many readers' lists have been held against the oracle, and how many alerts stood in them.</summary>
    public (int Lists, int Alerts) Compared { get; private set; }

    public Task<TeamEuropeClient> As(string tenant, string role = "Desk") =>
        clients.GetOrAdd((tenant, role), _ => new Lazy<Task<TeamEuropeClient>>(() => signIn(tenant, role))).Value;

    /// <summary>Tokens end with their day.</summary>
    public void SignInAgain() => clients.Clear();

    public async Task RegisterAsync(string owner, JsonObject body)
    {
        var view = (await (await As(owner)).RegisterAsync(body.ToBody())).Value;
        Register.Apply(new CreateOperation(owner, body, today, view.Id.ToString(), view.Reference));
    }

    /// <summary>Bodies that a generator made up with ids of its own, under the ids of the service.</summary>
    public async Task TakeOverAsync(OracleRegister madeUp)
    {
        foreach (var owner in madeUp.Initiatives.Select(i => i.Owner).Distinct())
        {
            var client = await As(owner);
            await foreach (var item in client.AllInitiativesAsync(new InitiativeFilter { Owner = owner }, pageSize: 200))
            {
                if (item.Owner == owner)
                {
                    var known = madeUp.Initiatives.Single(i => i.Owner == owner && i.ExternalId == item.ExternalId);
                    item.Reference.ShouldBe(known.Reference ?? item.Reference);
                    (known.Id, known.Reference) = (item.Id.ToString(), item.Reference);
                    Register.Initiatives.Add(known);
                }
            }
        }

        Register.Initiatives.Count.ShouldBe(madeUp.Initiatives.Count);
    }

    /// <summary>Rows of one owner, as one file.</summary>
    public async Task ImportAsync(string owner, IEnumerable<JsonObject> rows, bool baseline = false)
    {
        var client = await As(owner);
        var started = await client.StartImportAsync(rows.Select(Oracle.ToBody), baseline: baseline);
        var done = await client.WaitForImportAsync(started.Id, Patience);
        done.Status.ShouldBe("Done");
        done.Rejected.Select(r => $"{r.Row} {r.ExternalId} {string.Join(';', r.Errors.SelectMany(e => e.Value))}").ShouldBeEmpty();
    }

    public async Task DoAsync(OracleOperation operation)
    {
        switch (operation)
        {
            case PutOperation put:
                var writer = await As(put.Tenant);
                var id = Guid.Parse(put.InitiativeId);
                await writer.ReplaceAsync(id, put.Body.ToBody(), (await writer.GetInitiativeAsync(id)).ETag);
                break;
            case StageOperation stage:
                await (await As(stage.Tenant)).ChangeStageAsync(
                    Guid.Parse(stage.InitiativeId),
                    new StageRequest(stage.Stage, stage.EffectiveOn, stage.Reason, stage.Justification, stage.Unread));
                break;
            case ConfirmOperation confirm:
                await (await As(confirm.Tenant)).ConfirmPartAsync(Guid.Parse(confirm.InitiativeId));
                break;
            case WithdrawOperation withdraw:
                await (await As(withdraw.Tenant)).WithdrawPartAsync(Guid.Parse(withdraw.InitiativeId));
                break;
            case ReplyOperation reply:
                await (await As(reply.Tenant, "Coordinator")).ReplyToStatementAsync(
                    Guid.Parse(reply.InitiativeId), new ReplyRequest(reply.Towards.ToName(), reply.Reply, reply.Reason));
                break;
            case RiskRatingOperation rating:
                await (await As(rating.Tenant)).RateAsync(rating.Country, new RiskRatingRequest(rating.Rating, "reason on record"));
                break;
            default:
                throw new NotSupportedException(operation.ToString());
        }

        Register.Apply(operation);
    }

    /// <summary>Waits until the service is done, and holds its readers' lists against the oracle's.</summary>
    /// <param name="readers">So many, taking turns; null means all.</param>
    public async Task CompareAsync(string when, DateOnly? asOf = null, int? readers = null)
    {
        await (await As("EC")).WaitUntilEvaluatedAsync(Patience);
        var alerts = Register.Evaluate(asOf ?? today);
        for (var i = 0; i < (readers ?? Readers.Length); i++)
        {
            var (tenant, role) = Readers[Compared.Lists % Readers.Length];
            var found = await AlertsOfAsync(tenant, role);
            var expected = Register.ViewsFor(alerts, tenant, role);
            if (Oracle.Difference(expected.Select(v => Oracle.Describe(v)), found.Select(Oracle.Describe)) is { } difference)
            {
                throw new ShouldAssertException($"{when}, {tenant} as {role}: {difference}\n{Explain(difference)}");
            }

            Compared = (Compared.Lists + 1, Compared.Alerts + found.Count);
        }
    }

    /// <summary>All pages of what stands for this reader, each alert once.</summary>
    public async Task<List<AlertView>> AlertsOfAsync(string tenant, string role)
    {
        var all = new List<AlertView>();
        await foreach (var alert in (await As(tenant, role)).AllAlertsAsync(pageSize: 200))
        {
            all.Add(alert);
        }

        all.Select(a => a.Id).ShouldBeUnique();
        return all.Where(a => a.Status != "Cleared").ToList();
    }

    /// <summary>The initiatives that a difference speaks of, so that it can be judged by reading.</summary>
    private string Explain(string difference) => string.Join('\n', Register.Initiatives
        .Where(i => difference.Contains(i.Id, StringComparison.Ordinal)).Take(3)
        .Select(i => string.Create(CultureInfo.InvariantCulture,
            $"  {i.Id} {i.Reference} {i.Stage} since {i.NegotiatingSince:yyyy-MM-dd} confirmed {i.PartOfConfirmed} withdrawn {i.PartOfWithdrawn} statements {string.Join(',', i.Statements.Select(s => s.Status))}: {i.Body.ToJsonString()}")));
}

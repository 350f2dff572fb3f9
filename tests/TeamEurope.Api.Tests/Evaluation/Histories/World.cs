using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Client;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Register;
using TeamEurope.Oracle;
using TeamEurope.Rules.Register;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>The service of a history, on a database that outlives it, with a clock of its own; and what the oracle knows of the same.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>Two pieces of news are never of the same minute.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(61);

    private readonly TestDatabase database;
    private readonly FakeTimeProvider clock = new(Oracle.Noon);
    private readonly ConcurrentDictionary<(string Tenant, string Role, string? User), Lazy<Task<TeamEuropeClient>>> clients = [];
    private TestApp app = null!;

    private World(TestDatabase database) => this.database = database;

    public Crasher Crasher { get; private set; } = new();

    public OracleRegister Register { get; } = new(Oracle.Reference);

    public IReadOnlyList<Watcher> Watchers { get; } = [new("FR", "Desk", "watcher"), new("NL", "Desk", "watcher"), new("PL", "Desk", "watcher"), new("EEAS", "Coordinator", "watcher")];

    /// <summary>The day that the service has: its clock is not moved over midnight by anything but <see cref="PassAsync"/>.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public static async Task<World> BeginAsync()
    {
        var world = new World(await TestDatabase.CreateAsync());
        await world.StartAsync();

        // The service tells the coordinators of those tenants that it has seen coordinators of.
        await (await world.As("EEAS", "Coordinator")).GetStatusAsync();
        return world;
    }

    public Task<TeamEuropeClient> As(string tenant, string role = "Desk", string? user = null) =>
        clients.GetOrAdd((tenant, role, user), who => new Lazy<Task<TeamEuropeClient>>(() => app.SignInAsync(who.Tenant, who.Role, who.User))).Value;

    public void Wait() => clock.Advance(Pause);

    /// <summary>To the first minute of a day; tokens end with theirs.</summary>
    public void Pass(int days)
    {
        if (days > 0)
        {
            clock.SetUtcNow(new DateTimeOffset(Today.AddDays(days), new TimeOnly(0, 0, 5), TimeSpan.Zero));
            clients.Clear();
        }
    }

    /// <summary>Ends the service and starts it anew.</summary>
    public async Task RestartAsync(int days)
    {
        await app.DisposeAsync();
        Pass(days);
        await StartAsync();
    }

    public void ChangeRules(DateOnly? noticeExpectedFrom, bool otherReference)
    {
        Register.NoticeExpectedFrom = noticeExpectedFrom ?? Register.NoticeExpectedFrom;
        Register.Reference = otherReference ? Rulebook.OtherForOracle : Oracle.Reference;
    }

    /// <summary>Until everything is evaluated, as of today.</summary>
    public async Task ComeToRestAsync()
    {
        var today = Today;
        for (var deadline = DateTime.UtcNow + Twins.Patience; ; await Task.Delay(5))
        {
            app.Services.GetRequiredService<EvaluationSignal>().Wake();
            if (await LookAsync(async db => !await db.HasWaitingAsync(upTo: null, CancellationToken.None) && await db.EvaluationStates.AnyAsync(s => s.AsOf == today)))
            {
                return;
            }

            DateTime.UtcNow.ShouldBeLessThan(deadline, "the register did not come to rest");
        }
    }

    /// <summary>What people did to the register, in the order of the outbox.</summary>
    public Task<(int Writes, int Waiting)> CountWritesAsync() => LookAsync(async db =>
    {
        var written = db.RegisterEvents.Where(e => e.Kind != RegisterEventKind.DayPassed && e.Kind != RegisterEventKind.RulesChanged);
        return (await written.CountAsync(), await written.CountAsync(e => !e.IsEvaluated));
    });

    /// <summary>By key as the model has it.</summary>
    public Task<List<(Guid Id, string Key, Life Life)>> StoredAlertsAsync() => LookAsync(async db =>
        (await db.Alerts.AsNoTracking().ToListAsync()).ConvertAll(a => (a.Id, KeyOf(a), a.Status switch
        {
            AlertStatus.Resolved => Life.Resolved,
            AlertStatus.Cleared => Life.Cleared,
            _ => Life.Stands
        })));

    public async Task<T> LookAsync<T>(Func<ITeamEuropeDb, Task<T>> look)
    {
        Crasher.LookOn();
        await using var scope = app.OpenJobScope();
        return await look(scope.ServiceProvider.GetRequiredService<ITeamEuropeDb>());
    }

    /// <summary>What the service's own comparison with a full computation says.</summary>
    public async Task<IReadOnlyList<string>> ComparedAsync()
    {
        await using var scope = app.OpenJobScope();
        var comparison = await scope.ServiceProvider.GetRequiredService<AlertComparer>().CompareAsync(CancellationToken.None);
        return [.. comparison.ShouldNotBeNull().Differences.Select(d => $"{d.Kind} {d.Key}")];
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task StartAsync()
    {
        Crasher = new Crasher();
        clients.Clear();
        var settings = new Dictionary<string, string>
        {
            ["Coordination:NoticeExpectedFrom"] = $"{Register.NoticeExpectedFrom:yyyy-MM-dd}",
            // Whatever may be put off is put off, and then has its turn between two changes.
            ["Evaluation:SharedUpTo"] = "0",
            ["Evaluation:PostponeSeconds"] = "0",
            // Reports of probing are no news of alerts: the model does not know them.
            ["Coordination:BlindItemsADay"] = "0"
        };
        app = await TestApp.StartAsync(clock: clock, database: new KeptDatabase(database), settings: settings, services: services =>
        {
            Crasher.Use(services);
            if (Register.Reference != Oracle.Reference)
            {
                services.Replace(ServiceDescriptor.Singleton(Rulebook.Other));
            }
        });
    }

    private static string KeyOf(Alert a)
    {
        var ids = new[] { a.First, a.Second }.OfType<Guid>().Select(id => id.ToString()).ToList();
        return a switch
        {
            { IsCollision: true, First: null } => $"{ToldAlert.Blind}|spillover|{ids[0]}|{a.Substance.Owners[0]}",
            { IsCollision: true, IsFirstHidden: true, IsSecondHidden: true } => $"{ToldAlert.Blind}|pair|{ids[0]}|{ids[1]}|neither",
            { IsCollision: true } => $"{ToldAlert.Blind}|pair|{ids[0]}|{ids[1]}|{ids[a.IsFirstHidden ? 1 : 0]}",
            { First: null } => $"{a.Rule}|{a.Substance.Countries[0]}|{a.Strategy}",
            _ => $"{a.Rule}|{string.Join('|', ids)}"
        };
    }
}

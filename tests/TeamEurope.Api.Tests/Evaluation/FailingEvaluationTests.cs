using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Evaluation;
using TeamEurope.Client;
using TeamEurope.Domain.Register;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>An evaluation that cannot be made, as for lack of memory: it is no reason for others to go unwarned.</summary>
public class FailingEvaluationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_too_much_at_once_goes_through_in_parts()
    {
        var limit = new Limit { Fails = events => events.Count > 2 };
        await using var app = await TestApp.StartAsync(services: limit.Use);
        var clients = await Task.WhenAll(new[] { "NL", "IT", "DE" }.Select(t => app.SignInAsync(t)));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => clients[i % 3].RegisterAsync(Bodies.Labour(i < 3 ? "KE" : "MA") with { Title = $"Labour {i}" })));
        await clients[0].WaitUntilEvaluatedAsync(Patience, alsoNotified: true);

        limit.HasFailed.ShouldBeTrue();
        var alerts = await clients[0].ListAlertsAsync(new AlertFilter { Country = "KE" });
        alerts.Items.Count(a => a.Rule == "labour-competition").ShouldBe(2);
        (await clients[0].NewsAsync()).Where(n => n.Kind == "AlertOpened").Select(n => n.AlertId).ShouldBeUnique();
    }

    [Fact]
    public async Task A_change_that_cannot_be_evaluated_holds_up_no_other_and_is_tried_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var fails = true;
        var limit = new Limit { Fails = events => fails && events.Any(e => e.By.Contains("desk.de", StringComparison.Ordinal)) };
        await using var app = await TestApp.StartAsync(clock: clock, services: limit.Use);
        var (nl, it, de) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"), await app.SignInAsync("DE", user: "desk.de"));

        await de.RegisterAsync(Bodies.Labour("KE"));
        await nl.RegisterAsync(Bodies.Labour("KE"));
        await it.RegisterAsync(Bodies.Labour("KE"));

        (await EventuallyAsync(nl, 1)).ShouldBe(["IT", "NL"]);
        limit.HasFailed.ShouldBeTrue();
        (await de.ListAlertsAsync()).Items.ShouldNotContain(a => a.Rule == "labour-competition");

        fails = false;
        clock.Advance(EvaluationPace.Aside);
        await nl.WaitUntilEvaluatedAsync(Patience, alsoNotified: true);
        (await EventuallyAsync(nl, 2)).ShouldBe(["DE", "IT", "NL"]);
    }

    /// <summary>The owners that a client's alerts of labour competition name, once there are so many.</summary>
    private static async Task<List<string>> EventuallyAsync(TeamEuropeClient client, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var alerts = (await client.ListAlertsAsync()).Items.Where(a => a.Rule == "labour-competition").ToList();
            if (alerts.Count == count)
            {
                return [.. alerts.SelectMany(a => a.Initiatives).Select(i => i.Owner!).Distinct().Order(StringComparer.Ordinal)];
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Evaluations that fail, chosen by the changes that they take.</summary>
    private sealed class Limit : SaveChangesInterceptor
    {
        public required Func<List<RegisterEvent>, bool> Fails { get; init; }

        public bool HasFailed { get; private set; }

        public void Use(IServiceCollection services) => services.ConfigureDbContext<TeamEuropeDb>(options => options.AddInterceptors(this));

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var evaluated = eventData.Context!.ChangeTracker.Entries<RegisterEvent>()
                .Where(e => e is { State: EntityState.Modified, Entity.IsEvaluated: true }).Select(e => e.Entity).ToList();
            if (evaluated.Count == 0 || !Fails(evaluated))
            {
                return ValueTask.FromResult(result);
            }

            HasFailed = true;
            throw new InvalidOperationException("Too much for this machine.");
        }
    }
}

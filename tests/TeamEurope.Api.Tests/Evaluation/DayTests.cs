using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Oracle;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>The passing of a day changes alerts without anybody writing, at midnight UTC.</summary>
public class DayTests
{
    private static readonly DateOnly Tomorrow = Oracle.Today.AddDays(1);

    [Fact]
    public async Task At_midnight_utc_alerts_clear_open_and_rise_without_a_write()
    {
        var clock = new FakeTimeProvider(Oracle.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it, ec) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"), await app.SignInAsync("EC"));
        var border = new MeasureBody { Instrument = "border-equipment", Direction = "Offer", Equipment = "vessels" };
        await nl.RegisterAsync(Body("Ends today", "TN") with { EndsOn = Oracle.Today, Measures = [border] });
        await it.RegisterAsync(Body("Goes on", "TN") with { Measures = [border] });
        await nl.RegisterAsync(Body("Asks, and offers until today", "BR") with
        {
            Measures =
            [
                new MeasureBody { Instrument = "readmission", Direction = "Ask" },
                new MeasureBody { Instrument = "coastguard-support", Direction = "Offer", EndsOn = Oracle.Today },
            ],
        });
        await ec.RegisterAsync(Body("Mandate tomorrow", "SR") with
        {
            Level = "EU", MandateOn = Tomorrow, LegalEffect = "Political", Measures = [new MeasureBody { Instrument = "readmission", Direction = "Ask" }],
        });
        await it.RegisterAsync(Body("Beside the mandate", "SR") with { Measures = [new MeasureBody { Instrument = "readmission", Direction = "Ask" }] });

        async Task<(bool Supply, bool OneSided, int? Precedence)> SeenAsync()
        {
            var (dutch, italian) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
            await dutch.WaitUntilEvaluatedAsync(Twins.Patience);
            var mine = (await dutch.ListAlertsAsync(limit: 200)).Items.Where(a => a.Status != "Cleared").ToList();
            var theirs = (await italian.ListAlertsAsync(limit: 200)).Items.Where(a => a.Status != "Cleared").ToList();
            return (
                mine.Any(a => a.Rule == "duplicate-supply"), mine.Any(a => a.Rule == "one-sided" && a.Countries.Contains("BR")),
                theirs.Single(a => a.Rule == "eu-precedence").Terms!.Single(t => t.Name == "base").Points);
        }

        (await SeenAsync()).ShouldBe((true, false, 25));
        clock.Advance(TimeSpan.FromHours(11) + TimeSpan.FromMinutes(59));
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        (await SeenAsync()).ShouldBe((true, false, 25));
        clock.Advance(TimeSpan.FromMinutes(1));
        await DayAsync(app, Tomorrow);
        (await SeenAsync()).ShouldBe((false, true, 45));
    }

    [Fact]
    public async Task Midnights_that_pass_while_the_service_is_down_are_told_once_when_it_is_back()
    {
        var clock = new FakeTimeProvider(Oracle.Noon);
        await using var database = await TestDatabase.CreateAsync();
        var border = new MeasureBody { Instrument = "border-equipment", Direction = "Offer", Equipment = "vessels" };
        await using (var app = await TestApp.StartAsync(clock: clock, database: new KeptDatabase(database)))
        {
            var nl = await app.SignInAsync("NL");
            await nl.RegisterAsync(Body("Ends tomorrow", "TN") with { EndsOn = Tomorrow, Measures = [border] });
            await (await app.SignInAsync("IT")).RegisterAsync(Body("Begins tomorrow", "TN") with { StartsOn = Tomorrow, Measures = [border] });
            await nl.WaitUntilEvaluatedAsync(Twins.Patience);
            (await nl.ListAlertsAsync()).Items.ShouldContain(a => a.Rule == "duplicate-supply" && a.Status == "Open");
        }

        foreach (var start in new[] { Tomorrow, Tomorrow.AddDays(3), Tomorrow.AddDays(4) })
        {
            clock.SetUtcNow(new DateTimeOffset(start, new TimeOnly(6, 0), TimeSpan.Zero));
            await using var app = await TestApp.StartAsync(clock: clock, database: new KeptDatabase(database));
            await DayAsync(app, start);
            foreach (var tenant in new[] { "NL", "IT" })
            {
                var reader = await app.SignInAsync(tenant);
                await reader.WaitUntilEvaluatedAsync(Twins.Patience);
                (await reader.ListAlertsAsync()).Items.Single(a => a.Rule == "duplicate-supply").Status.ShouldBe(start == Tomorrow ? "Open" : "Cleared");
                var news = (await reader.ListNotificationsAsync(0, 200)).Items.Where(n => n.Text.StartsWith("duplicate-supply", StringComparison.Ordinal));
                news.Select(n => n.Kind).ShouldBe(start == Tomorrow ? ["AlertOpened"] : ["AlertOpened", "AlertCleared"]);
            }
        }
    }

    [Theory]
    [InlineData(41)]
    public async Task Every_day_that_passes_shows_what_the_oracle_says(int seed)
    {
        var clock = new FakeTimeProvider(Oracle.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        var twins = new Twins((tenant, role) => app.SignInAsync(tenant, role), Oracle.Today);
        var madeUp = new RandomRegister(seed, Oracle.Today, Oracle.Reference).Offline(60);
        await Task.WhenAll(madeUp.Initiatives.GroupBy(i => i.Owner).Select(g => twins.ImportAsync(g.Key, g.Select(i => i.Body), baseline: true)));
        await twins.TakeOverAsync(madeUp);
        await twins.CompareAsync($"seed {seed}, filled");
        foreach (var days in (int[])[1, 2, 31, 32, 61])
        {
            var day = Oracle.Today.AddDays(days);
            clock.SetUtcNow(Oracle.Noon.AddDays(days));
            twins.SignInAgain();
            await DayAsync(app, day);
            await twins.CompareAsync($"seed {seed}, day {days}", day);
        }
    }

    [Fact]
    public async Task A_spillover_and_an_opportunity_follow_initiatives_far_away()
    {
        await using var app = await TestApp.StartAsync(clock: new FakeTimeProvider(Oracle.Noon));
        var (nl, it, es) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"), await app.SignInAsync("ES"));
        await nl.RegisterAsync(Body("Restricts", "TN") with { Measures = [new MeasureBody { Instrument = "border-equipment", Direction = "Offer" }] });
        var affected = await it.RegisterAsync(Body("Next door", "LY") with { Measures = [new MeasureBody { Instrument = "readmission", Direction = "Ask" }] });
        var offer = new MeasureBody { Instrument = "resettlement", Direction = "Offer" };
        await nl.RegisterAsync(Body("One", "SN") with { Measures = [offer] });
        await it.RegisterAsync(Body("Two", "SN") with { Measures = [offer] });
        var third = await es.RegisterAsync(Body("Three", "SN") with { Measures = [offer] });

        async Task<bool> StandsAsync(string rule)
        {
            await nl.WaitUntilEvaluatedAsync(Twins.Patience);
            return (await nl.ListAlertsAsync(limit: 200)).Items.Any(a => a.Rule == rule && a.Status != "Cleared");
        }

        (await StandsAsync("spillover")).ShouldBeTrue();
        (await StandsAsync("team-europe-opportunity")).ShouldBeTrue();
        await it.ReplaceAsync(affected.Value.Id, Body("Far away", "BR") with { Stage = null, Measures = [] }, affected.ETag);
        await es.ReplaceAsync(third.Value.Id, Body("Far away", "BR") with { Stage = null, Measures = [offer] }, third.ETag);
        (await StandsAsync("spillover")).ShouldBeFalse();
        (await StandsAsync("team-europe-opportunity")).ShouldBeFalse();
    }

    private static InitiativeBody Body(string title, string country) =>
        new() { Title = title, Partners = [country], Stage = "Negotiating", Visibility = "TeamEurope" };

    /// <summary>The service looks at the clock by itself, each second.</summary>
    private static async Task DayAsync(TestApp app, DateOnly day)
    {
        var mirror = app.Services.GetRequiredService<RegisterMirror>();
        for (var deadline = DateTime.UtcNow + Twins.Patience; mirror.AsOf != day; await Task.Delay(20))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline);
        }
    }
}

using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public sealed class SurpriseClockTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2026, 9, 1);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync(clock: clock);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Each_tenant_first_knows_on_the_day_it_could_see_the_initiative_and_is_surprised_after_negotiations_began()
    {
        var nl = await app.SignInAsync("NL");
        var body = Bodies.Labour("GH") with { Visibility = "Named", NamedTenants = ["BE"], Participants = ["DE"], Stage = "Negotiating", NegotiatingSince = First.AddDays(1) };
        var written = await nl.RegisterAsync(body);
        clock.Advance(TimeSpan.FromDays(3));
        nl = await app.SignInAsync("NL");
        await nl.ReplaceAsync(written.Value.Id, body with { Visibility = "TeamEurope", NamedTenants = [], Stage = null, NegotiatingSince = null }, written.ETag);

        var own = await ClockAsync("NL", written.Value.Id);
        own.NegotiatingSince.ShouldBe(First.AddDays(1));
        own.Tenants.Single(t => t.Tenant == "NL").ShouldBe(new FirstKnownView("NL", First, "owner", false));
        own.Tenants.Single(t => t.Tenant == "DE").ShouldBe(new FirstKnownView("DE", First, "participant", false));
        own.Tenants.Single(t => t.Tenant == "BE").ShouldBe(new FirstKnownView("BE", First, "visibility", false));
        own.Tenants.Single(t => t.Tenant == "FR").ShouldBe(new FirstKnownView("FR", First.AddDays(3), "visibility", true));

        // France could not see the first version, and so does not learn who could.
        var french = await ClockAsync("FR", written.Value.Id);
        french.Tenants.Single(t => t.Tenant == "BE").On.ShouldBe(First.AddDays(3));
        french.Tenants.Single(t => t.Tenant == "FR").ShouldBe(new FirstKnownView("FR", First.AddDays(3), "visibility", true));
    }

    [Fact]
    public async Task A_notice_reaches_everybody_and_who_cannot_know_is_surprised_once_negotiations_began()
    {
        var nl = await app.SignInAsync("NL");
        var announced = await nl.RegisteredAsync(Bodies.Plain("Announced", "GH", "Negotiating") with { AnnouncedOn = First.AddDays(-9) });
        (await ClockAsync("FR", announced.Id)).Tenants.Single(t => t.Tenant == "IT").ShouldBe(new FirstKnownView("IT", First.AddDays(-9), "notice", false));
        var hidden = await nl.RegisteredAsync(Bodies.Plain("Hidden", "GH", "Negotiating") with { Visibility = "Owner" });
        (await ClockAsync("NL", hidden.Id)).Tenants.Single(t => t.Tenant == "IT").ShouldBe(new FirstKnownView("IT", null, null, true));
        var open = await nl.RegisteredAsync(Bodies.Plain("Exploring", "GH") with { Visibility = "Owner" });
        (await ClockAsync("NL", open.Id)).Tenants.ShouldAllBe(t => !t.Surprised);
        using var http = await app.RawAsync("IT");
        await (await http.SendJsonAsync(HttpMethod.Get, $"api/v1/initiatives/{hidden.Id}/first-known", null)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task An_alert_counts_where_the_reader_sees_both_sides_and_a_blind_item_tells_nothing()
    {
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var hidden = await nl.RegisteredAsync(Bodies.Labour("TG", "Hidden", "Owner"));
        await it.RegisteredAsync(Bodies.Labour("TG", "Hidden too", "Owner"));
        await nl.EvaluatedAsync();
        (await nl.AlertsOfAsync(hidden.Id)).ShouldHaveSingleItem().Rule.ShouldBe("collision");
        (await ClockAsync("NL", hidden.Id)).Tenants.Single(t => t.Tenant == "IT").ShouldBe(new FirstKnownView("IT", null, null, false));

        await it.RegisteredAsync(Bodies.Labour("TG", "Open"));
        await nl.EvaluatedAsync();
        (await ClockAsync("NL", hidden.Id)).Tenants.Single(t => t.Tenant == "IT").ShouldBe(new FirstKnownView("IT", First, "alert", false));
    }

    private async Task<SurpriseClockView> ClockAsync(string tenant, Guid id)
    {
        using var http = await app.RawAsync(tenant);
        return await http.ReadAsync<SurpriseClockView>($"api/v1/initiatives/{id}/first-known");
    }
}

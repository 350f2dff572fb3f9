using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Administration;

public class PeopleTests
{
    [Fact]
    public async Task Who_comes_in_is_remembered_with_role_and_hour_for_the_own_tenant_alone()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(clock: clock);
        var start = clock.GetUtcNow();
        using var desk = await app.RawAsync("NL", user: "jansen");
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        using var foreign = await app.RawAsync("IT", "Lead", "rossi");
        await foreign.ItemsAsync<PersonView>("people");
        await desk.ItemsAsync<PersonView>("people");
        clock.Advance(TimeSpan.FromMinutes(59));
        await desk.ItemsAsync<PersonView>("people");
        var people = await lead.ItemsAsync<PersonView>("people");
        people.Select(p => (p.User, p.Role, p.Blocked)).ShouldBe([("devries", "Lead", false), ("jansen", "Desk", false)]);
        (people[1].FirstSeenAt, people[1].LastSeenAt).ShouldBe((start, start));
        clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ItemsAsync<PersonView>("people");
        var later = (await lead.ItemsAsync<PersonView>("people"))[1];
        (later.FirstSeenAt, later.LastSeenAt).ShouldBe((start, start + TimeSpan.FromHours(1)));

        using var promoted = await app.RawAsync("NL", "Lead", "jansen");
        (await promoted.ItemsAsync<PersonView>("people"))[1].Role.ShouldBe("Lead");
        (await foreign.ItemsAsync<PersonView>("people")).ShouldHaveSingleItem().User.ShouldBe("rossi");
    }

    [Fact]
    public async Task A_lead_blocks_and_unblocks_people_of_the_own_tenant_but_not_itself()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(clock: clock);
        using var desk = await app.RawAsync("NL", user: "jansen");
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        using var foreign = await app.RawAsync("IT", "Lead", "rossi");
        using var namesake = await app.RawAsync("IT", user: "jansen");
        await desk.AskAsync<StatusView>("status");
        await namesake.AskAsync<StatusView>("status");
        await foreign.RefusedAsync(HttpMethod.Post, "people/block", new PersonRequest("devries"), 404, "not-found");
        await lead.RefusedAsync(HttpMethod.Post, "people/block", new PersonRequest("nobody"), 404, "not-found");
        await lead.RefusedAsync(HttpMethod.Post, "people/block", new PersonRequest(null), 404, "not-found");
        await lead.RefusedAsync(HttpMethod.Post, "people/block", new PersonRequest("devries"), 422, "not-oneself");
        await desk.RefusedAsync(HttpMethod.Post, "people/block", new PersonRequest("devries"), 403, "role-may-not");

        var blocked = await lead.SendAsync<PersonView>(HttpMethod.Post, "people/block", new PersonRequest("jansen"));
        (blocked.Blocked, blocked.BlockedBy, blocked.BlockedAt).ShouldBe((true, "NL/devries", clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var path in new[] { "status", "alerts", "people", "initiatives" })
        {
            await desk.RefusedAsync(HttpMethod.Get, path, null, 403, "blocked");
        }

        await namesake.AskAsync<StatusView>("status");
        (await lead.SendAsync<PersonView>(HttpMethod.Post, "people/unblock", new PersonRequest("jansen"))).Blocked.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        await desk.AskAsync<StatusView>("status");
    }

    [Fact]
    public async Task Who_is_blocked_does_not_go_on_listening()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(clock: clock);
        using var lead = await app.RawAsync("NL", "Lead", "devries");
        var desk = await app.SignInAsync("NL", user: "jansen");
        var connected = new TaskCompletionSource();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var live = new LiveNews(desk, new LiveNewsOptions
        {
            WebSocketFactory = (uri, ct) => app.Server.CreateWebSocketClient().ConnectAsync(uri, ct),
            OnConnected = () => connected.TrySetResult()
        });
        await using var news = live.ListenAsync(0, patience.Token).GetAsyncEnumerator(patience.Token);
        var next = news.MoveNextAsync();
        await connected.Task.WaitAsync(patience.Token);
        await lead.SendAsync<PersonView>(HttpMethod.Post, "people/block", new PersonRequest("jansen"));
        clock.Advance(TimeSpan.FromMinutes(1));
        await lead.AskAsync<StatusView>("status");
        await next.AsTask().RefusedAsync(403, "blocked");
    }
}

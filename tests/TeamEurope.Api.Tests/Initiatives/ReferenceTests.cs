using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class ReferenceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly int Year = DateTime.UtcNow.Year;

    [Fact]
    public async Task References_run_without_gaps_with_twenty_writers_at_once()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fixture.App.SignInAsync("SE", user: $"writer{i}")));
        var registered = await Task.WhenAll(clients.Select((c, i) => c.RegisteredAsync(Bodies.Plain($"Writer {i}"))));
        registered.Select(r => r.Reference).Order().ShouldBe(Enumerable.Range(1, 20).Select(n => $"SE-{Year}-{n:0000}"));
    }

    [Fact]
    public async Task A_refused_registration_uses_no_number()
    {
        var client = await fixture.App.SignInAsync("FI");
        (await client.RegisteredAsync(Bodies.Plain() with { ExternalId = "one" })).Reference.ShouldBe($"FI-{Year}-0001");
        await client.RegisterAsync(Bodies.Plain() with { Partners = ["QQ"] }).RefusedAsync(400, "invalid");
        await client.RegisterAsync(Bodies.Plain() with { ExternalId = "one" }).RefusedAsync(409, "duplicate-external-id");
        await client.RegisterAsync(Bodies.Vessels("LY", "Agreed")).RefusedAsync(422, "justification-wanted");
        (await client.RegisteredAsync(Bodies.Plain())).Reference.ShouldBe($"FI-{Year}-0002");
    }

    [Fact]
    public async Task A_deleted_drafts_number_stays_used()
    {
        var client = await fixture.App.SignInAsync("DK");
        var draft = await client.RegisterAsync(Bodies.Plain(stage: "Draft"));
        await client.DeleteDraftAsync(draft.Value.Id, null).RefusedAsync(428, "if-match-missing");
        await client.DeleteDraftAsync(draft.Value.Id, "\"7\"").RefusedAsync(412, "changed-meanwhile");
        await client.DeleteDraftAsync(draft.Value.Id, draft.ETag);
        await client.GetInitiativeAsync(draft.Value.Id).RefusedAsync(404, "not-found");
        (await client.RegisteredAsync(Bodies.Plain())).Reference.ShouldBe($"DK-{Year}-0002");
    }

    [Fact]
    public async Task Only_a_draft_can_be_deleted()
    {
        var client = await fixture.App.SignInAsync("PT");
        var live = await client.RegisterAsync(Bodies.Plain());
        await client.DeleteDraftAsync(live.Value.Id, live.ETag).RefusedAsync(409, "not-a-draft");
        (await client.GetInitiativeAsync(live.Value.Id)).ETag.ShouldBe(live.ETag);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_first_answer()
    {
        var client = await fixture.App.SignInAsync("AT");
        var first = await client.RegisterAsync(Bodies.Plain("Once"), "key-1");
        var moved = await client.ReplaceAsync(first.Value.Id, Bodies.Plain("Changed since"), first.ETag);
        var again = await client.RegisterAsync(Bodies.Plain("Once"), "key-1");
        (again.Value.Id, again.Value.Reference, again.Value.Title, again.ETag).ShouldBe((first.Value.Id, first.Value.Reference, "Once", first.ETag));
        (await client.GetInitiativeAsync(first.Value.Id)).ETag.ShouldBe(moved.ETag);
        (await client.ListInitiativesAsync(new() { Owner = "AT" })).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_with_another_tenant_is_another_key()
    {
        var client = await fixture.App.SignInAsync("BE");
        var first = await client.RegisteredAsync("key-2", Bodies.Plain("One"));
        await client.RegisterAsync(Bodies.Plain("Two"), "key-2").RefusedAsync(422, "idempotency-key-reused");
        var other = await fixture.App.SignInAsync("LU");
        (await other.RegisteredAsync("key-2", Bodies.Plain("Two"))).Id.ShouldNotBe(first.Id);
        await client.RegisterAsync(Bodies.Plain(), new string('k', 201)).RefusedAsync(400, "invalid");
    }

    [Fact]
    public async Task The_same_key_ten_times_at_once_registers_once()
    {
        var client = await fixture.App.SignInAsync("IE");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.RegisteredAsync("key-3", Bodies.Plain("At once"))));
        answers.Select(a => a.Reference).Distinct().ShouldBe([$"IE-{Year}-0001"]);
        (await client.ListInitiativesAsync(new() { Owner = "IE" })).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_external_id_is_unique_for_its_owner_also_with_writers_at_once_and_in_a_change()
    {
        var (client, other) = (await fixture.App.SignInAsync("CZ"), await fixture.App.SignInAsync("SK"));
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await client.RegisterAsync(Bodies.Plain() with { ExternalId = "same" })).Value.Reference;
            }
            catch (TeamEurope.Client.TeamEuropeProblemException problem)
            {
                return $"{(int)problem.Status} {string.Join(' ', problem.Errors.Keys)}";
            }
        }));
        tries.Order().ShouldBe([.. Enumerable.Repeat("409 $.externalId", 7), $"CZ-{Year}-0001"]);
        await other.RegisterAsync(Bodies.Plain() with { ExternalId = "same" });
        var second = await client.RegisterAsync(Bodies.Plain());
        await client.ReplaceAsync(second.Value.Id, Bodies.Plain() with { ExternalId = "same" }, second.ETag).RefusedAsync(409, "duplicate-external-id");
    }
}

file static class Keys
{
    public static async Task<InitiativeView> RegisteredAsync(this TeamEurope.Client.TeamEuropeClient client, string key, InitiativeBody body) =>
        (await client.RegisterAsync(body, key)).Value;
}

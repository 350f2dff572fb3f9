using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class UmbrellaTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly int Year = DateTime.UtcNow.Year;

    private static InitiativeBody Part(InitiativeNameBody umbrella, string? externalId = null) =>
        Bodies.Plain("Part") with { PartOf = umbrella, ExternalId = externalId, Visibility = "Owner" };

    [Fact]
    public async Task A_part_counts_once_the_umbrellas_owner_confirmed_it_and_either_side_withdraws()
    {
        var (ec, nl, it) = (await fixture.App.SignInAsync("EC"), await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var part = await nl.RegisteredAsync(Part(new("EC", "later")));
        await ec.ConfirmPartAsync(part.Id).RefusedAsync(404, "not-found");
        var umbrella = await ec.RegisteredAsync(Bodies.Plain("Umbrella") with { ExternalId = "later" });
        (await ec.ListPartsAsync(umbrella.Id)).Items.ShouldBe([new PartView(part.Id, part.Reference, "Part", false)]);

        await nl.ConfirmPartAsync(part.Id).RefusedAsync(403, "not-your-umbrella");
        await it.ConfirmPartAsync(part.Id).RefusedAsync(404, "not-found");
        await it.WithdrawPartAsync(part.Id).RefusedAsync(404, "not-found");
        await it.ListPartsAsync(umbrella.Id).RefusedAsync(403, "not-yours");
        await ec.ConfirmPartAsync(part.Id);
        await ec.ConfirmPartAsync(part.Id);
        var confirmed = await nl.GetInitiativeAsync(part.Id);
        (confirmed.Value.PartOf!.Confirmed, confirmed.ETag).ShouldBe((true, "\"2\""));
        (await ec.ListPartsAsync(umbrella.Id)).Items.ShouldHaveSingleItem().Confirmed.ShouldBeTrue();

        await ec.WithdrawPartAsync(part.Id);
        (await nl.GetInitiativeAsync(part.Id)).Value.PartOf!.Confirmed.ShouldBeFalse();
        await ec.ConfirmPartAsync(part.Id);
        await nl.WithdrawPartAsync(part.Id);
        (await nl.GetInitiativeAsync(part.Id)).Value.PartOf?.Confirmed.ShouldBeFalse();
    }

    [Fact]
    public async Task Confirming_answers_204_repeated_too()
    {
        var (ec, nl) = (await fixture.App.RawAsync("EC"), await fixture.App.SignInAsync("NL"));
        await (await fixture.App.SignInAsync("EC")).RegisterAsync(Bodies.Plain() with { ExternalId = "u204" });
        var part = await nl.RegisteredAsync(Part(new("EC", "u204")));
        for (var i = 0; i < 2; i++)
        {
            ((int)(await ec.SendJsonAsync(HttpMethod.Post, $"api/v1/initiatives/{part.Id}/part-of/confirm", null)).StatusCode).ShouldBe(204);
        }
    }

    [Fact]
    public async Task Another_umbrella_wants_another_confirmation_and_other_changes_keep_it()
    {
        var (ec, be) = (await fixture.App.SignInAsync("EC"), await fixture.App.SignInAsync("BE"));
        var umbrella = await ec.RegisteredAsync(Bodies.Plain("One") with { ExternalId = "one" });
        await ec.RegisteredAsync(Bodies.Plain("Two") with { ExternalId = "two" });
        var part = await be.RegisteredAsync(Part(new(Reference: umbrella.Reference)));
        await ec.ConfirmPartAsync(part.Id);
        var kept = await be.ReplaceAsync(part.Id, Part(new(Reference: umbrella.Reference)) with { Title = "Other" }, "\"2\"");
        kept.Value.PartOf!.Confirmed.ShouldBeTrue();
        var other = await be.ReplaceAsync(part.Id, Part(new("EC", "two")), kept.ETag);
        other.Value.PartOf.ShouldBe(new PartOfView("EC", "two", null, false));
    }

    [Fact]
    public async Task Another_owners_draft_is_no_part_that_the_umbrellas_owner_sees_or_confirms()
    {
        var (ec, se) = (await fixture.App.SignInAsync("EC"), await fixture.App.SignInAsync("SE"));
        var umbrella = await ec.RegisteredAsync(Bodies.Plain("Umbrella") with { ExternalId = "drafts" });
        var draft = await se.RegisteredAsync(Part(new("EC", "drafts")) with { Stage = "Draft" });
        var own = await ec.RegisteredAsync(Part(new(Reference: umbrella.Reference)) with { Stage = "Draft" });
        (await ec.ListPartsAsync(umbrella.Id)).Items.Select(p => p.Id).ShouldBe([own.Id], "its own drafts an owner knows");
        await ec.ConfirmPartAsync(draft.Id).RefusedAsync(404, "not-found");
        await ec.WithdrawPartAsync(draft.Id).RefusedAsync(404, "not-found");
        await se.ChangeStageAsync(draft.Id, new StageRequest("Exploratory"));
        (await ec.ListPartsAsync(umbrella.Id)).Items.Select(p => p.Id).ShouldContain(draft.Id);
        await ec.ConfirmPartAsync(draft.Id);
    }

    [Fact]
    public async Task An_umbrella_of_ones_own_counts_at_once()
    {
        var client = await fixture.App.SignInAsync("PL");
        var umbrella = await client.RegisteredAsync(Bodies.Plain("Own") with { ExternalId = "own" });
        var part = await client.RegisteredAsync(Part(new("PL", "own")));
        (await client.ListPartsAsync(umbrella.Id)).Items.ShouldBe([new PartView(part.Id, part.Reference, "Part", true)]);
    }

    [Fact]
    public async Task Nothing_becomes_a_part_of_itself()
    {
        var (de, at) = (await fixture.App.SignInAsync("DE"), await fixture.App.SignInAsync("AT"));
        await de.RegisterAsync(Part(new("DE", "self"), "self")).RefusedAsync(422, "umbrella-cycle");
        var a = await de.RegisterAsync(Bodies.Plain() with { ExternalId = "a" });
        await at.RegisterAsync(Part(new("DE", "a"), "b"));
        await de.RegisterAsync(Part(new("AT", "b"), "c"));
        var problem = await de.ReplaceAsync(a.Value.Id, Part(new("DE", "c"), "a"), a.ETag).RefusedAsync(422, "umbrella-cycle");
        problem.Errors.Keys.ShouldBe(["$.partOf"]);
        await de.ReplaceAsync(a.Value.Id, Part(new(Reference: a.Value.Reference), "a"), a.ETag).RefusedAsync(422, "umbrella-cycle");
    }

    [Fact]
    public async Task An_umbrella_that_is_registered_later_closes_no_cycle_by_its_external_id()
    {
        var client = await fixture.App.SignInAsync("LT");
        await client.RegisterAsync(Part(new("LT", "not-yet"), "waiting"));
        await client.RegisterAsync(Part(new("LT", "waiting"), "not-yet")).RefusedAsync(422, "umbrella-cycle");
        var renamed = await client.RegisterAsync(Part(new("LT", "waiting"), "other-name"));
        await client.ReplaceAsync(renamed.Value.Id, Part(new("LT", "waiting"), "not-yet"), renamed.ETag).RefusedAsync(422, "umbrella-cycle");
    }

    [Fact]
    public async Task An_umbrella_that_is_registered_later_closes_no_cycle_by_its_reference()
    {
        var client = await fixture.App.SignInAsync("LV");
        await client.RegisterAsync(Part(new(Reference: $"LV-{Year}-0001"))).RefusedAsync(422, "umbrella-cycle");
        var first = await client.RegisteredAsync(Part(new(Reference: $"LV-{Year}-0002"), "first"));
        first.Reference.ShouldBe($"LV-{Year}-0001");
        await client.RegisterAsync(Part(new("LV", "first"))).RefusedAsync(422, "umbrella-cycle");
        (await client.RegisteredAsync(Bodies.Plain())).Reference.ShouldBe($"LV-{Year}-0002");
        await client.EvaluatedAsync();
    }
}

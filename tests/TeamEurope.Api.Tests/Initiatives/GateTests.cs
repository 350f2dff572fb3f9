using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class GateTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Proof_of_awareness_wants_the_warnings_acknowledged_and_then_lets_go_on()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("MA"));
        await it.RegisteredAsync(Bodies.Labour("MA"));
        var problem = await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating")).RefusedAsync(409, "unread-warnings");
        var ids = problem.Members["alerts"].EnumerateArray().Select(a => a.GetGuid()).ToList();
        ids.ShouldBe([(await nl.AlertOfAsync(mine.Id)).Id]);
        (await nl.GetInitiativeAsync(mine.Id)).Value.Stage.ShouldBe("Exploratory");
        await nl.AcknowledgeAsync(ids[0]);
        var moved = (await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating"))).Value;
        (moved.Stage, moved.Stages[^1].UnreadWarnings).ShouldBe(("Negotiating", 0));
    }

    [Fact]
    public async Task Unread_with_a_reason_goes_on_and_is_recorded()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("EG"));
        await it.RegisteredAsync(Bodies.Labour("EG"));
        (await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating", Unread: true)).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.reason"]);
        var moved = (await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating", Reason: "No time", Unread: true))).Value;
        (moved.Stage, moved.Stages[^1].UnreadWarnings, moved.Stages[^1].Reason).ShouldBe(("Negotiating", 1, "No time"));
    }

    [Fact]
    public async Task The_impossible_is_said_before_the_unread()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("DZ") with { Stage = "InForce", StartsOn = new(2020, 1, 1) });
        await it.RegisteredAsync(Bodies.Labour("DZ"));
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating", Reason: "Back")).RefusedAsync(422, "stage-not-possible");
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Agreed", Reason: "Back")).RefusedAsync(409, "unread-warnings");
    }

    [Fact]
    public async Task Awareness_counts_for_the_stages_that_negotiate_only()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("TR"));
        await it.RegisteredAsync(Bodies.Labour("TR"));
        (await nl.ChangeStageAsync(mine.Id, new StageRequest("Paused", Reason: "A pause"))).Value.Stage.ShouldBe("Paused");
    }

    [Fact]
    public async Task A_score_that_rose_wants_a_new_acknowledgement_and_a_blind_item_counts_as_a_warning()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("UA", occupation: "92"));
        var theirs = await it.RegisterAsync(Bodies.Labour("UA", visibility: "Owner", occupation: "51"));
        var unread = await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating")).RefusedAsync(409, "unread-warnings");
        var item = (await nl.AlertsOfAsync(mine.Id)).ShouldHaveSingleItem();
        item.Rule.ShouldBe("collision");
        unread.Members["alerts"].EnumerateArray().Select(a => a.GetGuid()).ShouldBe([item.Id]);
        await nl.AcknowledgeAsync(item.Id);
        await it.ReplaceAsync(theirs.Value.Id, Bodies.Labour("UA", visibility: "Owner", occupation: "92"), theirs.ETag);
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating")).RefusedAsync(409, "unread-warnings");
        await nl.AcknowledgeAsync(item.Id);
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating"));
    }

    [Fact]
    public async Task What_the_risk_gate_would_avoid_wants_a_justification_to_be_registered_as_settled()
    {
        var client = await fixture.App.SignInAsync("MT");
        foreach (var stage in new[] { "Agreed", "InForce" })
        {
            var body = Bodies.Vessels("LY", stage);
            (await client.RegisterAsync(body).RefusedAsync(422, "justification-wanted")).Errors.Keys.ShouldBe(["$.justification"]);
            await client.RegisterAsync(body with { StartsOn = Bodies.Today }).RefusedAsync(422, "justification-wanted");
            await client.RegisterAsync(body with { StartsOn = Bodies.Today.AddDays(-1) });
            await client.RegisterAsync(body with { Justification = "Lives at sea" });
            await client.RegisterAsync(Bodies.Vessels("BR", stage));
        }

        await client.RegisterAsync(Bodies.Vessels("LY", "Negotiating"));
    }

    [Fact]
    public async Task What_the_risk_gate_would_avoid_wants_a_justification_to_be_settled()
    {
        var client = await fixture.App.SignInAsync("MT");
        var initiative = await client.RegisteredAsync(Bodies.Vessels("SY") with { StartsOn = new(2020, 1, 1) });
        await client.EvaluatedAsync();
        foreach (var alert in await client.AlertsOfAsync(initiative.Id))
        {
            await client.AcknowledgeAsync(alert.Id);
        }

        await client.ChangeStageAsync(initiative.Id, new StageRequest("Agreed")).RefusedAsync(422, "justification-wanted");
        var agreed = (await client.ChangeStageAsync(initiative.Id, new StageRequest("Agreed", Justification: "Lives at sea"))).Value;
        agreed.Justification.ShouldBe("Lives at sea");
        await client.EvaluatedAsync();
        (await client.AlertOfAsync(initiative.Id, "risk-gate")).Justification.ShouldBe("Lives at sea");
    }

    [Fact]
    public async Task The_owners_own_rating_counts_from_the_moment_it_was_given()
    {
        var client = await fixture.App.SignInAsync("SI");
        foreach (var country in new[] { "BR", "AR", "CL", "UY", "PE", "CO", "BO", "PY" })
        {
            await client.RateAsync(country, new RiskRatingRequest("high", "We saw it"));
            await client.RegisterAsync(Bodies.Vessels(country, "Agreed")).RefusedAsync(422, "justification-wanted");
        }
    }
}

using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class ChangeStageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Stages = ["Draft", "Exploratory", "Negotiating", "Agreed", "InForce", "Paused", "Suspended", "Ended"];

    [Theory]
    [InlineData("Draft", "Exploratory")]
    [InlineData("Exploratory", "Negotiating,Agreed,InForce,Ended,Paused,Suspended")]
    [InlineData("Negotiating", "Agreed,InForce,Ended,Exploratory,Paused,Suspended")]
    [InlineData("Agreed", "InForce,Ended,Negotiating,Paused,Suspended")]
    [InlineData("InForce", "Ended,Agreed,Paused,Suspended")]
    [InlineData("Paused", "Exploratory,Ended")]
    [InlineData("Suspended", "Exploratory,Ended")]
    [InlineData("Ended", "")]
    public async Task Every_change_is_either_made_or_refused_with_what_is_possible(string from, string possibleOnes)
    {
        var client = await fixture.App.SignInAsync("NL");
        var possible = possibleOnes.Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var to in Stages)
        {
            var initiative = await client.RegisterAsync(Bodies.Plain(stage: from) with { AnnouncedOn = new(2020, 1, 1) });
            var change = client.ChangeStageAsync(initiative.Value.Id, new StageRequest(to, Reason: "It is so", Unread: true));
            if (possible.Contains(to))
            {
                var changed = await change;
                (changed.Value.Stage, changed.ETag).ShouldBe((to, "\"2\""), $"{from} to {to}");
                var step = changed.Value.Stages[^1];
                (step.From, step.To, step.EffectiveOn, step.Reason, step.By).ShouldBe((from, to, Bodies.Today, "It is so", "NL/demo-desk"));
            }
            else
            {
                var problem = await change.RefusedAsync(422, "stage-not-possible");
                problem.Members["possible"].EnumerateArray().Select(p => p.GetString()!).Order().ShouldBe(possible.Order(), $"{from} to {to}");
                (await client.GetInitiativeAsync(initiative.Value.Id)).ETag.ShouldBe("\"1\"");
            }
        }
    }

    [Theory]
    [InlineData("Exploratory")]
    [InlineData("Negotiating")]
    [InlineData("Agreed")]
    [InlineData("InForce")]
    public async Task From_a_pause_it_goes_back_to_the_stage_that_was_left(string left)
    {
        var client = await fixture.App.SignInAsync("NL");
        foreach (var pause in new[] { "Paused", "Suspended" })
        {
            var initiative = await client.RegisteredAsync(Bodies.Plain(stage: left) with { AnnouncedOn = new(2020, 1, 1) });
            await client.ChangeStageAsync(initiative.Id, new StageRequest(pause, Reason: "A pause"));
            var problem = await client.ChangeStageAsync(initiative.Id, new StageRequest("Draft")).RefusedAsync(422, "stage-not-possible");
            problem.Members["possible"].EnumerateArray().Select(p => p.GetString()).ShouldBe([left, "Ended"]);
            (await client.ChangeStageAsync(initiative.Id, new StageRequest(left))).Value.Stage.ShouldBe(left);
        }
    }

    [Theory]
    [InlineData("Negotiating", "Exploratory")]
    [InlineData("InForce", "Agreed")]
    [InlineData("Exploratory", "Paused")]
    [InlineData("Exploratory", "Suspended")]
    [InlineData("Exploratory", "Ended")]
    [InlineData("Paused", "Ended")]
    public async Task A_reason_is_wanted_for_a_step_back_a_pause_and_the_end(string from, string to)
    {
        var client = await fixture.App.SignInAsync("NL");
        var initiative = await client.RegisteredAsync(Bodies.Plain(stage: from) with { AnnouncedOn = new(2020, 1, 1) });
        foreach (var reason in new[] { null, "", "  " })
        {
            (await client.ChangeStageAsync(initiative.Id, new StageRequest(to, Reason: reason)).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.reason"]);
        }

        await client.ChangeStageAsync(initiative.Id, new StageRequest(to, Reason: "So it is"));
    }

    [Fact]
    public async Task The_effective_day_may_lie_in_the_past_but_not_in_the_future()
    {
        var client = await fixture.App.SignInAsync("NL");
        var initiative = await client.RegisteredAsync(Bodies.Plain());
        (await client.ChangeStageAsync(initiative.Id, new StageRequest("Negotiating", Bodies.Today.AddDays(1))).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.effectiveOn"]);
        (await client.ChangeStageAsync(initiative.Id, new StageRequest(null)).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.stage"]);
        var moved = (await client.ChangeStageAsync(initiative.Id, new StageRequest("Negotiating", new DateOnly(2019, 5, 6)))).Value;
        (moved.NegotiatingSince, moved.Stages[^1].EffectiveOn).ShouldBe((new DateOnly(2019, 5, 6), new DateOnly(2019, 5, 6)));
    }

    [Fact]
    public async Task Negotiations_began_when_first_reached_and_that_stays()
    {
        var client = await fixture.App.SignInAsync("NL");
        var initiative = await client.RegisteredAsync(Bodies.Plain());
        initiative.NegotiatingSince.ShouldBeNull();
        var agreed = (await client.ChangeStageAsync(initiative.Id, new StageRequest("Agreed", new DateOnly(2020, 2, 2)))).Value;
        agreed.NegotiatingSince.ShouldBe(new DateOnly(2020, 2, 2));
        await client.ChangeStageAsync(initiative.Id, new StageRequest("Negotiating", new DateOnly(2020, 3, 3), "Back"));
        await client.ChangeStageAsync(initiative.Id, new StageRequest("Exploratory", new DateOnly(2020, 4, 4), "Back"));
        var again = (await client.ChangeStageAsync(initiative.Id, new StageRequest("Negotiating", new DateOnly(2021, 1, 1)))).Value;
        again.NegotiatingSince.ShouldBe(new DateOnly(2020, 2, 2));
        again.Stages.Select(s => s.To).ShouldBe(["Exploratory", "Agreed", "Negotiating", "Exploratory", "Negotiating"]);
    }

    [Theory]
    [InlineData("Negotiating", null, "today")]
    [InlineData("Negotiating", "2021-02-03", "2021-02-03")]
    [InlineData("InForce", null, null)]
    [InlineData("InForce", "2021-02-03", "2021-02-03")]
    [InlineData("Exploratory", null, null)]
    [InlineData("Draft", null, null)]
    public async Task On_creation_the_start_of_negotiations_is_given_or_today_where_it_negotiates(string stage, string? given, string? expected)
    {
        var client = await fixture.App.SignInAsync("NL");
        var body = Bodies.Plain(stage: stage) with { NegotiatingSince = given is null ? null : DateOnly.Parse(given, System.Globalization.CultureInfo.InvariantCulture) };
        var since = (await client.RegisteredAsync(body)).NegotiatingSince?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        since.ShouldBe(expected == "today" ? Bodies.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : expected);
    }

    [Fact]
    public async Task Who_may_change_a_stage_is_the_owner_alone()
    {
        var nl = await fixture.App.SignInAsync("NL");
        var initiative = await nl.RegisteredAsync(Bodies.Plain() with { Participants = ["DE"] });
        foreach (var (tenant, role) in new[] { ("DE", "Lead"), ("EC", "Coordinator") })
        {
            var other = await fixture.App.SignInAsync(tenant, role);
            await other.ChangeStageAsync(initiative.Id, new StageRequest("Negotiating")).RefusedAsync(403, "not-yours");
        }

        var secretariat = await fixture.App.SignInAsync("NL", "Secretariat");
        await secretariat.ChangeStageAsync(initiative.Id, new StageRequest("Negotiating")).RefusedAsync(403, "role-may-not");
    }
}

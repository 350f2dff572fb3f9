using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class ComplementarityTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly InitiativeNameBody Towards = new("EC", "eu-tn");

    private static InitiativeBody Stating(string statement, string visibility = "TeamEurope") =>
        Bodies.Plain() with { Visibility = visibility, Complementarity = [new(Towards, statement)] };

    [Theory]
    [InlineData("Noted")]
    [InlineData("Questions")]
    [InlineData("Disputed")]
    public async Task A_coordinators_reply_stays_until_the_statement_changes(string reply)
    {
        var (nl, ec) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("EC", "Coordinator"));
        var initiative = await nl.RegisteredAsync(Stating("It adds"));
        initiative.Complementarity[0].Status.ShouldBe("Submitted");
        await ec.ReplyToStatementAsync(initiative.Id, new ReplyRequest(Towards, reply, "Seen"));
        var replied = await nl.GetInitiativeAsync(initiative.Id);
        replied.Value.Complementarity[0].ShouldBe(new ComplementarityView(Towards, "It adds", reply, "Seen"));
        var kept = await nl.ReplaceAsync(initiative.Id, Stating("It adds") with { Title = "Other" }, replied.ETag);
        kept.Value.Complementarity[0].Status.ShouldBe(reply);
        var changed = await nl.ReplaceAsync(initiative.Id, Stating("It adds more"), kept.ETag);
        changed.Value.Complementarity[0].ShouldBe(new ComplementarityView(Towards, "It adds more", "Submitted", null));
    }

    [Theory]
    [InlineData("Desk")]
    [InlineData("Lead")]
    [InlineData("Secretariat")]
    [InlineData("Auditor")]
    [InlineData("Operator")]
    public async Task Only_coordinators_reply(string role)
    {
        var (nl, other) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("EC", role));
        var initiative = await nl.RegisteredAsync(Stating("It adds"));
        await other.ReplyToStatementAsync(initiative.Id, new ReplyRequest(Towards, "Noted", null)).RefusedAsync(403, "role-may-not");
    }

    [Fact]
    public async Task A_reply_names_a_statement_that_is_there_with_a_word_that_is_possible()
    {
        var (nl, ec) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("EC", "Coordinator"));
        var initiative = await nl.RegisteredAsync(Stating("It adds"));
        async Task<IEnumerable<string>> Wrong(ReplyRequest reply) => (await ec.ReplyToStatementAsync(initiative.Id, reply).RefusedAsync(400, "invalid")).Errors.Keys;
        (await Wrong(new(Towards, "Submitted", null))).ShouldBe(["$.reply"]);
        (await Wrong(new(Towards, "noted", null))).ShouldBe(["$.reply"]);
        (await Wrong(new(null, "Noted", null))).ShouldBe(["$.towards"]);
        (await Wrong(new(new("EC", "other"), "Noted", null))).ShouldBe(["$.towards"]);
    }

    [Fact]
    public async Task A_hidden_initiative_cannot_be_replied_to_and_one_statement_stands_for_each()
    {
        var (nl, ec) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("EC", "Coordinator"));
        var hidden = await nl.RegisteredAsync(Stating("It adds", "Owner"));
        await ec.ReplyToStatementAsync(hidden.Id, new ReplyRequest(Towards, "Noted", null)).RefusedAsync(404, "not-found");
        var twice = Bodies.Plain() with { Complementarity = [new(Towards, "One"), new(Towards, "Two")] };
        (await nl.RegisterAsync(twice).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.complementarity[1].towards"]);
    }

    [Fact]
    public async Task A_status_in_a_request_is_ignored()
    {
        var nl = await fixture.App.RawAsync("NL");
        var answer = await nl.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives",
            """{ "title": "Own note", "partners": ["TN"], "complementarity": [{ "towards": { "owner": "EC", "externalId": "x" }, "statement": "s", "status": "Noted" }], "unknown": 1 }""");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"Submitted\"");
    }
}

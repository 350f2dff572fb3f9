using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>Two at once: on every database one of them is first and the other is told.</summary>
public class RaceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const int Rounds = 10;

    [Fact]
    public async Task One_of_two_with_the_same_external_id_is_first()
    {
        var desk = await fixture.App.SignInAsync("NL");
        for (var round = 0; round < Rounds; round++)
        {
            var body = Bodies.Plain() with { ExternalId = $"race-{round}" };
            var outcomes = await Task.WhenAll(OutcomeOf(() => desk.RegisterAsync(body)), OutcomeOf(() => desk.RegisterAsync(body)));
            outcomes.Order().ShouldBe([201, 409]);
        }
    }

    [Fact]
    public async Task Two_with_the_same_key_get_the_same_answer()
    {
        var desk = await fixture.App.SignInAsync("IT");
        for (var round = 0; round < Rounds; round++)
        {
            var key = $"key-{round}";
            var answers = await Task.WhenAll(desk.RegisterAsync(Bodies.Plain(), key), desk.RegisterAsync(Bodies.Plain(), key));
            answers[0].Value.ShouldBeEquivalentTo(answers[1].Value);
        }
    }

    [Fact]
    public async Task One_of_two_links_that_would_close_a_circle_is_refused()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        for (var round = 0; round < Rounds; round++)
        {
            var one = await nl.RegisterAsync(Bodies.Plain("One"));
            var two = await it.RegisterAsync(Bodies.Plain("Two"));
            var outcomes = await Task.WhenAll(
                OutcomeOf(() => LinkAsync(nl, one, two.Value.Reference)), OutcomeOf(() => LinkAsync(it, two, one.Value.Reference)));
            outcomes.Order().ShouldBe([201, 422]);
        }
    }

    private static Task<Versioned<InitiativeView>> LinkAsync(TeamEuropeClient client, Versioned<InitiativeView> part, string umbrella) =>
        client.ReplaceAsync(part.Value.Id, Bodies.Plain(part.Value.Title) with { PartOf = new InitiativeNameBody(Reference: umbrella) }, part.ETag);

    /// <summary>Whether it went, or with what status it was refused.</summary>
    private static async Task<int> OutcomeOf<T>(Func<Task<T>> act)
    {
        try
        {
            await act();
            return 201;
        }
        catch (TeamEuropeProblemException e)
        {
            return (int)e.Status;
        }
    }
}

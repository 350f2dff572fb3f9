using System.Net;
using Shouldly;
using TeamEurope.Api.Tests.Pages;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>The database stops and comes back while the product runs.</summary>
public class OutageTests
{
    private const string NewBody = """{"title":"During the outage","partners":["JP"],"stage":"Exploratory","visibility":"TeamEurope"}""";

    [PostgreSqlFact]
    public async Task A_database_that_is_away_is_said_so_and_its_return_needs_nothing()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync(isDurable: true);
        await PostgreSqlTestDatabase.PrepareAsync(cluster);
        await using var app = await TestApp.StartAsync(database: await PostgreSqlTestDatabase.CreateAsync(cluster));
        var desk = await app.SignInAsync("NL");
        var kept = await desk.RegisteredAsync(Bodies.Plain());
        using var known = await app.RawAsync("NL");
        // Not seen yet: the very first thing about this person needs the database.
        using var stranger = await app.RawAsync("IT", user: "stranger");

        using var visitor = await PageVisitor.SignInAsync(app, "NL");

        await cluster.StopServerAsync();
        try
        {
            await AwayAsync(await known.SendJsonAsync(HttpMethod.Get, $"api/v1/initiatives/{kept.Id}", null));
            await AwayAsync(await known.SendJsonAsync(HttpMethod.Get, "api/v1/initiatives/export?format=csv", null));
            await AwayAsync(await known.SendJsonAsync(HttpMethod.Post, "api/v1/initiatives", NewBody));
            await AwayAsync(await stranger.SendJsonAsync(HttpMethod.Get, "api/v1/initiatives", null));
            (await visitor.GetAsync($"/initiatives/{kept.Id}")).ShouldBe(HttpStatusCode.ServiceUnavailable);
            visitor.Page.ShouldContain("<h1");
            visitor.Page.ShouldContain("The register cannot be reached at the moment.");
            using var ready = await known.GetAsync(new Uri("health/ready", UriKind.Relative));
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            await cluster.StartServerAsync();
        }

        (await desk.GetInitiativeAsync(kept.Id)).Value.Title.ShouldBe(kept.Title);
        (await desk.RegisteredAsync(Bodies.Plain("After the outage"))).Title.ShouldBe("After the outage");
        await desk.EvaluatedAsync();
        (await known.GetAsync(new Uri("health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task AwayAsync(HttpResponseMessage response)
    {
        await response.ProblemAsync(503, "database-away");
        response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
    }
}

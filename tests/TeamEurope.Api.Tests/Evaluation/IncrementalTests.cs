using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>One write reads what it can touch, never the register.</summary>
public class IncrementalTests(ITestOutputHelper output)
{
    private const int Initiatives = 1000;
    private const int MostExamined = 150;
    private const int MostRows = 600;
    private const int MostQueries = 120;
    private static readonly string[] Owners = ["NL", "IT", "ES", "DE", "DK", "FR", "EC", "BE"];

    [Fact]
    public async Task A_write_into_a_register_of_a_thousand_reads_far_less_than_the_register()
    {
        await using var app = await TestApp.StartAsync(clock: new FakeTimeProvider(Oracle.Noon));
        var twins = new Twins((tenant, role) => app.SignInAsync(tenant, role), Oracle.Today);
        foreach (var owner in Owners)
        {
            await twins.ImportAsync(owner, Rows(owner), baseline: true);
        }

        var (nl, ec, coordinator) = (await twins.As("NL"), await twins.As("EC"), await twins.As("EC", "Coordinator"));
        await nl.WaitUntilEvaluatedAsync(Twins.Patience);
        using var counter = await ReadCounter.StartAsync(app);

        // A register read at each write would show here: all of it stands in the database and in the mirror.
        var umbrella = new InitiativeNameBody("EC", "i-EC-0");
        Guid? part = null;
        await WithinAsync("POST", async () => part = (await nl.RegisterAsync(new InitiativeBody
        {
            Title = "New", Partners = ["TN"], Stage = "Exploratory", Visibility = "TeamEurope", PartOf = umbrella,
            Complementarity = [new ComplementarityBody(umbrella, "complements")],
            Measures = [new MeasureBody { Instrument = "readmission", Direction = "Ask" }],
        })).Value.Id);
        await WithinAsync("confirm", () => ec.ConfirmPartAsync(part!.Value));
        await WithinAsync("reply", () => coordinator.ReplyToStatementAsync(part!.Value, new ReplyRequest(umbrella, "Noted", "as agreed")));
        await WithinAsync("rating", () => nl.RateAsync("TN", new RiskRatingRequest("high", "as seen")));

        async Task WithinAsync(string what, Func<Task> write)
        {
            var (rows, queries, examined) = await counter.DuringAsync(async () =>
            {
                await write();
                await nl.WaitUntilEvaluatedAsync(Twins.Patience);
            });
            output.WriteLine($"{what}: {rows} rows in {queries} queries, {examined} examined");
            rows.ShouldBeInRange(1, MostRows, what);
            queries.ShouldBeLessThan(MostQueries, what);
            examined.ShouldBeInRange(what == "POST" ? 1 : 0, MostExamined, what);
        }
    }

    /// <summary>Spread evenly over the countries and the instruments.</summary>
    private static IEnumerable<JsonObject> Rows(string owner)
    {
        var countries = Oracle.Reference.CommonRisk.Keys.Order(StringComparer.Ordinal).ToArray();
        var instruments = Oracle.Reference.Instruments.Values.OrderBy(i => i.Code, StringComparer.Ordinal).ToArray();
        var first = Array.IndexOf(Owners, owner);
        for (var i = 0; i < Initiatives / Owners.Length; i++)
        {
            var at = (i * Owners.Length) + first;
            var instrument = instruments[at * 5 % instruments.Length];
            yield return new JsonObject
            {
                ["externalId"] = $"i-{owner}-{i}",
                ["title"] = $"Initiative {i} of {owner}",
                ["partners"] = new JsonArray(countries[at * 7 % countries.Length]),
                ["stage"] = at % 2 == 0 ? "Exploratory" : "Negotiating",
                ["visibility"] = "TeamEurope",
                ["measures"] = new JsonArray(new JsonObject { ["instrument"] = instrument.Code, ["direction"] = instrument.UsualDirection }),
            };
        }
    }
}

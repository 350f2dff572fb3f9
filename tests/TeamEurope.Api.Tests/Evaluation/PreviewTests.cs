using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Oracle;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>Previews against the oracle: the rules over what the caller may see and its text, taken as registered.</summary>
public class PreviewTests(ITestOutputHelper output)
{
    private const int Initiatives = 100;
    private const int Edits = 20;
    private const int Previews = 40;
    private const int MostAlerts = 200;
    private const string Text = "the text";

    [Theory]
    [InlineData(51)]
    public async Task A_preview_shows_what_the_oracle_raises_of_what_the_caller_may_see(int seed)
    {
        await using var app = await TestApp.StartAsync(clock: new FakeTimeProvider(Oracle.Noon));
        var twins = new Twins((tenant, role) => app.SignInAsync(tenant, role), Oracle.Today);
        var random = new RandomRegister(seed, Oracle.Today, Oracle.Reference);
        var madeUp = random.Offline(Initiatives);
        await Task.WhenAll(madeUp.Initiatives.GroupBy(i => i.Owner).Select(g => twins.ImportAsync(g.Key, g.Select(i => i.Body), baseline: true)));
        await twins.TakeOverAsync(madeUp);
        for (var i = 0; i < Edits; i++)
        {
            await twins.DoAsync(random.NextOperation(twins.Register));
        }

        await (await twins.As("EC")).WaitUntilEvaluatedAsync(Twins.Patience);
        var compared = 0;
        for (var i = 0; i < Previews; i++)
        {
            compared += i % 2 == 0 ? await CompareNewAsync(twins, random, $"seed {seed}, preview {i}") : await CompareKnownAsync(twins, random, $"seed {seed}, preview {i}");
        }

        compared.ShouldBeGreaterThan(Previews);
        output.WriteLine($"seed {seed}: {Previews} previews with {compared} alerts");
    }

    private static async Task<int> CompareNewAsync(Twins twins, RandomRegister random, string when)
    {
        var (owner, body) = random.NextBody(twins.Register);
        var text = OracleInitiative.FromBody(body, owner, Oracle.Today);
        text.Id = Text;
        return await CompareAsync(twins, text, when);
    }

    /// <summary>A body with a known externalId stands in for that initiative, with its stage, confirmation and replies.</summary>
    private static async Task<int> CompareKnownAsync(Twins twins, RandomRegister random, string when)
    {
        while (true)
        {
            if (random.NextOperation(twins.Register) is PutOperation put)
            {
                var known = twins.Register.ById(put.InitiativeId);
                var text = OracleInitiative.FromBody(known.Body, known.Owner, Oracle.Today);
                (text.Id, text.Reference, text.Stage, text.NegotiatingSince) = (known.Id, known.Reference, known.Stage, known.NegotiatingSince);
                text.PartOfConfirmed = known.PartOfConfirmed;
                for (var i = 0; i < text.Statements.Count; i++)
                {
                    text.Statements[i].Status = known.Statements[i].Status;
                }

                text.Put(put.Body);
                return await CompareAsync(twins, text, when);
            }
        }
    }

    private static async Task<int> CompareAsync(Twins twins, OracleInitiative text, string when)
    {
        text.Stage = text.Stage == "Draft" ? "Exploratory" : text.Stage;
        var preview = await (await twins.As(text.Owner)).PreviewAsync(text.Body.ToBody());
        var seen = new OracleRegister(Oracle.Reference);
        seen.Initiatives.AddRange(twins.Register.Initiatives.Where(i => i.Id != text.Id && i.IsVisibleTo(text.Owner)));
        seen.Initiatives.Add(text);
        foreach (var (whose, rating) in twins.Register.RiskRatings.Where(r => r.Key.Tenant == text.Owner))
        {
            seen.RiskRatings[whose] = rating;
        }

        var expected = seen.ViewsFor(text.Owner, "Desk", Oracle.Today)
            .Where(v => v.VisibleInitiativeIds.Contains(text.Id))
            .OrderByDescending(v => v.Score).ToList();
        preview.More.ShouldBe(expected.Count > MostAlerts, when);
        if (preview.More)
        {
            preview.Alerts.Select(a => (int?)a.Score).ShouldBe(expected.Take(MostAlerts).Select(v => v.Score), when);
            return preview.Alerts.Count;
        }

        Oracle.Difference(
            expected.Select(v => Oracle.Describe(v, withEvidence: false)), preview.Alerts.Select(a => Oracle.Describe(a, Text)))
            .ShouldBeNull($"{when} for {text.Owner}: {text.Body.ToJsonString()}");
        return preview.Alerts.Count;
    }
}

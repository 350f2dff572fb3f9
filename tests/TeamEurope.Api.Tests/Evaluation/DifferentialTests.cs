using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Oracle;
using TeamEurope.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TeamEurope.Api.Tests.Evaluation;

/// <summary>
/// The service against the oracle, an independent and naive reading of the rules: random registers, written in every way that
/// there is, must show every reader the same.
/// </summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const int Initiatives = 160;
    private const int Edits = 60;
    private const int EditsBetween = 10;

    /// <summary>Each comparison between reads the lists of the next few readers; the first and the last read everybody's.</summary>
    private const int ReadersBetween = 3;

    [Theory]
    [InlineData(1)]
    public async Task A_register_written_one_by_one_and_edited_shows_what_the_oracle_says(int seed)
    {
        await using var app = await StartAsync();
        var (twins, random) = (TwinsOf(app), new RandomRegister(seed, Oracle.Today, Oracle.Reference));
        for (var i = 0; i < Initiatives; i++)
        {
            var (owner, body) = random.NextBody(twins.Register);
            await twins.RegisterAsync(owner, body);
        }

        await CompareWhileEditedAsync(twins, random, $"seed {seed}");
    }

    [Theory]
    [InlineData(11, false, 160)]
    [InlineData(12, true, 60)]
    public async Task A_register_filled_by_imports_and_edited_shows_what_the_oracle_says(int seed, bool baseline, int initiatives)
    {
        await using var app = await StartAsync();
        var (twins, random) = (TwinsOf(app), new RandomRegister(seed, Oracle.Today, Oracle.Reference));
        var madeUp = random.Offline(initiatives);
        await Task.WhenAll(RowsByOwner(madeUp).Select(rows => twins.ImportAsync(rows.Key, rows.Value, baseline)));
        await twins.TakeOverAsync(madeUp);
        await CompareWhileEditedAsync(twins, random, $"seed {seed}");
    }

    [Theory]
    [InlineData(21)]
    public async Task A_register_written_by_four_at_once_and_edited_shows_what_the_oracle_says(int seed)
    {
        await using var app = await StartAsync();
        var (twins, random) = (TwinsOf(app), new RandomRegister(seed, Oracle.Today, Oracle.Reference));
        var madeUp = random.Offline(Initiatives);
        var writers = RowsByOwner(madeUp).Chunk(2).Select(async owners =>
        {
            foreach (var (owner, rows) in owners)
            {
                foreach (var body in rows)
                {
                    await (await twins.As(owner)).RegisterAsync(body.ToBody());
                }
            }
        });
        await Task.WhenAll(writers);
        await twins.TakeOverAsync(madeUp);
        await CompareWhileEditedAsync(twins, random, $"seed {seed}");
    }

    private async Task CompareWhileEditedAsync(Twins twins, RandomRegister random, string name)
    {
        await twins.CompareAsync($"{name}, filled");
        for (var edit = 1; edit <= Edits; edit++)
        {
            var operation = random.NextOperation(twins.Register);
            try
            {
                await twins.DoAsync(operation);
            }
            catch (Exception refused)
            {
                throw new ShouldAssertException($"{name}, edit {edit} was refused: {operation}", refused);
            }

            if (edit % EditsBetween == 0)
            {
                await twins.CompareAsync($"{name}, after edit {edit}", readers: edit == Edits ? null : ReadersBetween);
            }
        }

        twins.Compared.Alerts.ShouldBeGreaterThan(1000);
        output.WriteLine($"{name}: {twins.Compared.Lists} lists compared, {twins.Compared.Alerts} alerts in them");
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(clock: new FakeTimeProvider(Oracle.Noon));

    private static Twins TwinsOf(TestApp app) => new((tenant, role) => app.SignInAsync(tenant, role), Oracle.Today);

    private static Dictionary<string, List<JsonObject>> RowsByOwner(OracleRegister madeUp) =>
        madeUp.Initiatives.GroupBy(i => i.Owner).ToDictionary(g => g.Key, g => g.Select(i => i.Body).ToList());
}

using System.Text;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Imports;

public class ImportTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Rows_are_created_updated_left_alone_or_rejected_and_bad_ones_do_not_stop_good_ones()
    {
        var client = await fixture.App.SignInAsync("NL");
        InitiativeBody Row(string id, string title = "Row") => Bodies.Plain(title) with { ExternalId = id };
        var first = await ImportAsync(client, [Row("a"), Row("b")]);
        (first.Status, first.Created, first.Processed, first.Total).ShouldBe(("Done", 2, 2, 2));
        var second = await ImportAsync(client,
        [
            Row("a"), Row("b", "Changed"), Row("c"), Row("d") with { Partners = ["QQ"] }, Row("c", "Twice"), Bodies.Plain("Nameless"),
            Row("e") with { Title = null, Measures = [new MeasureBody { Instrument = "gunboats", Direction = "Offer" }] }
        ]);
        (second.Created, second.Updated, second.Unchanged, second.Processed, second.Total).ShouldBe((2, 1, 1, 7, 7));
        second.Rejected.Select(r => (r.Row, r.ExternalId, string.Join(' ', r.Errors.Keys.Order(StringComparer.Ordinal)))).ShouldBe(
        [
            (4, "d", "$.partners[0]"), (5, "c", "$.externalId"), (7, "e", "$.measures[0].instrument $.title")
        ]);
        (await client.ListInitiativesAsync(new() { Owner = "NL", Q = "Changed" })).Items.ShouldHaveSingleItem().ExternalId.ShouldBe("b");
        (await client.ListInitiativesAsync(new() { Owner = "NL", Q = "Twice" })).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_counts_the_same()
    {
        var client = await fixture.App.SignInAsync("BE");
        await ImportAsync(client, [Bodies.Plain("Old") with { ExternalId = "old" }]);
        var dry = await ImportAsync(client, [Bodies.Plain("New") with { ExternalId = "old" }, Bodies.Plain() with { ExternalId = "fresh" }, Bodies.Plain() with { Partners = [] }], dryRun: true);
        (dry.DryRun, dry.Created, dry.Updated, dry.Rejected.Count).ShouldBe((true, 1, 1, 1));
        var kept = (await client.ListInitiativesAsync(new() { Owner = "BE" })).Items.ShouldHaveSingleItem();
        kept.Title.ShouldBe("Old");
        (await client.RegisteredAsync(Bodies.Plain())).Reference.ShouldEndWith("-0002");
    }

    [Fact]
    public async Task A_row_that_changes_a_stage_passes_the_same_gates()
    {
        var (client, other) = (await fixture.App.SignInAsync("FR"), await fixture.App.SignInAsync("ES"));
        InitiativeBody Labour(string id, string stage) => Bodies.Labour("MA") with { ExternalId = id, Stage = stage };
        await other.RegisterAsync(Bodies.Labour("MA"));
        await ImportAsync(client, [Labour("one", "Exploratory"), Labour("two", "Exploratory"), Bodies.Vessels("LY") with { ExternalId = "boats", StartsOn = new(2020, 1, 1) }]);
        var done = await ImportAsync(client,
        [
            Labour("one", "Negotiating"), Labour("two", "Negotiating") with { Reason = "No time", Unread = true },
            Bodies.Vessels("LY", "Agreed") with { ExternalId = "boats", StartsOn = new(2020, 1, 1), Reason = "It is so", Unread = true },
            Bodies.Vessels("LY", "Agreed") with { ExternalId = "new-boats" }
        ]);
        done.Updated.ShouldBe(1);
        done.Rejected.Select(r => r.ExternalId).ShouldBe(["one", "boats", "new-boats"]);
        var moved = (await client.ListInitiativesAsync(new() { Owner = "FR", Stage = "Negotiating" })).Items.ShouldHaveSingleItem();
        (await client.GetInitiativeAsync(moved.Id)).Value.Stages[^1].UnreadWarnings.ShouldBe(1);
        var impossible = await ImportAsync(client, [Labour("two", "Draft")]);
        impossible.Rejected.ShouldHaveSingleItem().Row.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_names_warnings_that_a_row_before_it_in_the_same_file_raised()
    {
        var (client, other) = (await fixture.App.SignInAsync("SE"), await fixture.App.SignInAsync("FI"));
        await other.RegisterAsync(Bodies.Labour("EG"));
        await ImportAsync(client, [Bodies.Plain("Was plain") with { ExternalId = "x" }]);
        var done = await ImportAsync(client, [Bodies.Labour("EG") with { ExternalId = "x" }, Bodies.Labour("EG") with { ExternalId = "y" }]);
        (done.Updated, done.Created).ShouldBe((1, 1));
        var gated = await ImportAsync(client, [Bodies.Labour("EG") with { ExternalId = "y", Stage = "Negotiating" }]);
        gated.Rejected.ShouldHaveSingleItem().ExternalId.ShouldBe("y");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[{]")]
    [InlineData("title;partners")]
    public async Task A_file_that_cannot_be_read_is_refused_at_once(string file)
    {
        using var http = await fixture.App.RawAsync("NL");
        var problem = await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", file)).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").GetProperty("$").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Rows_of_any_shape_are_rejected_one_by_one_and_progress_is_the_importers_tenants_alone()
    {
        var (client, other) = (await fixture.App.SignInAsync("AT"), await fixture.App.SignInAsync("HU"));
        using var file = new StringContent("""[null, 5, "x", [], {}, { "title": 5 }, { "title": "Good", "partners": ["TN"] }, { "title": "Half", "externalId": "\ud800", "partners": ["TN"] }]""", Encoding.UTF8, "application/json");
        var started = await client.StartImportAsync(file);
        started.Location.OriginalString.ShouldBe($"/api/v1/imports/{started.Id}");
        var done = await client.WaitForImportAsync(started.Id, Acts.Patience);
        (done.Created, string.Join(' ', done.Rejected.Select(r => r.Row))).ShouldBe((1, "1 2 3 4 5 6 8"));
        await other.GetImportAsync(started.Id).RefusedAsync(404, "not-found");
        (await client.NewsAsync()).ShouldHaveSingleItem().Kind.ShouldBe("Import");
        var empty = await ImportAsync(client, []);
        (empty.Status, empty.Total).ShouldBe(("Done", 0));
    }

    [Fact]
    public async Task A_long_import_is_taken_over_in_steps_without_losing_a_row()
    {
        var client = await fixture.App.SignInAsync("RO");
        var started = await client.StartImportAsync(Enumerable.Range(0, 230).Append(3).Select(i => Bodies.Plain($"Row {i}") with { ExternalId = $"r{i}" }));
        var seen = new List<int>();
        ImportView now;
        do
        {
            now = await client.GetImportAsync(started.Id);
            seen.Add(now.Processed);
        }
        while (now.Status == "Running");

        (now.Created, now.Processed).ShouldBe((230, 231));
        now.Rejected.ShouldHaveSingleItem().Row.ShouldBe(231);
        seen.ShouldBe(seen.Order());
        (await client.AllInitiativesAsync(new() { Owner = "RO" }, 100).ToListAsync()).Select(i => i.ExternalId).Distinct().Count().ShouldBe(230);
    }

    internal static async Task<ImportView> ImportAsync(TeamEuropeClient client, InitiativeBody[] rows, bool dryRun = false, bool baseline = false)
    {
        var started = await client.StartImportAsync(rows, dryRun, baseline);
        var done = await client.WaitForImportAsync(started.Id, Acts.Patience);
        await client.EvaluatedAsync();
        return done;
    }
}

public class BaselineImportTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_baseline_raises_quietly_and_is_acknowledged_for_the_importer()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await it.RegisterAsync(Bodies.Labour("GH"));
        await it.EvaluatedAsync();
        var done = await ImportTests.ImportAsync(nl, [Bodies.Labour("GH") with { ExternalId = "base" }], baseline: true);
        (done.Baseline, done.Created).ShouldBe((true, 1));
        var mine = (await nl.ListInitiativesAsync(new() { Owner = "NL" })).Items.Single();
        var alert = await nl.AlertOfAsync(mine.Id);
        (alert.Baseline, alert.Status, string.Join(' ', alert.AcknowledgedBy)).ShouldBe((true, "Open", "NL"));
        (await it.AlertOfAsync(mine.Id)).Baseline.ShouldBeTrue();
        (await nl.NewsAsync()).ShouldBeEmpty();
        (await it.NewsAsync()).ShouldBeEmpty();
        (await (await fixture.App.SignInAsync("EC", "Coordinator")).NewsAsync()).ShouldBeEmpty();
        await nl.ChangeStageAsync(mine.Id, new StageRequest("Negotiating", new DateOnly(2020, 1, 1)));
    }

    [Fact]
    public async Task What_a_baseline_changes_is_told_as_usual_and_what_it_adds_is_not()
    {
        var (fr, es) = (await fixture.App.SignInAsync("FR"), await fixture.App.SignInAsync("ES"));
        foreach (var country in new[] { "SN", "ML", "NE" })
        {
            await es.RegisterAsync(Bodies.Labour(country));
        }

        InitiativeBody Row(string id, string country, string stage = "Exploratory") => Bodies.Labour(country) with { ExternalId = id, Stage = stage };
        await ImportTests.ImportAsync(fr, [Row("moves", "JP"), Row("stops", "NE")]);
        var before = (await es.NewsAsync())[^1].Cursor;
        var done = await ImportTests.ImportAsync(
            fr, [Row("moves", "SN"), Row("stops", "NE", "Ended") with { Reason = "Over" }, Row("new", "ML")], baseline: true);
        (done.Baseline, done.Created, done.Updated).ShouldBe((true, 1, 2));
        (await es.NewsAsync(before)).Select(n => (n.Kind, n.Countries.Single())).ShouldBe([("AlertOpened", "SN"), ("AlertCleared", "NE")], ignoreOrder: true);
        var alerts = (await es.ListAlertsAsync(new() { Status = "Open" })).Items;
        alerts.Select(a => (a.Countries.Single(), a.Baseline, string.Join(' ', a.AcknowledgedBy))).ShouldBe([("SN", false, ""), ("ML", true, "FR")], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_registered_after_a_baseline_is_news_again()
    {
        var (de, pl) = (await fixture.App.SignInAsync("DE"), await fixture.App.SignInAsync("PL"));
        await ImportTests.ImportAsync(de, [Bodies.Labour("VN") with { ExternalId = "base" }], baseline: true);
        await pl.RegisterAsync(Bodies.Labour("VN"));
        await pl.EvaluatedAsync();
        (await de.NewsAsync()).ShouldHaveSingleItem().Kind.ShouldBe("AlertOpened");
        (await de.ListAlertsAsync(new() { Country = "VN" })).Items.ShouldHaveSingleItem().Baseline.ShouldBeFalse();
    }
}

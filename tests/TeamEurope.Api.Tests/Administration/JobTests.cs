using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Administration;

public class JobTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task An_operator_sees_how_the_jobs_are_and_nothing_else()
    {
        using var http = await fixture.App.RawAsync("EC", "Operator");
        var jobs = (await http.ItemsAsync<JobView>("jobs")).Take(3).ToList();
        jobs.Select(j => j.Name).ShouldBe(["Evaluation", "Push", "Import"]);
        jobs.ShouldAllBe(j => (j.State == "Idle" || j.State == "Running") && j.LastRunAt != null && j.LastError == null && j.Pending == 0);
        foreach (var path in new[] { "people", "audit", "alerts", "imports", "views" })
        {
            await http.RefusedAsync(HttpMethod.Get, path, null, 403, "role-may-not");
        }

        using var desk = await fixture.App.RawAsync("NL");
        await desk.RefusedAsync(HttpMethod.Get, "jobs", null, 403, "role-may-not");
    }

    [Fact]
    public async Task Imports_are_listed_newest_first_with_the_number_of_rejected_rows_for_the_own_tenant_alone()
    {
        var nl = await fixture.App.SignInAsync("NL", user: "jansen");
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var started = await nl.StartImportAsync([Bodies.Plain() with { ExternalId = $"A-{i}" }, Bodies.Plain() with { ExternalId = $"B-{i}", Stage = "Nowhere" }]);
            await nl.WaitForImportAsync(started.Id, Acts.Patience);
            ids.Insert(0, started.Id);
        }

        using var http = await fixture.App.RawAsync("NL", "Lead");
        var imports = await http.AllPagesAsync<ImportSummary>("imports?limit=2");
        imports.Select(i => i.Id).ShouldBe(ids);
        imports.ShouldAllBe(i => i.Status == "Done" && i.Processed == 2 && i.Created == 1 && i.Rejected == 1 && i.User == "jansen");
        using var it = await fixture.App.RawAsync("IT", "Lead");
        (await it.ItemsAsync<ImportSummary>("imports")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Own_ratings_are_listed_with_their_history_and_shown_to_nobody_else()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await nl.RateAsync("GH", new RiskRatingRequest("high", "First"));
        await nl.RateAsync("GH", new RiskRatingRequest("medium", "Second"));
        await nl.RateAsync("SN", new RiskRatingRequest("high", "Only"));
        await nl.RateAsync("SN", new RiskRatingRequest(null, "Back"));
        await it.RateAsync("KE", new RiskRatingRequest("high", "Ours"));
        using var own = await fixture.App.RawAsync("NL", "Secretariat");
        using var other = await fixture.App.RawAsync("IT");
        (await own.ItemsAsync<RiskRatingView>("partners/risk")).Select(r => (r.Country, r.IsOwn, r.Reason)).ShouldBe([("GH", true, "Second"), ("SN", false, "Back")]);
        (await own.ItemsAsync<RiskRatingStep>("partners/GH/risk/history")).Select(r => (r.Risk, r.Reason, r.By))
            .ShouldBe([("medium", "Second", "NL/demo-desk"), ("high", "First", "NL/demo-desk")]);
        (await own.ItemsAsync<RiskRatingStep>("partners/SN/risk/history"))[0].Risk.ShouldBeNull();
        (await other.ItemsAsync<RiskRatingView>("partners/risk")).ShouldHaveSingleItem().Country.ShouldBe("KE");
        (await other.ItemsAsync<RiskRatingStep>("partners/GH/risk/history")).ShouldBeEmpty();
        await own.RefusedAsync(HttpMethod.Get, "partners/QQ/risk/history", null, 404, "not-found");
    }
}

using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class RevisionTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Versions_say_which_fields_changed_from_what_to_what()
    {
        var es = await fixture.App.SignInAsync("ES");
        var body = Bodies.Plain("Before", "PE") with
        {
            Measures = [new() { Instrument = "seasonal-labour", Direction = "Offer", Quantity = 10 }, new() { Instrument = "readmission", Direction = "Ask" }],
            HumanRights = new(Mentioned: true)
        };
        var first = await es.RegisterAsync(body);
        await es.ReplaceAsync(first.Value.Id, body with
        {
            Title = "After", Partners = ["PE", "BO"], HumanRights = new(Mentioned: true, Monitoring: true), AmountEur = 12.5m,
            Measures = [new() { Instrument = "seasonal-labour", Direction = "Offer", Quantity = 25 }]
        }, first.ETag);
        await es.EvaluatedAsync();
        await es.ChangeStageAsync(first.Value.Id, new StageRequest("Negotiating", Bodies.Today, "On", null, true));

        var versions = await RevisionsAsync("ES", first.Value.Id);
        versions.Select(v => v.Version).ShouldBe([3, 2, 1]);
        versions.ShouldAllBe(v => v.By == "ES/demo-desk");
        versions[2].Changes.ShouldBeEmpty();
        var changes = versions[1].Changes;
        changes.ShouldContain(new FieldChange("title", "Before", "After"));
        changes.ShouldContain(new FieldChange("partners", "PE", "PE, BO"));
        changes.ShouldContain(new FieldChange("measures[0].quantity", "10", "25"));
        changes.ShouldContain(new FieldChange("measures[1].instrument", "readmission", null));
        changes.ShouldContain(new FieldChange("humanRights.monitoring", "false", "true"));
        changes.ShouldContain(new FieldChange("amountEur", null, "12.5"));
        changes.ShouldNotContain(c => c.Field == "humanRights.mentioned" || c.Field == "measures[0].instrument" || c.Field == "stage" || c.Field == "version");
        versions[0].Changes.ShouldBe([
            new FieldChange("stage", "Exploratory", "Negotiating"),
            new FieldChange("negotiatingSince", null, Bodies.Today.ToString("yyyy-MM-dd", null))]);
    }

    [Fact]
    public async Task Others_get_only_the_versions_that_they_could_see_and_compare_only_those()
    {
        var be = await fixture.App.SignInAsync("BE");
        var draft = await be.RegisterAsync(Bodies.Plain("Secret draft", "BO", "Draft"));
        var id = draft.Value.Id;
        await be.ChangeStageAsync(id, new StageRequest("Exploratory"));
        var hidden = await be.ReplaceAsync(id, Bodies.Plain("Secret wish", "BO") with { Visibility = "Owner", Stage = null }, "\"2\"");
        var shown = await be.ReplaceAsync(id, Bodies.Plain("Said aloud", "BO") with { Visibility = "Named", NamedTenants = ["NL"], Stage = null }, hidden.ETag);
        await be.ReplaceAsync(id, Bodies.Plain("For all", "BO") with { Stage = null }, shown.ETag);

        (await RevisionsAsync("BE", id)).Select(v => v.Version).ShouldBe([5, 4, 3, 2, 1]);
        var named = await RevisionsAsync("NL", id);
        named.Select(v => v.Version).ShouldBe([5, 4, 2]);
        named.SelectMany(v => v.Changes).ShouldContain(new FieldChange("title", "Secret draft", "Said aloud"), "that was theirs to read before");
        named.SelectMany(v => v.Changes).ShouldNotContain(c => c.Before == "Secret wish" || c.After == "Secret wish");
        var others = await RevisionsAsync("FR", id);
        others.Select(v => v.Version).ShouldBe([5, 2]);
        others[0].Changes.ShouldContain(new FieldChange("title", "Secret draft", "For all"));
        others.SelectMany(v => v.Changes).ShouldNotContain(c => c.Before == "Said aloud");
    }

    [Fact]
    public async Task Names_of_hidden_initiatives_stand_in_no_difference_for_others()
    {
        var (be, nl) = (await fixture.App.SignInAsync("BE"), await fixture.App.SignInAsync("NL"));
        var umbrella = await nl.RegisteredAsync(Bodies.Plain("Hidden umbrella", "CL") with { ExternalId = "nl-hidden", Visibility = "Owner" });
        var part = await be.RegisterAsync(Bodies.Plain("Part", "CL"));
        await be.ReplaceAsync(part.Value.Id, Bodies.Plain("Part", "CL") with
        {
            PartOf = new("NL", "nl-hidden"), Complementarity = [new(new("NL", "nl-hidden"), "It completes")], Stage = null
        }, part.ETag);
        await nl.ConfirmPartAsync(part.Value.Id);

        (await RevisionsAsync("BE", part.Value.Id)).SelectMany(v => v.Changes).ShouldContain(new FieldChange("partOf.externalId", null, "nl-hidden"));
        var others = await RevisionsAsync("FR", part.Value.Id);
        others.Select(v => v.Version).ShouldBe([1], "what changed is nothing that they may see, nor who did it");
        (await RevisionsAsync("NL", part.Value.Id)).Select(v => v.Version).ShouldBe([3, 2, 1]);
        using var http = await fixture.App.RawAsync("FR");
        await (await http.SendJsonAsync(HttpMethod.Get, $"api/v1/initiatives/{umbrella.Id}/revisions", null)).ProblemAsync(404, "not-found");
    }

    private async Task<IReadOnlyList<RevisionView>> RevisionsAsync(string tenant, Guid id)
    {
        using var http = await fixture.App.RawAsync(tenant);
        return (await http.ReadAsync<Page<RevisionView>>($"api/v1/initiatives/{id}/revisions")).Items;
    }
}

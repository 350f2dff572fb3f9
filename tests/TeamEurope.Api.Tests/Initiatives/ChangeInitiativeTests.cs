using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class ChangeInitiativeTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly InitiativeBody Everything = new()
    {
        ExternalId = "full", Title = "Full", Summary = "A summary", Language = "fr", Handling = "NATIONAL", Level = "Coalition",
        Form = "Treaty", MandateOn = new(2024, 1, 2), Stage = "Negotiating", Visibility = "Named", NamedTenants = ["DE"], Participants = ["BE"],
        Partners = ["TN", "LAS"], StartsOn = new(2026, 1, 1), EndsOn = new(2030, 1, 1), NegotiatingSince = new(2026, 2, 1),
        AnnouncedOn = new(2025, 12, 1), Justification = "Because", PartOf = new("EC", "umbrella"),
        Complementarity = [new ComplementarityBody(new("EC", "umbrella"), "It complements")], AmountEur = 12.5m, SuspensionClause = true,
        HumanRights = new(true, true, true), Monitoring = new("a", "b", "c", "d", "e", "f"), HubGuarantees = ["maximumStay"],
        Measures =
        [
            new MeasureBody
            {
                Instrument = "seasonal-labour", Direction = "Offer", Occupation = "92", Equipment = "training", Quantity = 1.5m, Unit = "persons",
                AmountEur = 3, Implementer = "IOM", StartsOn = new(2026, 3, 1), EndsOn = new(2027, 3, 1), Incentive = new("Positive", "Legal")
            }
        ]
    };

    [Fact]
    public async Task What_was_written_is_read_again_and_left_out_takes_its_default()
    {
        var client = await fixture.App.SignInAsync("FR");
        var full = await client.RegisteredAsync(Everything);
        var read = (await client.GetInitiativeAsync(full.Id)).Value;
        (read.ExternalId, read.Title, read.Summary, read.Language, read.Handling, read.Level, read.Form).ShouldBe(("full", "Full", "A summary", "fr", "NATIONAL", "Coalition", "Treaty"));
        (read.LegalEffect, read.MandateOn, read.Stage, read.Visibility, read.NegotiatingSince).ShouldBe(("Binding", new DateOnly(2024, 1, 2), "Negotiating", "Named", new DateOnly(2026, 2, 1)));
        read.Partners.ShouldBe(["TN", "LAS"]);
        read.Participants.ShouldBe(["BE"]);
        read.PartOf.ShouldBe(new PartOfView("EC", "umbrella", null, false));
        read.Complementarity.ShouldBe([new ComplementarityView(new("EC", "umbrella"), "It complements", "Submitted", null)]);
        read.Monitoring.ShouldBe(Everything.Monitoring);
        read.Measures.ShouldHaveSingleItem().ShouldBe(Everything.Measures![0]);

        var bare = await client.RegisteredAsync(new InitiativeBody { Title = "Bare", Partners = ["XK"] });
        (bare.Stage, bare.Visibility, bare.Level, bare.Form, bare.Language, bare.LegalEffect).ShouldBe(("Draft", "Owner", "Bilateral", "Unwritten", "en", "Political"));
    }

    [Fact]
    public async Task A_change_empties_every_field_that_it_leaves_out_but_not_the_stage()
    {
        var client = await fixture.App.SignInAsync("ES");
        var full = await client.RegisterAsync(Everything);
        var emptied = (await client.ReplaceAsync(full.Value.Id, new InitiativeBody { Title = "Bare", Partners = ["TN"] }, full.ETag)).Value;
        (emptied.Stage, emptied.NegotiatingSince, emptied.Version).ShouldBe(("Negotiating", new DateOnly(2026, 2, 1), 2));
        (emptied.ExternalId, emptied.Summary, emptied.MandateOn, emptied.StartsOn, emptied.EndsOn, emptied.AnnouncedOn, emptied.Justification).ShouldBe((null, null, null, null, null, null, null));
        (emptied.PartOf, emptied.AmountEur, emptied.SuspensionClause, emptied.HumanRights).ShouldBe((null, null, false, new HumanRightsBody()));
        (emptied.Language, emptied.Level, emptied.Form, emptied.LegalEffect, emptied.Visibility).ShouldBe(("en", "Bilateral", "Unwritten", "Political", "Owner"));
        new[] { emptied.NamedTenants.Count, emptied.Participants.Count, emptied.Complementarity.Count, emptied.HubGuarantees.Count, emptied.Measures.Count }.ShouldAllBe(n => n == 0);
        emptied.Monitoring.ShouldBe(new MonitoringBody());
        var belgium = await fixture.App.SignInAsync("BE");
        await belgium.GetInitiativeAsync(full.Value.Id).RefusedAsync(404, "not-found");
    }

    [Fact]
    public async Task A_change_wants_the_etag_that_was_read()
    {
        var client = await fixture.App.SignInAsync("PL");
        var first = await client.RegisterAsync(Bodies.Plain());
        var stage = (await client.RegisterAsync(Bodies.Plain())).Value.Stage;
        stage.ShouldBe("Exploratory");
        await client.ReplaceAsync(first.Value.Id, Bodies.Plain("New"), null).RefusedAsync(428, "if-match-missing");
        var second = await client.ReplaceAsync(first.Value.Id, Bodies.Plain("New"), first.ETag);
        (first.ETag, second.ETag).ShouldBe(("\"1\"", "\"2\""));
        foreach (var stale in new[] { first.ETag, "\"3\"", "nonsense", "\"\"" })
        {
            await client.ReplaceAsync(first.Value.Id, Bodies.Plain("Lost"), stale).RefusedAsync(412, "changed-meanwhile");
        }

        (await client.GetInitiativeAsync(first.Value.Id)).Value.Title.ShouldBe("New");
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_told_that_it_came_late()
    {
        var client = await fixture.App.SignInAsync("RO");
        var first = await client.RegisterAsync(Bodies.Plain());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                await client.ReplaceAsync(first.Value.Id, Bodies.Plain($"Writer {i}"), first.ETag);
                return 200;
            }
            catch (TeamEurope.Client.TeamEuropeProblemException problem)
            {
                return (int)problem.Status;
            }
        }));
        outcomes.Order().ShouldBe([200, 412, 412, 412, 412, 412]);
    }

    [Fact]
    public async Task Stage_and_start_of_negotiations_do_not_change_by_a_change()
    {
        var client = await fixture.App.SignInAsync("HU");
        var first = await client.RegisterAsync(Bodies.Plain());
        (await client.ReplaceAsync(first.Value.Id, Bodies.Plain(stage: "Negotiating"), first.ETag).RefusedAsync(400, "invalid")).Errors.Keys.ShouldBe(["$.stage"]);
        (await client.ReplaceAsync(first.Value.Id, Bodies.Plain() with { NegotiatingSince = Bodies.Today }, first.ETag).RefusedAsync(400, "invalid"))
            .Errors.Keys.ShouldBe(["$.negotiatingSince"]);
        await client.ReplaceAsync(first.Value.Id, Bodies.Plain() with { Stage = "Exploratory" }, first.ETag);
    }

    [Fact]
    public async Task Another_tenants_initiative_is_forbidden_where_visible_and_not_there_where_hidden()
    {
        var (owner, other) = (await fixture.App.SignInAsync("GR"), await fixture.App.SignInAsync("CY"));
        var visible = await owner.RegisterAsync(Bodies.Plain());
        var hidden = await owner.RegisterAsync(Bodies.Plain() with { Visibility = "Owner" });
        await other.ReplaceAsync(visible.Value.Id, Bodies.Plain(), visible.ETag).RefusedAsync(403, "not-yours");
        await other.ChangeStageAsync(visible.Value.Id, new("Negotiating")).RefusedAsync(403, "not-yours");
        await other.DeleteDraftAsync(visible.Value.Id, visible.ETag).RefusedAsync(403, "not-yours");
        await other.ReplaceAsync(hidden.Value.Id, Bodies.Plain(), hidden.ETag).RefusedAsync(404, "not-found");
        await other.ChangeStageAsync(hidden.Value.Id, new("Negotiating")).RefusedAsync(404, "not-found");
        await other.DeleteDraftAsync(hidden.Value.Id, hidden.ETag).RefusedAsync(404, "not-found");
        await other.ListPartsAsync(hidden.Value.Id).RefusedAsync(404, "not-found");
    }

    [Fact]
    public async Task The_tenants_default_visibility_is_set_by_its_head_and_counts_where_the_body_does_not_say()
    {
        var (lead, desk) = (await fixture.App.RawAsync("HR", "Lead"), await fixture.App.RawAsync("HR"));
        await (await desk.SendJsonAsync(HttpMethod.Put, "api/v1/tenant/defaults", """{ "defaultVisibility": "TeamEurope" }""")).ProblemAsync(403, "role-may-not");
        (await lead.SendJsonAsync(HttpMethod.Put, "api/v1/tenant/defaults", """{ "defaultVisibility": "TeamEurope" }""")).EnsureSuccessStatusCode();
        var client = await fixture.App.SignInAsync("HR");
        (await client.RegisteredAsync(new InitiativeBody { Title = "Default", Partners = ["TN"] })).Visibility.ShouldBe("TeamEurope");
    }
}

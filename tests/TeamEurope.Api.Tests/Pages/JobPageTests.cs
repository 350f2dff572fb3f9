using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using TeamEurope.Api.Tests.Jobs;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Application.Jobs;
using TeamEurope.Domain.Jobs;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Pages;

public class JobPageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task An_operator_begins_a_job_and_sees_its_runs_and_a_lead_sees_neither_button_nor_runs()
    {
        using var @operator = await PageVisitor.SignInAsync(fixture.App, "EC", "Operator");
        (await @operator.GetAsync("/admin/jobs")).ShouldBe(HttpStatusCode.OK);
        @operator.Page.ShouldContain("action=\"/admin/jobs/retention/run\"");
        @operator.Page.ShouldContain("href=\"/admin/jobs/recompute\"");
        @operator.Page.ShouldNotContain("/admin/jobs/Evaluation");
        (await @operator.PostAsync("/admin/jobs/retention/run")).ShouldBe(HttpStatusCode.OK);
        @operator.Address.ShouldBe("/admin/jobs/retention");
        await fixture.App.EndOfAsync("retention", _ => true);
        (await @operator.GetAsync("/admin/jobs/retention")).ShouldBe(HttpStatusCode.OK);
        @operator.Page.ShouldContain("By hand (EC/visitor)");
        @operator.Page.ShouldContain("0 deleted");
        (await @operator.GetAsync("/admin/jobs/nothing")).ShouldBe(HttpStatusCode.NotFound);

        using var lead = await PageVisitor.SignInAsync(fixture.App, "NL", "Lead");
        (await lead.GetAsync("/admin/jobs")).ShouldBe(HttpStatusCode.OK);
        lead.Page.ShouldNotContain("/run\"");
        (await lead.GetAsync("/admin/jobs/retention")).ShouldBe(HttpStatusCode.Forbidden);
        (await lead.PostAsync("/admin/jobs/retention/run")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("en", "This job is running just now", "Run now")]
    [InlineData("fr", "Cette tâche est déjà en cours", "Exécuter maintenant")]
    [InlineData("de", "Diese Aufgabe läuft gerade", "Jetzt ausführen")]
    [InlineData("nl", "Deze taak loopt al", "Nu uitvoeren")]
    public async Task A_job_that_is_running_is_not_begun_again_and_the_page_says_so(string language, string said, string button)
    {
        var runner = fixture.App.Services.GetRequiredService<JobRunner>();
        var run = (await runner.ClaimAsync("weekly-digest", DateTimeOffset.UtcNow, 1, JobTrigger.Schedule, null, default)).ShouldNotBeNull();
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "EC", "Operator", language);
        (await visitor.PostAsync("/admin/jobs/weekly-digest/run")).ShouldBe(HttpStatusCode.Conflict);
        visitor.Page.ShouldContain(said);
        visitor.Page.ShouldContain(button);
        await runner.RunAsync(run, default);
    }

    [Fact]
    public async Task Mail_settings_are_a_form_that_keeps_what_was_typed_and_says_which_addresses_are_possible()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string> { ["Mail:Domains:NL"] = "nl.example" });
        using var visitor = await PageVisitor.SignInAsync(app, "NL");
        (await visitor.GetAsync("/subscriptions")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain("Possible: …@nl.example");
        (await visitor.PostAsync("/subscriptions/mail", ("address", "me@it.example"), ("language", "fr"), ("daily", "true"))).ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldContain("'me@it.example' is no address that mail goes to; possible: name@nl.example.");
        visitor.Page.ShouldContain("value=\"me@it.example\"");
        visitor.Page.ShouldContain("<option value=\"fr\" selected");
        (await visitor.PostAsync("/subscriptions/mail", ("address", "me@nl.example"), ("language", "fr"), ("daily", "true"))).ShouldBe(HttpStatusCode.OK);
        visitor.Address.ShouldStartWith("/subscriptions?saved=true");
        visitor.Page.ShouldContain("value=\"me@nl.example\"");
        using var auditor = await PageVisitor.SignInAsync(app, "NL", "Auditor");
        (await auditor.PostAsync("/subscriptions/mail", ("address", "me@nl.example"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_reminder_is_told_in_the_language_of_the_page()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var one = await nl.RegisteredAsync(Bodies.Labour("MA"));
        await it.RegisterAsync(Bodies.Labour("MA"));
        await nl.EvaluatedAsync();
        using var visitor = await PageVisitor.SignInAsync(app, "NL", language: "de");
        await nl.AssignAsync((await nl.AlertOfAsync(one.Id)).Id, new Contracts.AssignRequest("visitor", Bodies.Today));
        await app.RunJobAsync("reminders");
        (await visitor.GetAsync("/notifications")).ShouldBe(HttpStatusCode.OK);
        visitor.Page.ShouldContain("Erinnerung (");
        visitor.Page.ShouldContain($"{Bodies.Today.Day}. ");
        visitor.Page.ShouldContain("Marokko");
    }
}

using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Jobs;

public class ReminderTests
{
    [Fact]
    public async Task Whoever_takes_care_of_an_alert_is_reminded_before_on_and_after_the_day_each_once()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT", user: "rossi"));
        var one = await nl.RegisteredAsync(Bodies.Labour("MA"));
        await it.RegisterAsync(Bodies.Labour("MA"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(one.Id);
        await nl.AssignAsync(alert.Id, new AssignRequest("jansen", JobActs.Today.AddDays(4)));

        async Task<List<string>> RemindedAsync(int days)
        {
            clock.SetUtcNow(JobActs.Noon.AddDays(days));
            (await app.RunJobAsync("reminders")).Outcome.ShouldBe("Done");
            clock.Advance(TimeSpan.FromSeconds(1));
            (await app.RunJobAsync("reminders")).Note.ShouldBe("0 reminded");
            return (await (await app.SignInAsync("NL", user: "jansen")).NewsAsync()).Where(n => n.Kind == "Reminder").Select(n => n.Text).ToList();
        }

        (await RemindedAsync(0)).ShouldBeEmpty("four days are no three");
        (await RemindedAsync(1)).ShouldHaveSingleItem().ShouldBe($"labour-competition due 2026-11-28: {string.Join(", ", alert.Initiatives.Select(i => i.Reference))}");
        (await RemindedAsync(2)).Count.ShouldBe(1);
        (await RemindedAsync(4)).Count.ShouldBe(2);
        (await RemindedAsync(5)).Count.ShouldBe(3);
        (await RemindedAsync(9)).Count.ShouldBe(3);
        (await (await app.SignInAsync("IT", user: "rossi")).NewsAsync()).ShouldNotContain(n => n.Kind == "Reminder");
        (await (await app.SignInAsync("NL", user: "devries")).NewsAsync()).ShouldNotContain(n => n.Kind == "Reminder");
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_may_not_be_seen_any_more()
    {
        await using var app = await TestApp.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL", user: "jansen"), await app.SignInAsync("IT"));
        var one = await nl.RegisteredAsync(Bodies.Labour("TN"));
        var other = await it.RegisterAsync(Bodies.Labour("TN"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(one.Id);
        await nl.AssignAsync(alert.Id, new AssignRequest("jansen", Bodies.Today));
        await it.ReplaceAsync(other.Value.Id, Bodies.Labour("TN", visibility: "Owner") with { Stage = null }, other.ETag);
        await nl.EvaluatedAsync();
        (await app.RunJobAsync("reminders")).Note.ShouldBe("0 reminded");
        (await nl.NewsAsync()).ShouldNotContain(n => n.Kind == "Reminder");
    }

    [Fact]
    public async Task A_request_for_disclosure_is_recalled_after_a_week_to_the_hidden_owners_leads_alone()
    {
        var clock = new FakeTimeProvider(JobActs.Noon);
        await using var app = await TestApp.StartAsync(clock: clock);
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await app.SignInAsync("IT", "Lead", "verdi");
        using (var lead = await app.RawAsync("IT", "Lead", "verdi"))
        {
            await lead.ItemsAsync<PersonView>("people");
        }

        var one = await nl.RegisteredAsync(Bodies.Labour("EG"));
        var hidden = await it.RegisteredAsync(Bodies.Labour("EG", "Secret title", visibility: "Owner"));
        await nl.EvaluatedAsync();
        var blind = await nl.AlertOfAsync(one.Id, "collision");
        await nl.RequestDisclosureAsync(blind.Id, "We would like to talk");

        clock.SetUtcNow(JobActs.Noon.AddDays(6));
        (await app.RunJobAsync("reminders")).Note.ShouldBe("0 reminded");
        clock.SetUtcNow(JobActs.Noon.AddDays(7));
        (await app.RunJobAsync("reminders")).Note.ShouldBe("1 reminded");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await app.RunJobAsync("reminders")).Note.ShouldBe("0 reminded");
        var told = (await (await app.SignInAsync("IT", "Lead", "verdi")).NewsAsync()).Single(n => n.Kind == "Reminder");
        (told.Text, told.AlertId).ShouldBe(($"NL has asked since 2026-11-24: {hidden.Reference}", (Guid?)null));
        foreach (var (tenant, role) in new[] { ("IT", "Desk"), ("NL", "Desk"), ("NL", "Lead"), ("EC", "Coordinator") })
        {
            (await (await app.SignInAsync(tenant, role)).NewsAsync()).ShouldNotContain(n => n.Kind == "Reminder", $"{tenant} {role}");
        }
    }
}

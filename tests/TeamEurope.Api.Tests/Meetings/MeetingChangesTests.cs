using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Meetings;

/// <summary>What changed since the last meeting. Meetings are everybody's, so each test has a register and a calendar of its own.</summary>
public sealed class MeetingChangesTests : IAsyncLifetime
{
    private static readonly DateOnly Start = new(2027, 3, 1);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(Start, new TimeOnly(12, 0), TimeSpan.Zero));
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync(clock: clock);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Without_an_earlier_meeting_it_tells_of_the_last_90_days_and_says_so()
    {
        await (await SignInAsync("NL")).RegisteredAsync(Bodies.Plain("Old", "SN"));
        await PassAsync(91);
        var nl = await SignInAsync("NL");
        await nl.RegisteredAsync(Bodies.Plain("New", "SN"));
        var changes = await nl.ListMeetingChangesAsync((await PlanAsync(200, new AgendaItem("SN"), new AgendaItem("TD"))).Id);
        (changes.LastMeetingOn, changes.Since, changes.More).ShouldBe((null, Start.AddDays(1), false));
        changes.Countries.Select(c => (c.Country, c.Ring, Told(c))).ShouldBe([("SN", 3, "Registered New"), ("TD", 3, "")]);
    }

    [Fact]
    public async Task It_tells_of_what_happened_from_the_day_of_the_last_meeting_on_by_country()
    {
        var nl = await SignInAsync("NL");
        var before = await nl.RegisteredAsync(Bodies.Labour("SN", "Before"));
        await PlanAsync(-5, new AgendaItem("SN"));
        await PlanAsync(10, new AgendaItem("SN"));
        var meeting = await PlanAsync(40, new AgendaItem("SN"));
        await PassAsync(10);
        nl = await SignInAsync("NL");
        await (await SignInAsync("IT")).RegisteredAsync(Bodies.Labour("SN", "During"));
        await nl.RegisteredAsync(Bodies.Plain("Elsewhere", "BR"));
        await nl.EvaluatedAsync();
        await PassAsync(5);
        nl = await SignInAsync("NL");
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(before.Id);
        await nl.ResolveAsync(alert.Id, new("Coordinated", null));
        await nl.ChangeStageAsync(before.Id, new("Negotiating", Start.AddDays(2), "It happened", Unread: true));

        var changes = await nl.ListMeetingChangesAsync(meeting.Id);
        (changes.LastMeetingOn, changes.Since).ShouldBe((Start.AddDays(10), Start.AddDays(10)));
        var country = changes.Countries.ShouldHaveSingleItem();
        country.Changes.Where(c => c.AlertId is null).Select(c => (c.On, c.What, c.From, c.To, c.EffectiveOn, c.Initiatives.Single().Title)).ShouldBe(
        [
            (Start.AddDays(15), "StageChanged", "Exploratory", "Negotiating", Start.AddDays(2), "Before"),
            (Start.AddDays(10), "Registered", null, "Exploratory", Start.AddDays(10), "During")
        ]);
        var ofAlert = country.Changes.Where(c => c.AlertId == alert.Id).ToList();
        ofAlert.ShouldContain(c => c.What == "AlertOpened" && c.On == Start.AddDays(10) && c.Rule == "labour-competition" && c.Initiatives.Count == 2);
        ofAlert.ShouldContain(c => c.What == "AlertResolved" && c.On == Start.AddDays(15) && c.Resolution == "Coordinated");
    }

    [Fact]
    public async Task A_meeting_that_has_been_is_told_what_happened_up_to_its_day()
    {
        var meeting = await PlanAsync(3, new AgendaItem("SN"));
        await PassAsync(3);
        await (await SignInAsync("NL")).RegisteredAsync(Bodies.Plain("On its day", "SN"));
        await PassAsync(1);
        var nl = await SignInAsync("NL");
        await nl.RegisteredAsync(Bodies.Plain("The day after", "SN"));
        Told((await nl.ListMeetingChangesAsync(meeting.Id)).Countries.Single()).ShouldBe("Registered On its day");
    }

    [Fact]
    public async Task Rings_themes_and_organisations_lead_to_their_countries()
    {
        var nl = await SignInAsync("NL");
        await nl.RegisteredAsync(Bodies.Plain("In ring 2", "TN"));
        await nl.RegisteredAsync(Bodies.Labour("BR", "Of the theme"));
        await nl.RegisteredAsync(Bodies.Plain("Of an organisation", "ECOWAS"));
        var theme = (await PlanAsync(5, new AgendaItem(Theme: "development"))).Id;
        var goals = (await nl.ListInitiativesAsync(new() { Goal = "development" })).Items.Count;
        var changes = await nl.ListMeetingChangesAsync((await PlanAsync(5, new AgendaItem(Ring: 2), new AgendaItem("SN"))).Id);
        changes.Countries.Select(c => (c.Country, Told(c))).ShouldBe([("SN", "Registered Of an organisation"), ("TN", "Registered In ring 2")]);
        goals.ShouldBe(1);
        (await nl.ListMeetingChangesAsync(theme)).Countries.Select(c => (c.Country, Told(c))).ShouldBe([("BR", "Registered Of the theme")]);
    }

    [Fact]
    public async Task A_draft_is_told_of_once_it_is_none_and_never_before()
    {
        var nl = await SignInAsync("NL");
        var draft = await nl.RegisteredAsync(Bodies.Plain("Draft", "SN", "Draft"));
        var meeting = await PlanAsync(5, new AgendaItem("SN"));
        (await nl.ListMeetingChangesAsync(meeting.Id)).Countries.Single().Changes.ShouldBeEmpty();
        await nl.ChangeStageAsync(draft.Id, new("Exploratory"));
        Told((await (await SignInAsync("FR")).ListMeetingChangesAsync(meeting.Id)).Countries.Single()).ShouldBe("Registered Draft");
    }

    [Fact]
    public async Task Nothing_hidden_is_told_to_anybody_who_may_not_see_it()
    {
        var (it, nl) = (await SignInAsync("IT"), await SignInAsync("NL"));
        var hidden = await it.RegisteredAsync(Bodies.Labour("SN", "SECRET", "Owner"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("SN", "Visible"));
        await it.ChangeStageAsync(hidden.Id, new("Negotiating", Reason: "SECRET reason", Unread: true));
        await nl.EvaluatedAsync();
        var meeting = await PlanAsync(5, new AgendaItem("SN"), new AgendaItem(Ring: 3), new AgendaItem(Theme: "development"));

        foreach (var (tenant, role) in new[] { ("NL", "Desk"), ("FR", "Lead"), ("EC", "Coordinator"), ("GSC", "Secretariat") })
        {
            using var raw = await app.RawAsync(tenant, role);
            var text = await raw.GetStringAsync(new Uri($"api/v1/meetings/{meeting.Id}/changes", UriKind.Relative));
            foreach (var secret in new[] { "SECRET", hidden.Reference, hidden.Id.ToString(), "IT-", "\"IT\"", "StageChanged", "labour-competition" })
            {
                text.ShouldNotContain(secret, Case.Insensitive, tenant);
            }
        }

        var blind = (await nl.ListMeetingChangesAsync(meeting.Id)).Countries.Single().Changes.Where(c => c.What == "AlertOpened" && c.Rule == "collision").ToList();
        blind.ShouldHaveSingleItem().Initiatives.Select(i => (i.Reference, i.Undisclosed)).ShouldBe([(mine.Reference, null), (null, true)]);
        (await (await SignInAsync("FR")).ListMeetingChangesAsync(meeting.Id)).Countries.Single().Changes.ShouldHaveSingleItem().Initiatives.Single().Title.ShouldBe("Visible");
        Told((await it.ListMeetingChangesAsync(meeting.Id)).Countries.Single()).ShouldContain("StageChanged SECRET");
        foreach (var role in new[] { "Auditor", "Operator" })
        {
            await (await SignInAsync("NL", role)).ListMeetingChangesAsync(meeting.Id).RefusedAsync(403, "role-may-not");
        }

        await nl.ListMeetingChangesAsync(Guid.NewGuid()).RefusedAsync(404, "not-found");
    }

    [Fact]
    public async Task Of_very_many_changes_it_tells_the_newest_and_says_that_there_are_more()
    {
        var nl = await SignInAsync("NL");
        for (var i = 0; i < 201; i++)
        {
            await nl.RegisteredAsync(Bodies.Plain($"Number {i}", "SN"));
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        var changes = await nl.ListMeetingChangesAsync((await PlanAsync(5, new AgendaItem("SN"))).Id);
        var told = changes.Countries.Single().Changes;
        (changes.More, told.Count, told[0].Initiatives[0].Title, told[^1].Initiatives[0].Title).ShouldBe((true, 200, "Number 200", "Number 1"));
    }

    private static string Told(CountryChanges country) =>
        string.Join("; ", country.Changes.Where(c => c.AlertId is null).Select(c => $"{c.What} {c.Initiatives.Single().Title}"));

    private Task<TeamEuropeClient> SignInAsync(string tenant, string role = "Desk") => app.SignInAsync(tenant, role);

    private async Task<MeetingView> PlanAsync(int inDays, params AgendaItem[] agenda) =>
        await (await SignInAsync("GSC", "Secretariat")).PlanMeetingAsync(new("MOCADEM", DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(inDays), agenda));

    private async Task PassAsync(int days)
    {
        clock.Advance(TimeSpan.FromDays(days));
        await (await SignInAsync("NL")).EvaluatedAsync();
    }
}

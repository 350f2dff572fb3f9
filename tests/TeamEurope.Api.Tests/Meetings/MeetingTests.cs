using System.Text.Json;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Meetings;

public class MeetingTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_tenant_that_planned_a_meeting_changes_its_title_day_and_agenda()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new("MOCADEM", new(2031, 1, 9), [new("TN")]));
        var changed = await gsc.ChangeMeetingAsync(meeting.Id, new("  MOCADEM, moved ", new(2031, 1, 16), [new("EG"), new(Ring: 2), new(Theme: "return")]));
        changed.Agenda.ShouldBe([new("EG"), new(Ring: 2), new(Theme: "return")]);
        var read = await (await fixture.App.SignInAsync("NL")).GetMeetingAsync(meeting.Id);
        (read.Title, read.Date, read.Agenda.Count).ShouldBe(("MOCADEM, moved", new(2031, 1, 16), 3));
    }

    [Fact]
    public async Task Others_read_a_meeting_and_cannot_change_it()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new("Theirs", new(2031, 2, 6), [new("TN")]));
        var body = new MeetingBody("Mine", new(2031, 2, 7), [new("EG")]);
        await (await fixture.App.SignInAsync("EC", "Coordinator")).ChangeMeetingAsync(meeting.Id, body).RefusedAsync(403, "not-your-meeting");
        await (await fixture.App.SignInAsync("GSC", "Desk")).ChangeMeetingAsync(meeting.Id, body).RefusedAsync(403, "role-may-not");
        await gsc.ChangeMeetingAsync(Guid.NewGuid(), body).RefusedAsync(404, "not-found");
        (await gsc.GetMeetingAsync(meeting.Id)).Title.ShouldBe("Theirs");
    }

    [Fact]
    public async Task What_is_wrong_with_a_change_is_said_at_its_place_and_changes_nothing()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        var meeting = await gsc.PlanMeetingAsync(new("Right", new(2031, 3, 6), [new("TN")]));
        var problem = await gsc.ChangeMeetingAsync(meeting.Id, new(" ", null, [new("ZZ"), new("TN", 1)])).RefusedAsync(400, "invalid");
        problem.Errors.Keys.Order(StringComparer.Ordinal).ShouldBe(["$.agenda[0].country", "$.agenda[1]", "$.date", "$.title"]);
        JsonSerializer.Serialize(await gsc.GetMeetingAsync(meeting.Id)).ShouldBe(JsonSerializer.Serialize(meeting));
    }

    [Fact]
    public async Task A_month_lists_its_own_meetings_with_its_first_and_last_day()
    {
        var gsc = await fixture.App.SignInAsync("GSC", "Secretariat");
        foreach (var day in new DateOnly[] { new(2032, 4, 30), new(2032, 5, 1), new(2032, 5, 31), new(2032, 6, 1) })
        {
            await gsc.PlanMeetingAsync(new($"{day:MM-dd}", day, [new("TN")]));
        }

        var first = await gsc.ListMeetingsAsync(limit: 1, from: new(2032, 5, 1), to: new(2032, 5, 31));
        var second = await gsc.ListMeetingsAsync(first.Next, 1, new(2032, 5, 1), new(2032, 5, 31));
        (first.Items.Single().Title, second.Items.Single().Title, second.Next).ShouldBe(("05-31", "05-01", null));
        var problem = await gsc.ListMeetingsAsync(from: new(2032, 5, 2), to: new(2032, 5, 1)).RefusedAsync(400, "invalid");
        problem.Errors.Keys.ShouldBe(["to"]);
        using var raw = await fixture.App.RawAsync("NL");
        await (await raw.GetAsync(new Uri("api/v1/meetings?from=May", UriKind.Relative))).ProblemAsync(400, "invalid");
    }
}

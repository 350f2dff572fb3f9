using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Alerts;

public class FollowerTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Who_only_follows_an_alert_does_not_settle_it_for_those_whom_it_concerns()
    {
        var (nl, it, fr) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"), await fixture.App.SignInAsync("FR"));
        foreach (var reader in new[] { nl, fr })
        {
            await reader.SubscribeAsync(new SubscriptionRequest("GH", null, null, null, null));
        }

        var mine = await nl.RegisteredAsync(Bodies.Labour("GH"));
        await it.RegisterAsync(Bodies.Labour("GH"));
        await nl.EvaluatedAsync();
        var alert = (await fr.ListAlertsAsync()).Items.ShouldHaveSingleItem("it is followed");
        await fr.ResolveAsync(alert.Id, new ResolveRequest("NotAnIssue", null)).RefusedAsync(404, "not-found");
        await fr.AssignAsync(alert.Id, new AssignRequest("dupont", new DateOnly(2030, 1, 2))).RefusedAsync(404, "not-found");

        var left = await nl.AlertOfAsync(mine.Id);
        (left.Id, left.Status, left.Assignee, left.DueOn).ShouldBe((alert.Id, "Open", null, null));
        (await nl.ListHistoryAsync(alert.Id)).Items.Select(h => h.What).ShouldBe(["Opened"]);
        (await it.NewsAsync()).ShouldNotContain(n => n.Kind == "AlertResolved");
        await fr.CommentAsync(alert.Id, "May I say something?");

        // Who follows what concerns it anyway loses nothing by it.
        await nl.AssignAsync(alert.Id, new AssignRequest("jansen", null));
        await nl.ResolveAsync(alert.Id, new ResolveRequest("NotAnIssue", null));
        (await fr.GetAlertAsync(alert.Id)).Status.ShouldBe("Resolved");
    }
}

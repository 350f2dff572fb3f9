using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Notifications;

/// <summary>Whoever comes to see a standing alert is told of it then, however that came about; nobody is told the same twice.</summary>
public class NewReadersTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Who_may_see_a_standing_alert_from_now_on_is_told_that_it_opened()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var ec = await fixture.App.SignInAsync("EC", "Coordinator");
        var fr = await fixture.App.SignInAsync("FR", user: "widened");
        await fr.SubscribeAsync(new SubscriptionRequest("UG", null, null, null, null));
        var mine = await nl.RegisteredAsync(Bodies.Labour("UG", visibility: "Owner"));
        await it.RegisterAsync(Bodies.Labour("UG"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(mine.Id);
        foreach (var reader in new[] { it, ec, fr })
        {
            (await TimesAsync(reader, alert)).ShouldBe(0);
        }

        await ShowAsync(nl, mine, "TeamEurope");
        await TimesAsync(it, alert, 1);
        await TimesAsync(ec, alert, 1);
        await TimesAsync(fr, alert, 1);
        (await TimesAsync(nl, alert)).ShouldBe(1, "it knew");

        await ShowAsync(nl, mine, "Public");
        (await TimesAsync(ec, alert)).ShouldBe(1, "nobody new came to see it");
    }

    [Fact]
    public async Task A_party_that_no_longer_sees_the_other_side_is_told_of_the_blind_item_in_its_place()
    {
        var (nl, it, pt) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"), await fixture.App.SignInAsync("PT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("RW"));
        await it.RegisterAsync(Bodies.Labour("RW") with { Participants = ["PT"] });
        await nl.EvaluatedAsync();
        var before = (await pt.NewsAsync())[^1].Cursor;

        await ShowAsync(nl, mine, "Owner");
        var told = (await pt.NewsAsync(before)).ShouldHaveSingleItem();
        (told.Kind, (await pt.GetAlertAsync(told.AlertId!.Value)).Rule).ShouldBe(("AlertOpened", "collision"));
    }

    [Fact]
    public async Task A_subscriber_is_told_when_an_alert_comes_to_a_country_of_the_subscription()
    {
        var fr = await fixture.App.SignInAsync("FR", user: "further");
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        await fr.SubscribeAsync(new SubscriptionRequest("BJ", null, null, null, null));
        var mine = await nl.RegisteredAsync(Bodies.Labour("TG"));
        var theirs = Bodies.Labour("TG") with { Partners = ["TG", "BJ"] };
        await it.RegisterAsync(theirs);
        await nl.EvaluatedAsync();
        (await fr.NewsAsync()).ShouldBeEmpty();

        await nl.ReplaceAsync(mine.Id, Bodies.Labour("TG") with { Partners = ["TG", "BJ"], Stage = null }, (await nl.GetInitiativeAsync(mine.Id)).ETag);
        await nl.EvaluatedAsync();
        var told = (await fr.NewsAsync()).ShouldHaveSingleItem();
        (told.Kind, told.AlertId).ShouldBe(("AlertOpened", (await nl.AlertOfAsync(mine.Id)).Id));
    }

    [Fact]
    public async Task A_coordinator_who_subscribes_hears_of_an_alert_once()
    {
        var subscription = new SubscriptionRequest("ZM", null, null, null, null);
        var (coordinator, desk) = (await fixture.App.SignInAsync("EEAS", "Coordinator", "both"), await fixture.App.SignInAsync("EEAS", user: "desk"));
        await coordinator.SubscribeAsync(subscription);
        await desk.SubscribeAsync(subscription);
        await using var hears = await PushListener.ConnectAsync(fixture.App, "EEAS", "Coordinator", "both");
        await using var listens = await PushListener.ConnectAsync(fixture.App, "EEAS", user: "desk");

        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var mine = await nl.RegisteredAsync(Bodies.Labour("ZM"));
        await it.RegisterAsync(Bodies.Labour("ZM"));
        await nl.EvaluatedAsync();
        var alert = await nl.AlertOfAsync(mine.Id);
        await TimesAsync(coordinator, alert, 1);
        await TimesAsync(desk, alert, 1);
        (await hears.NextAsync()).AlertId.ShouldBe(alert.Id);
        (await listens.NextAsync()).AlertId.ShouldBe(alert.Id);
        await hears.ShouldStayQuietAsync();
        await listens.ShouldStayQuietAsync();
    }

    private static async Task ShowAsync(TeamEuropeClient owner, InitiativeView initiative, string visibility)
    {
        var known = await owner.GetInitiativeAsync(initiative.Id);
        await owner.ReplaceAsync(initiative.Id, Bodies.Labour(initiative.Partners[0], visibility: visibility) with { Stage = null }, known.ETag);
        await owner.EvaluatedAsync();
    }

    private static async Task TimesAsync(TeamEuropeClient reader, AlertView alert, int times) =>
        (await TimesAsync(reader, alert)).ShouldBe(times);

    private static async Task<int> TimesAsync(TeamEuropeClient reader, AlertView alert) =>
        (await reader.NewsAsync()).Count(n => n.AlertId == alert.Id);
}

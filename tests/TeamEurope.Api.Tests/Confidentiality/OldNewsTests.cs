using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>News is kept as it was told. Once what it was about is hidden, nobody reads it again, by whatever way they read.</summary>
public class OldNewsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Words = "WHATITALYSAID";

    [Fact]
    public async Task News_of_what_has_been_hidden_since_names_it_no_more_by_whatever_way_it_is_read()
    {
        var (nl, it) = (await fixture.App.SignInAsync("NL"), await fixture.App.SignInAsync("IT"));
        var fr = await fixture.App.SignInAsync("FR", user: "dupont");
        await fr.SubscribeAsync(new SubscriptionRequest("KM", null, null, null, null));
        var mine = await nl.RegisteredAsync(Bodies.Labour("KM"));
        var theirs = await it.RegisterAsync(Bodies.Labour("KM"));
        await (await fixture.App.SignInAsync("ES")).RegisterAsync(Bodies.Labour("KM"));
        await nl.EvaluatedAsync();
        var alert = (await nl.AlertsOfAsync(theirs.Value.Id, "labour-competition")).Single(a => a.Initiatives.Any(i => i.Id == mine.Id)).Id;
        await it.CommentAsync(alert, Words);

        using var concerned = await fixture.App.RawAsync("NL");
        using var follower = await fixture.App.RawAsync("FR", user: "dupont");
        using var session = await PageSession.SignInAsync(fixture.App, "NL", "Lead", "visser");
        (HttpClient Reader, string Address)[] ways =
        [
            (concerned, "/api/v1/notifications?limit=200"), (concerned, "/api/v1/notifications/latest?limit=200"),
            (session.Http, "/notifications"), (session.Http, "/live/news?after=0"),
            (follower, "/api/v1/notifications?limit=200"), (follower, "/api/v1/people/me/data")
        ];
        foreach (var (reader, address) in ways)
        {
            (await reader.GetStringAsync(new Uri(address, UriKind.Relative))).ShouldSatisfyAllConditions(
                told => told.ShouldContain(theirs.Value.Reference, Case.Sensitive, address), told => told.ShouldContain(Words, Case.Sensitive, address));
        }

        await it.ReplaceAsync(theirs.Value.Id, Bodies.Labour("KM") with { Stage = null, Visibility = "Owner" }, theirs.ETag);
        await nl.EvaluatedAsync();
        foreach (var (reader, address) in ways)
        {
            (await reader.GetStringAsync(new Uri(address, UriKind.Relative))).ShouldSatisfyAllConditions(
                told => told.ShouldNotContain(theirs.Value.Reference, Case.Sensitive, address), told => told.ShouldNotContain(Words, Case.Sensitive, address));
        }

        (await it.NewsAsync()).ShouldContain(n => n.Text.Contains(theirs.Value.Reference) && n.Text.Contains(mine.Reference), "its owner sees both still");
    }

    [Theory]
    [InlineData("hubs/notifications")]
    [InlineData("Hubs/Notifications")]
    public async Task Who_joins_the_hub_late_hears_what_was_pushed_meanwhile_as_it_may_be_read_now(string hub)
    {
        var slow = new SlowJoin();
        await using var app = await slow.StartAsync();
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        await using var pushes = await PushListener.ConnectAsync(app, "NL", hub: hub);
        await nl.RegisterAsync(Bodies.Labour("TZ"));
        var theirs = await it.RegisterAsync(Bodies.Labour("TZ"));
        await nl.EvaluatedAsync();
        (await nl.NewsAsync()).ShouldHaveSingleItem().Text.ShouldContain(theirs.Value.Reference);
        await it.ReplaceAsync(theirs.Value.Id, Bodies.Labour("TZ") with { Stage = null, Visibility = "Owner" }, theirs.ETag);
        await nl.EvaluatedAsync();
        slow.LetIn();

        var heard = await pushes.TakeAsync(2);
        heard.Select(n => n.Kind).ShouldBe(["AlertOpened", "AlertOpened"], "of the pair, then of the blind item");
        heard.ShouldAllBe(n => !n.Text.Contains(theirs.Value.Reference));
        heard[1].Text.ShouldStartWith("collision");
    }
}

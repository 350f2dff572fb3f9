using Shouldly;
using TeamEurope.Api.Tests.Pages;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Confidentiality;

/// <summary>
/// A spillover is one alert for its cause's owner and all whom it affects. Who hides what is affected reads it and acts on it: the others
/// do not learn by that who it is, while whoever shows what is affected is named to them.
/// </summary>
public class HiddenAffectedTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Who_acknowledges_and_what_it_did_is_shown_to_those_who_may_see_that_it_is_affected()
    {
        var (nl, it, es, alert, hidden) = await SpillAsync("TN", "LY");
        await it.AcknowledgeAsync(alert);
        await es.AcknowledgeAsync(alert);
        foreach (var reader in new[] { nl, es })
        {
            var seen = await reader.GetAlertAsync(alert);
            (string.Join(' ', seen.AffectedOwners!), string.Join(' ', seen.AcknowledgedBy)).ShouldBe(("ES", "ES"));
            (await ActorsAsync(reader, alert)).ShouldBe(["ES/garcia"]);
        }

        (await it.GetAlertAsync(alert)).AcknowledgedBy.ShouldBe(["ES", "IT"], "it knows of itself");
        (await ActorsAsync(it, alert)).ShouldBe(["IT/rossi", "ES/garcia"]);

        await it.ReplaceAsync(hidden.Value.Id, Affected("LY", "TeamEurope"), hidden.ETag);
        await it.EvaluatedAsync();
        (await nl.GetAlertAsync(alert)).AcknowledgedBy.ShouldContain("IT");
        (await ActorsAsync(nl, alert)).ShouldBe(["IT/rossi", "ES/garcia"]);
    }

    [Fact]
    public async Task Who_assigns_and_who_resolves_is_not_told_either()
    {
        var (nl, it, es, alert, _) = await SpillAsync("MR", "SN");
        await it.AssignAsync(alert, new AssignRequest("rossi", new DateOnly(2030, 1, 2)));
        (await it.GetAlertAsync(alert)).AssigneeTenant.ShouldBe("IT");
        foreach (var reader in new[] { nl, es })
        {
            var seen = await reader.GetAlertAsync(alert);
            (seen.Assignee, seen.AssigneeTenant).ShouldBe((null, null));
        }

        await it.ResolveAsync(alert, new ResolveRequest("NotAnIssue", null));
        (await ResolvedNewsAsync(nl)).ShouldBe("spillover resolved as NotAnIssue");
        (await ResolvedNewsAsync(es)).ShouldBe("spillover resolved as NotAnIssue");
        (await ResolvedNewsAsync(it)).ShouldBe("spillover resolved as NotAnIssue by IT/rossi");
        (await ActorsAsync(nl, alert)).ShouldBeEmpty();
        using var visitor = await PageVisitor.SignInAsync(fixture.App, "NL");
        await visitor.GetAsync($"/alerts/{alert}");
        visitor.Page.ShouldNotContain("IT/");

        async Task<string> ResolvedNewsAsync(TeamEuropeClient reader) =>
            (await reader.NewsAsync()).Where(n => n.Kind == "AlertResolved" && n.AlertId == alert).ShouldHaveSingleItem().Text;
    }

    [Fact]
    public async Task Trying_to_mention_somebody_does_not_tell_who_reads_it()
    {
        var (nl, it, es, alert, _) = await SpillAsync("SY", "LB");
        var pt = await fixture.App.SignInAsync("PT");
        await pt.SubscribeAsync(new SubscriptionRequest(null, null, null, "spillover", null));
        (await pt.ListAlertsAsync()).Items.ShouldContain(a => a.Id == alert);
        const string everybody = "@NL/jansen @IT/rossi @ES/garcia @PT/silva @FR/dupont @EC/rue";
        (await MentionedAsync(nl)).ShouldBe("NL/jansen ES/garcia EC/rue", "not who hides what is affected, nor who only follows");
        (await MentionedAsync(es)).ShouldBe("NL/jansen ES/garcia EC/rue");
        (await MentionedAsync(it)).ShouldBe("NL/jansen IT/rossi ES/garcia EC/rue");

        async Task<string> MentionedAsync(TeamEuropeClient author)
        {
            await author.CommentAsync(alert, everybody);
            return string.Join(' ', (await author.ListCommentsAsync(alert)).Items[^1].Mentions);
        }
    }

    private static InitiativeBody Affected(string country, string visibility) => new()
    {
        Title = "Affected", Partners = [country], Stage = "Exploratory", Visibility = visibility,
        Measures = [new MeasureBody { Instrument = "resettlement", Direction = "Offer" }]
    };

    private static async Task<IEnumerable<string>> ActorsAsync(TeamEuropeClient reader, Guid alert) =>
        (await reader.ListHistoryAsync(alert)).Items.Select(h => h.By).OfType<string>();

    /// <summary>What NL does in one country, for all to see, reaches another where ES shows what it does and IT hides it.</summary>
    private async Task<(TeamEuropeClient Nl, TeamEuropeClient It, TeamEuropeClient Es, Guid Alert, Versioned<InitiativeView> Hidden)> SpillAsync(string closed, string exposed)
    {
        var nl = await fixture.App.SignInAsync("NL", user: "jansen");
        var (it, es) = (await fixture.App.SignInAsync("IT", user: "rossi"), await fixture.App.SignInAsync("ES", user: "garcia"));
        var cause = await nl.RegisteredAsync(Bodies.Vessels(closed));
        var hidden = await it.RegisterAsync(Affected(exposed, "Owner"));
        await es.RegisterAsync(Affected(exposed, "TeamEurope"));
        await nl.EvaluatedAsync();
        return (nl, it, es, (await nl.AlertOfAsync(cause.Id, "spillover")).Id, hidden);
    }
}

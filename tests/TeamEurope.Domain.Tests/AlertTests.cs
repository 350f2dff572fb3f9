using Shouldly;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;
using Xunit;

namespace TeamEurope.Domain.Tests;

public class AlertTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static AlertSubstance Saying(int score, AlertLevel level) =>
        new(level, score, [new Term("base", score)], ["TN"], null, ["IT", "NL"], [], [], [], [], [], []);

    private static Alert Opened(int score = 40, AlertLevel level = AlertLevel.Medium) => Alert.Open(
        new AlertIdentity("key", RuleNames.CompetingDeal, Guid.CreateVersion7(), Guid.CreateVersion7(), false, false, null, true),
        Saying(score, level), ["IT", "NL"], Now);

    [Fact]
    public void It_is_acknowledged_once_every_owner_has()
    {
        var alert = Opened();
        alert.Acknowledge("NL", "NL/jansen", Now).IsRefused.ShouldBeFalse();
        alert.Status.ShouldBe(AlertStatus.Open);
        alert.Acknowledge("IT", "IT/rossi", Now).IsRefused.ShouldBeFalse();
        alert.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public void A_risen_score_empties_the_acknowledgements()
    {
        var alert = Opened();
        alert.Acknowledge("NL", "NL/jansen", Now);
        alert.Acknowledge("IT", "IT/rossi", Now);
        alert.Update(Saying(45, AlertLevel.Medium), Now).ShouldBe(AlertChange.Raised);
        alert.Status.ShouldBe(AlertStatus.Open);
        alert.Acknowledgements.ShouldBeEmpty();
    }

    [Fact]
    public void A_fallen_score_keeps_them()
    {
        var alert = Opened();
        alert.Acknowledge("NL", "NL/jansen", Now);
        alert.Update(Saying(30, AlertLevel.Medium), Now).ShouldBe(AlertChange.Changed);
        alert.IsAcknowledgedBy("NL").ShouldBeTrue();
    }

    [Fact]
    public void A_resolved_one_reopens_where_its_level_rises_and_only_there()
    {
        var alert = Opened();
        alert.Resolve(Resolution.Coordinated, Now).IsRefused.ShouldBeFalse();
        alert.Update(Saying(45, AlertLevel.Medium), Now);
        alert.Status.ShouldBe(AlertStatus.Resolved);
        alert.Update(Saying(60, AlertLevel.High), Now).ShouldBe(AlertChange.Reopened);
        alert.Status.ShouldBe(AlertStatus.Open);
        alert.Resolution.ShouldBeNull();
    }

    [Fact]
    public void A_cleared_one_comes_back_open_under_its_id()
    {
        var alert = Opened();
        var id = alert.Id;
        alert.Clear(Now).ShouldBeTrue();
        alert.Clear(Now).ShouldBeFalse();
        alert.Update(Saying(40, AlertLevel.Medium), Now).ShouldBe(AlertChange.Reopened);
        (alert.Id, alert.Status).ShouldBe((id, AlertStatus.Open));
    }

    [Fact]
    public void The_same_finding_again_changes_nothing()
    {
        var alert = Opened();
        var version = alert.Version;
        alert.Update(Saying(40, AlertLevel.Medium), Now.AddDays(1)).ShouldBeNull();
        (alert.Version, alert.ChangedAt).ShouldBe((version, Now));
    }

    [Fact]
    public void An_opportunity_is_never_acknowledged() =>
        Opened(30, AlertLevel.Opportunity).Acknowledge("NL", "NL/jansen", Now).Refusal!.Code.ShouldBe("opportunity-not-acknowledged");

    [Fact]
    public void The_blind_item_shows_no_news_of_scores_behind_it()
    {
        var behind = Opened();
        var item = Alert.Open(new AlertIdentity("blind", Alert.Collision, behind.First, behind.Second, false, true, null, true), Blind(AlertLevel.Medium), ["NL"], Now);
        behind.Update(Saying(48, AlertLevel.Medium), Now.AddHours(1));
        item.Follow([behind], Blind(AlertLevel.Medium), Now.AddHours(1)).ShouldBeNull();
        item.ChangedAt.ShouldBe(Now);
    }

    [Fact]
    public void The_blind_item_is_acknowledged_by_whoever_acknowledged_all_behind_it()
    {
        var (one, two) = (Opened(), Opened());
        var item = Alert.Open(new AlertIdentity("blind", Alert.Collision, one.First, one.Second, false, true, null, true), Blind(AlertLevel.Medium), ["NL"], Now);
        one.Acknowledge("NL", "NL/jansen", Now);
        item.Follow([one, two], Blind(AlertLevel.Medium), Now);
        item.IsAcknowledgedBy("NL").ShouldBeFalse();
        two.Acknowledge("NL", "NL/jansen", Now);
        item.Follow([one, two], Blind(AlertLevel.Medium), Now);
        item.IsAcknowledgedBy("NL").ShouldBeTrue();
        two.Update(Saying(55, AlertLevel.High), Now);
        item.Follow([one, two], Blind(AlertLevel.High), Now).ShouldBe(AlertChange.Raised);
        item.IsAcknowledgedBy("NL").ShouldBeFalse();
    }

    private static AlertSubstance Blind(AlertLevel level) => new(level, 0, [], ["TN"], null, ["NL"], [], [], [], [], ["readmission"], []);
}

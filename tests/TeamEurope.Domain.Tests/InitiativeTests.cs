using Shouldly;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;
using Xunit;

namespace TeamEurope.Domain.Tests;

public class InitiativeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly InitiativeName Umbrella = new("EC", "umbrella", null);
    private static readonly InitiativeContent Content = new() { Title = "Labour", Partners = ["TN"] };

    private static Initiative Registered(InitiativeContent? content = null, Stage stage = Stage.Exploratory) =>
        Initiative.Register("NL", 7, new InitiativeState(content ?? Content, stage, null), _ => "development", "NL/jansen", Now);

    [Fact]
    public void The_reference_names_owner_year_and_number() => Registered().Reference.ShouldBe("NL-2026-0007");

    [Fact]
    public void Each_change_raises_the_version_by_one()
    {
        var initiative = Registered();
        initiative.Version.ShouldBe(1);
        initiative.Change(Content with { Title = "Other" }, _ => "development", Now);
        initiative.MoveTo(Stage.Negotiating, Today, null, null, 0, "NL/jansen", Now).IsRefused.ShouldBeFalse();
        initiative.Version.ShouldBe(3);
    }

    [Fact]
    public void Negotiations_began_with_the_first_change_that_reaches_them_and_that_stays()
    {
        var initiative = Registered();
        initiative.MoveTo(Stage.Agreed, Today.AddDays(-30), null, null, 0, "NL/jansen", Now).IsRefused.ShouldBeFalse();
        initiative.MoveTo(Stage.InForce, Today, null, null, 0, "NL/jansen", Now).IsRefused.ShouldBeFalse();
        initiative.NegotiatingSince.ShouldBe(Today.AddDays(-30));
    }

    [Fact]
    public void Ending_an_exploration_begins_no_negotiations()
    {
        var initiative = Registered();
        initiative.MoveTo(Stage.Ended, Today, "Nothing came of it", null, 0, "NL/jansen", Now).IsRefused.ShouldBeFalse();
        initiative.NegotiatingSince.ShouldBeNull();
    }

    [Fact]
    public void A_pause_goes_back_to_the_stage_that_was_left()
    {
        var initiative = Registered(stage: Stage.Agreed);
        initiative.MoveTo(Stage.Paused, Today, "Elections", null, 0, "NL/jansen", Now).IsRefused.ShouldBeFalse();
        var refusal = initiative.MoveTo(Stage.InForce, Today, null, null, 0, "NL/jansen", Now).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe("stage-not-possible");
        refusal.Details!["possible"].ShouldBe(new[] { "Agreed", "Ended" });
        initiative.MoveTo(Stage.Agreed, Today, null, null, 0, "NL/jansen", Now).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void Another_umbrella_wants_another_confirmation_and_the_same_keeps_it()
    {
        var initiative = Registered(Content with { PartOf = new UmbrellaLink(Umbrella, false) });
        initiative.ConfirmUmbrella(Now).Value.ShouldBeTrue();
        initiative.Change(Content with { PartOf = new UmbrellaLink(Umbrella, false) }, _ => "development", Now);
        initiative.Content.PartOf!.Confirmed.ShouldBeTrue();
        initiative.Change(Content with { PartOf = new UmbrellaLink(Umbrella with { ExternalId = "other" }, false) }, _ => "development", Now);
        initiative.Content.PartOf!.Confirmed.ShouldBeFalse();
    }

    [Fact]
    public void Withdrawing_anothers_umbrella_takes_back_the_confirmation_and_ones_own_the_name()
    {
        var initiative = Registered(Content with { PartOf = new UmbrellaLink(Umbrella, true) });
        initiative.WithdrawUmbrella(isOwnUmbrella: false, Now).Value.ShouldBeTrue();
        initiative.Content.PartOf.ShouldBe(new UmbrellaLink(Umbrella, false));
        initiative.WithdrawUmbrella(isOwnUmbrella: true, Now).Value.ShouldBeTrue();
        initiative.Content.PartOf.ShouldBeNull();
        initiative.PartOfExternalId.ShouldBeNull();
    }

    [Fact]
    public void A_statement_keeps_its_reply_until_it_is_changed()
    {
        var statement = new Complementarity(Umbrella, "We train, you equip.", StatementStatus.Submitted, null);
        var initiative = Registered(Content with { Complementarity = [statement] });
        initiative.Reply(Umbrella, StatementStatus.Noted, "Fine", Now).IsRefused.ShouldBeFalse();
        initiative.Change(Content with { Complementarity = [statement] }, _ => "development", Now);
        initiative.Content.Complementarity[0].Status.ShouldBe(StatementStatus.Noted);
        initiative.Change(Content with { Complementarity = [statement with { Statement = "We equip too." }] }, _ => "development", Now);
        initiative.Content.Complementarity[0].Status.ShouldBe(StatementStatus.Submitted);
    }

    [Fact]
    public void Disclosure_names_the_asker_beside_those_named_before()
    {
        var initiative = Registered(Content with { Visibility = Visibility.Named, NamedTenants = ["DE"] });
        initiative.DiscloseTo("IT", _ => "development", Now);
        initiative.Content.NamedTenants.ShouldBe(["DE", "IT"]);
        initiative.ToFootprint().IsVisibleTo("IT").ShouldBeTrue();
        initiative.ToFootprint().IsVisibleTo("FR").ShouldBeFalse();
    }

    [Theory]
    [InlineData(InitiativeForm.Treaty, null, LegalEffect.Binding)]
    [InlineData(InitiativeForm.ImplementingProtocol, null, LegalEffect.Binding)]
    [InlineData(InitiativeForm.MemorandumOfUnderstanding, null, LegalEffect.Political)]
    [InlineData(InitiativeForm.Treaty, LegalEffect.Political, LegalEffect.Political)]
    public void The_form_says_the_legal_effect_where_the_owner_does_not(InitiativeForm form, LegalEffect? stated, LegalEffect effective) =>
        (Content with { Form = form, LegalEffect = stated }).EffectiveLegalEffect.ShouldBe(effective);
}

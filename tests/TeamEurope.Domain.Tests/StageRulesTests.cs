using Shouldly;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;
using Xunit;

namespace TeamEurope.Domain.Tests;

public class StageRulesTests
{
    [Theory]
    [InlineData(Stage.Draft, null, "Exploratory")]
    [InlineData(Stage.Exploratory, null, "Negotiating, Agreed, InForce, Ended, Paused, Suspended")]
    [InlineData(Stage.Negotiating, null, "Agreed, InForce, Ended, Exploratory, Paused, Suspended")]
    [InlineData(Stage.Agreed, null, "InForce, Ended, Negotiating, Paused, Suspended")]
    [InlineData(Stage.InForce, null, "Ended, Agreed, Paused, Suspended")]
    [InlineData(Stage.Paused, Stage.Agreed, "Agreed, Ended")]
    [InlineData(Stage.Suspended, null, "Exploratory, Ended")]
    [InlineData(Stage.Ended, null, "")]
    public void Each_stage_has_its_successors(Stage stage, Stage? left, string possible) =>
        string.Join(", ", StageRules.PossibleAfter(stage, left)).ShouldBe(possible);

    [Theory]
    [InlineData(Stage.Negotiating, Stage.Exploratory, true)]
    [InlineData(Stage.Negotiating, Stage.Agreed, false)]
    [InlineData(Stage.Exploratory, Stage.Ended, true)]
    [InlineData(Stage.InForce, Stage.Paused, true)]
    [InlineData(Stage.Paused, Stage.InForce, false)]
    [InlineData(Stage.Draft, Stage.Exploratory, false)]
    public void A_reason_is_wanted_for_steps_back_and_for_stopping(Stage from, Stage to, bool wanted) =>
        StageRules.WantsReason(from, to).ShouldBe(wanted);
}

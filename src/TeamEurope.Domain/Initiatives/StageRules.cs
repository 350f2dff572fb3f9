using TeamEurope.Rules.Register;

namespace TeamEurope.Domain.Initiatives;

/// <summary>Which stage can follow which.</summary>
public static class StageRules
{
    private static readonly Stage[] Forward = [Stage.Exploratory, Stage.Negotiating, Stage.Agreed, Stage.InForce, Stage.Ended];

    /// <summary>
    /// A draft goes to Exploratory; from there forward by any number of steps, one step back (not to Draft), or to Paused or
    /// Suspended; from those to the stage that was left, or to Ended. Nothing leaves Ended.
    /// </summary>
    /// <param name="stageLeft">The live stage left for Paused or Suspended; null where none is recorded.</param>
    public static IReadOnlyList<Stage> PossibleAfter(Stage stage, Stage? stageLeft) => stage switch
    {
        Stage.Draft => [Stage.Exploratory],
        Stage.Ended => [],
        Stage.Paused or Stage.Suspended => [stageLeft ?? Stage.Exploratory, Stage.Ended],
        _ => [.. Forward.SkipWhile(s => s != stage).Skip(1), .. Back(stage), Stage.Paused, Stage.Suspended]
    };

    /// <summary>One step back, for talks that fell back.</summary>
    public static bool IsStepBack(Stage from, Stage to) => from.IsLive && to.IsLive && Array.IndexOf(Forward, to) < Array.IndexOf(Forward, from);

    /// <summary>A reason is wanted for a step back, Paused, Suspended and Ended.</summary>
    public static bool WantsReason(Stage from, Stage to) =>
        to is Stage.Paused or Stage.Suspended or Stage.Ended || IsStepBack(from, to);

    private static Stage[] Back(Stage stage) => stage == Stage.Exploratory ? [] : [Forward[Array.IndexOf(Forward, stage) - 1]];
}

using TeamEurope.Rules.Register;

namespace TeamEurope.Rules.Rules;

/// <summary>
/// Negotiations without notice to the others in time: a convention of good neighbours, a duty only where law
/// makes one (report, 5.3: the "surprise").
/// </summary>
internal static class Unannounced
{
    private const int NoticeDays = 14;
    private static readonly string[] PriorInformationIsLaw = ["return-hub", "safe-third-country"];

    public static Finding? Evaluate(RuleContext context, ActiveInitiative initiative)
    {
        var footprint = initiative.Footprint;
        if (footprint.Form == InitiativeForm.UnilateralMeasure
            || !footprint.Stage.IsNegotiatingOrLater
            || (footprint.NegotiatingSince ?? footprint.StartsOn) is not { } since
            || since < context.Settings.NoticeExpectedFrom)
        {
            return null;
        }

        // Compared as day numbers: fourteen days before the first days of the calendar do not exist.
        var latestNotice = since.DayNumber - NoticeDays;
        if (footprint.AnnouncedOn is { } announced && announced.DayNumber <= latestNotice)
        {
            return null;
        }

        var hub = initiative.Measures.Where(m => PriorInformationIsLaw.Contains(m.Instrument.Code)).ToList();
        var sheet = new ScoreSheet()
            .Add("base", footprint.AnnouncedOn is null ? 40 : 25)
            .Add("ring", context.RingPoints(initiative.Direct))
            .Add("hub", hub.Count > 0 ? 25 : 0);
        return SingleRules.Report(RuleNames.Unannounced, initiative, sheet, initiative.Direct, hub);
    }
}

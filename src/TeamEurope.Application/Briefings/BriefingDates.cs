using TeamEurope.Contracts;

namespace TeamEurope.Application.Briefings;

/// <summary>What is about to change, and who could not know in time.</summary>
internal static class BriefingDates
{
    private const int MonthsAhead = 12;

    /// <summary>Starts that lie ahead, and ends within a year; by day.</summary>
    public static IReadOnlyList<BriefingStageChange> UpcomingOf(IReadOnlyCollection<SeenInitiative> initiatives, DateOnly asOf, BriefingTexts texts)
    {
        var horizon = asOf.AddMonths(MonthsAhead);
        var starts = initiatives.Where(i => i.StartsOn > asOf)
            .Select(i => new BriefingStageChange(i.Reference, texts["Change_Starts"], i.StartsOn!.Value));
        var ends = initiatives.Where(i => i.EndsOn >= asOf && i.EndsOn <= horizon)
            .Select(i => new BriefingStageChange(i.Reference, texts["Change_Ends"], i.EndsOn!.Value));
        return [.. starts.Concat(ends)
            .OrderBy(c => c.On).ThenBy(c => c.Reference, StringComparer.Ordinal).ThenBy(c => c.What, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The surprise clock: those of the tenants that could first know after negotiations began. A notice reaches all; without
    /// one, the first day to know is that of the registration. Whoever owns an initiative or takes part in it is never surprised.
    /// </summary>
    public static IReadOnlyList<BriefingSurprise> SurprisesOf(IReadOnlyCollection<SeenInitiative> initiatives, IReadOnlyList<string> tenants) =>
    [
        .. from i in initiatives
           where i.NegotiatingSince is { } since && FirstKnown(i) > since
           let surprised = tenants.Except(i.Parties).Order(StringComparer.Ordinal).ToArray()
           where surprised.Length > 0
           select new BriefingSurprise(i.Reference, i.NegotiatingSince!.Value, surprised)
    ];

    private static DateOnly FirstKnown(SeenInitiative initiative) =>
        initiative.AnnouncedOn is { } announced && announced < initiative.RegisteredOn ? announced : initiative.RegisteredOn;
}

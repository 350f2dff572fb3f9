using TeamEurope.Contracts;

namespace TeamEurope.Web.Partners;

/// <summary>A stage on an initiative's line: where it begins and how long it is, in percent of the whole.</summary>
/// <param name="IsOpen">It goes on beyond what is shown.</param>
public sealed record TimelineBar(string Stage, DateOnly Since, double From, double Width, bool IsOpen);

/// <summary>An initiative on its line.</summary>
/// <param name="Span">From the day it says it starts to the day it says it ends.</param>
public sealed record TimelineRow(PartnerInitiative Initiative, IReadOnlyList<TimelineBar> Bars, (double From, double Width)? Span);

/// <summary>The initiatives of a country through the years, live ones first.</summary>
public sealed class Timeline
{
    private const int MostRows = 40;
    private const int MostYearsBack = 12;
    private const int MostYearsAhead = 5;
    private const int LeastYearsAround = 2;
    private const int MostYearMarks = 10;

    private static readonly string[] Live = ["Exploratory", "Negotiating", "Agreed", "InForce"];

    private readonly DateOnly from;
    private readonly DateOnly to;

    public Timeline(IReadOnlyCollection<PartnerInitiative> initiatives, DateOnly today)
    {
        var begun = initiatives.SelectMany(i => i.Stages.Select(s => s.EffectiveOn).Concat(Known(i.StartsOn))).Append(today.AddYears(-LeastYearsAround)).Min();
        var ended = initiatives.SelectMany(i => Known(i.EndsOn)).Append(today.AddYears(LeastYearsAround)).Max();
        from = new DateOnly(Math.Max(begun.Year, today.Year - MostYearsBack), 1, 1);
        to = new DateOnly(Math.Min(ended.Year, today.Year + MostYearsAhead) + 1, 1, 1);
        Today = At(today);
        Years = [.. YearsShown().Select(year => (year, At(new DateOnly(year, 1, 1))))];
        Rows = [.. initiatives
            .OrderBy(i => !Live.Contains(i.Stage)).ThenBy(i => i.Stages.Count == 0 ? DateOnly.MaxValue : i.Stages[0].EffectiveOn)
            .ThenBy(i => i.Reference, StringComparer.Ordinal)
            .Take(MostRows).Select(i => new TimelineRow(i, [.. BarsOf(i)], SpanOf(i)))];
    }

    public IReadOnlyList<TimelineRow> Rows { get; }

    /// <summary>Where the line of today stands, in percent.</summary>
    public double Today { get; }

    /// <summary>Years to write, and where they begin, in percent.</summary>
    public IReadOnlyList<(int Year, double At)> Years { get; }

    private IEnumerable<int> YearsShown()
    {
        var step = 1 + ((to.Year - from.Year) / MostYearMarks);
        for (var year = from.Year; year < to.Year; year += step)
        {
            yield return year;
        }
    }

    private static IEnumerable<DateOnly> Known(DateOnly? day) => day is { } known ? [known] : [];

    private (double From, double Width)? SpanOf(PartnerInitiative initiative)
    {
        if (initiative.StartsOn is null && initiative.EndsOn is null)
        {
            return null;
        }

        var (begin, end) = (At(initiative.StartsOn ?? from), At(initiative.EndsOn ?? to));
        return end > begin ? (begin, Math.Round(end - begin, 2)) : null;
    }

    private IEnumerable<TimelineBar> BarsOf(PartnerInitiative initiative)
    {
        for (var index = 0; index < initiative.Stages.Count; index++)
        {
            var stage = initiative.Stages[index];
            DateOnly? until = index + 1 < initiative.Stages.Count ? initiative.Stages[index + 1].EffectiveOn : initiative.EndsOn;
            var (begin, end) = (At(stage.EffectiveOn), At(until ?? to));
            if (stage.To != "Ended" && end > begin)
            {
                yield return new TimelineBar(stage.To, stage.EffectiveOn, begin, Math.Round(end - begin, 2), until is null || until > to);
            }
        }
    }

    private double At(DateOnly day) =>
        Math.Round(100.0 * Math.Clamp(day.DayNumber - from.DayNumber, 0, to.DayNumber - from.DayNumber) / (to.DayNumber - from.DayNumber), 2);
}

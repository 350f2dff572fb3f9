using System.Globalization;

namespace TeamEurope.Web.Meetings;

/// <summary>A month as a calendar shows it: whole weeks from Monday, with the days of its neighbours that belong to them.</summary>
public sealed class CalendarMonth
{
    private const string Format = "yyyy-MM";
    private const int DaysOfWeek = 7;
    private readonly DateOnly first;

    private CalendarMonth(DateOnly first, DateOnly today) => (this.first, Today) = (first, today);

    public DateOnly Today { get; }

    public DateOnly From => first.AddDays(-DaysAfterMonday(first));

    public DateOnly To => Last.AddDays(DaysOfWeek - 1 - DaysAfterMonday(Last));

    /// <summary>As the address has it.</summary>
    public string Previous => Address(first.AddMonths(-1));

    public string Next => Address(first.AddMonths(1));

    /// <summary>Such as "December 2026".</summary>
    public string Name => first.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>Monday first, in short and in full.</summary>
    public static IEnumerable<(string Short, string Full)> DayNames
    {
        get
        {
            var names = CultureInfo.CurrentCulture.DateTimeFormat;
            return Enumerable.Range(1, DaysOfWeek).Select(d => (names.AbbreviatedDayNames[d % DaysOfWeek], names.DayNames[d % DaysOfWeek]));
        }
    }

    public IEnumerable<DateOnly[]> Weeks => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays).Chunk(DaysOfWeek);

    /// <summary>The month that an address asks for; the present one where it asks for none that there is.</summary>
    public static CalendarMonth Read(string? month, DateOnly today) => new(
        DateOnly.TryParseExact($"{month}-01", $"{Format}-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is > 1900 and < 2200
            ? first
            : new DateOnly(today.Year, today.Month, 1),
        today);

    public bool Has(DateOnly day) => day.Year == first.Year && day.Month == first.Month;

    private DateOnly Last => first.AddMonths(1).AddDays(-1);

    private static int DaysAfterMonday(DateOnly day) => ((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek;

    private static string Address(DateOnly first) => first.ToString(Format, CultureInfo.InvariantCulture);
}

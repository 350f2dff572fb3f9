using System.Globalization;

namespace TeamEurope.Web.Texts;

/// <summary>Days, instants, numbers and money as the language of the request writes them. Instants are UTC and say so.</summary>
public static class Formats
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    public static string Day(DateOnly day) => day.ToString(Pattern, Culture);

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "";

    public static string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(instant.UtcDateTime));

    /// <summary>Day and time, such as "24 Nov 2026, 14:05 UTC".</summary>
    public static string Moment(DateTimeOffset instant) =>
        $"{Day(instant)}, {instant.UtcDateTime.ToString("HH:mm", Culture)} UTC";

    public static string Number(decimal number) => number.ToString("#,##0.##", Culture);

    /// <summary>A count that went no further than so many: "100+".</summary>
    public static string UpTo(int count, int most) => count >= most ? $"{Number(most)}+" : Number(count);

    /// <summary>Money in euro; nothing where the amount is not known.</summary>
    public static string Amount(decimal? euro) => euro is { } known ? Culture.TwoLetterISOLanguageName == "en" ? $"€{Number(known)}" : $"{Number(known)}\u00a0€" : "";

    /// <summary>For machines: the value of a <c>time</c> element or of a date field.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly? day) => day is { } known ? Iso(known) : "";

    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Pattern => Culture.TwoLetterISOLanguageName == "de" ? "d. MMM yyyy" : "d MMM yyyy";
}

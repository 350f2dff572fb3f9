using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>Numbers and days as people type them: in the manner of their language, and in the plain one.</summary>
public static partial class TypedNumbers
{
    /// <summary>Null where it is no number. <c>12.000</c> is twelve thousand in Dutch and German, twelve in English.</summary>
    public static decimal? Number(string text)
    {
        var culture = CultureInfo.CurrentCulture.NumberFormat;
        var plain = Spaces().Replace(text, "").Trim('€');
        var group = Spaces().IsMatch(culture.NumberGroupSeparator) ? "" : culture.NumberGroupSeparator;
        var isGrouped = group.Length > 0 && Regex.IsMatch(
            plain, $@"\A[0-9]{{1,3}}({Regex.Escape(group)}[0-9]{{3}})+({Regex.Escape(culture.NumberDecimalSeparator)}[0-9]+)?\z", RegexOptions.None, TimeSpan.FromSeconds(1));
        plain = isGrouped ? plain.Replace(group, "", StringComparison.Ordinal) : plain;
        plain = plain.Replace(culture.NumberDecimalSeparator, ".", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>As the language writes it, without what groups digits: whatever is given out is read again.</summary>
    public static string? Text(decimal? number) => number?.ToString("0.############", CultureInfo.CurrentCulture);

    /// <summary>Null where it is no day.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        || DateOnly.TryParse(text, CultureInfo.CurrentCulture, out day) ? day : null;

    [GeneratedRegex(@"[\s\u00A0\u202F']")]
    private static partial Regex Spaces();
}

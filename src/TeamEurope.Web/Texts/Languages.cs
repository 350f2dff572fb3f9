using System.Globalization;

namespace TeamEurope.Web.Texts;

/// <summary>The languages of the pages.</summary>
public static class Languages
{
    public const string Usual = "en";

    /// <summary>As two-letter tags, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> All = [Usual, "fr", "de", "nl"];

    /// <summary>What each calls itself.</summary>
    public static string NameOf(string language) => language switch
    {
        "fr" => "Français",
        "de" => "Deutsch",
        "nl" => "Nederlands",
        _ => "English"
    };

    /// <summary>The language that the request was found to want; English where it wants none of ours.</summary>
    public static string OfRequest()
    {
        var wanted = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return All.Contains(wanted) ? wanted : Usual;
    }
}

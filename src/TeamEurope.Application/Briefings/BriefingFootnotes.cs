using TeamEurope.Application.Common;

namespace TeamEurope.Application.Briefings;

/// <summary>
/// Names of countries with the marks of the footnotes that EU documents use for some of them. Remembers which were used, so that
/// each part of a briefing ends with its own.
/// </summary>
internal sealed class BriefingFootnotes(ICountryNames names, IReferenceNames words, string language)
{
    private static readonly string[] Noted = ["XK", "PS", "EH"];
    private readonly HashSet<string> used = [];

    public string NameOf(string country) => Mark(country, names.NameOf(country, language));

    /// <summary>A name that is already known, with its mark.</summary>
    public string Mark(string country, string name)
    {
        if (!Noted.Contains(country))
        {
            return name;
        }

        used.Add(country);
        return name + MarkOf(country);
    }

    /// <summary>The footnotes used since the last time.</summary>
    public IReadOnlyList<Block> Take()
    {
        var notes = Noted.Where(used.Contains)
            .Select(c => new Paragraph($"{MarkOf(c)} {words.Footnote(c, language)}", ParagraphTone.Note)).ToArray();
        used.Clear();
        return notes;
    }

    /// <summary>One asterisk for the first, two for the second: the same everywhere in a briefing.</summary>
    private static string MarkOf(string country) => new('*', Array.IndexOf(Noted, country) + 1);
}

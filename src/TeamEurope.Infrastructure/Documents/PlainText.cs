using System.Globalization;
using System.Text;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>Makes a text from the register safe to set: what users typed or pasted may hold anything.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text without what XML forbids or what would garble its neighbours (control characters, halves of surrogate
    /// pairs, overrides of the writing direction), with single spaces between words and single '\n' between lines, none of which is empty.
    /// </summary>
    public static string Lines(string? text) => Clean(text, keepBreaks: true);

    /// <summary>The same on a single line.</summary>
    public static string Line(string? text) => Clean(text, keepBreaks: false);

    /// <summary>The text in full when short enough; else as many whole words as fit and an ellipsis, and what is left.</summary>
    public static (string Head, string Tail) Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return (text, "");
        }

        var space = text.LastIndexOf(' ', length);
        // Without a space near the limit the word itself is cut, but never between the halves of a surrogate pair.
        var at = space > length / 2 ? space : length - (char.IsLowSurrogate(text[length]) ? 1 : 0);
        return (text[..at].TrimEnd() + "…", "…" + text[at..].TrimStart());
    }

    private static string Clean(string? text, bool keepBreaks)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        var pending = '\0';
        // CRLF is one line break; the enumeration replaces a lone surrogate by U+FFFD, which is a legal character.
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (Separator(rune) is var separator and not '\0')
            {
                pending = separator == '\n' && keepBreaks ? '\n' : pending == '\n' ? '\n' : ' ';
            }
            else if (IsKept(rune))
            {
                // A break at the very beginning says nothing.
                if (pending != '\0' && clean.Length > 0)
                {
                    clean.Append(pending);
                }

                pending = '\0';
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static char Separator(Rune rune) => rune.Value switch
    {
        '\n' => '\n',
        // These two must not become ordinary spaces: they hold their neighbours together.
        0xA0 or 0x202F => '\0',
        _ => Rune.IsWhiteSpace(rune) ? ' ' : '\0'
    };

    private static bool IsKept(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => false,
        _ => rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF or 0xFEFF)
    };
}

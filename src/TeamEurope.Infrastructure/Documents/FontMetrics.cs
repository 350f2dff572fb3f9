using System.Globalization;
using System.Text;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>
/// Advance widths of Arial (Liberation Sans and Helvetica have the same), in thousandths of the font size.
/// We have no layout engine, so the widths must never be too small: whatever the table does not know counts as wide.
/// </summary>
internal static class FontMetrics
{
    private const int Unknown = 1150;

    // U+0020 to U+007E, rounded up.
    private static ReadOnlySpan<short> Regular =>
    [
        278, 278, 355, 557, 557, 890, 667, 191, 334, 334, 390, 584, 278, 334, 278, 278,
        557, 557, 557, 557, 557, 557, 557, 557, 557, 557, 278, 278, 584, 584, 584, 557,
        1016, 667, 667, 723, 723, 667, 611, 778, 723, 278, 500, 667, 557, 834, 723, 778,
        667, 778, 723, 667, 611, 723, 667, 944, 667, 667, 611, 278, 278, 278, 470, 557,
        334, 557, 557, 500, 557, 557, 278, 557, 557, 223, 223, 500, 223, 834, 557, 557,
        557, 557, 334, 500, 278, 557, 500, 723, 500, 500, 500, 334, 260, 334, 584
    ];

    private static ReadOnlySpan<short> Bold =>
    [
        278, 334, 475, 557, 557, 890, 723, 238, 334, 334, 390, 584, 278, 334, 278, 278,
        557, 557, 557, 557, 557, 557, 557, 557, 557, 557, 334, 334, 584, 584, 584, 611,
        976, 723, 723, 723, 723, 667, 611, 778, 723, 278, 557, 723, 611, 834, 723, 778,
        667, 778, 723, 667, 611, 723, 667, 944, 667, 667, 611, 334, 278, 334, 584, 557,
        334, 557, 611, 557, 611, 557, 334, 611, 611, 278, 278, 557, 278, 890, 611, 611,
        611, 611, 390, 557, 334, 611, 557, 778, 557, 557, 500, 390, 280, 390, 584
    ];

    private const string Narrow = "\u202F\u00AD¡¦¨ª°´·¸¹º²³‐‑‘’‚‹›•ıł";
    private const string Middling = "«»“”„€£¥¢§¤±÷×−–†‡¶µ¿ßøðþđħŋ≤≥≠Ł";

    /// <summary>The width of one character, in thousandths of the font size.</summary>
    public static int Width(Rune rune, bool bold)
    {
        var value = rune.Value;
        return value switch
        {
            >= 0x20 and <= 0x7E => (bold ? Bold : Regular)[value - 0x20],
            < 0x20 => 0,
            0xA0 => bold ? Bold[0] : Regular[0],
            'ď' or 'ľ' or 'ť' => 720,
            // Ligatures of whole Arabic phrases, cuneiform and the long dashes are the widest there are.
            0xFDFD => 12000,
            (>= 0xFB50 and <= 0xFDFF) or 0x2E3A or 0x2E3B or (>= 0x12000 and <= 0x1254F) => 4000,
            > 0xFFFF => 1500,
            _ => Other((char)value, bold)
        };
    }

    /// <summary>The width of a text on one line, in thousandths of the font size.</summary>
    public static int Width(ReadOnlySpan<char> text, bool bold)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune, bold);
        }

        return width;
    }

    private static int Other(char c, bool bold)
    {
        if (Narrow.Contains(c, StringComparison.Ordinal))
        {
            return 400;
        }

        if (Middling.Contains(c, StringComparison.Ordinal))
        {
            return 611;
        }

        if (c is (>= '\u00C0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF'))
        {
            // An accent leaves the letter as wide as it was; only the dotless i below one is a little wider than i.
            var letter = c.ToString().Normalize(NormalizationForm.FormD)[0];
            return letter <= 0x7E ? Math.Max(278, (int)(bold ? Bold : Regular)[letter - 0x20]) : Unknown;
        }

        // Greek and Cyrillic, whose small letters never reach the full width.
        return c is >= '\u0370' and <= '\u052F' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.LowercaseLetter
            ? 970
            : Unknown;
    }
}

using System.Text;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>
/// Estimates how a text breaks into lines, never with fewer lines than a word processor makes. The argument: filling
/// lines greedily, whoever has more places to break, or a wider line, is never behind. So we break only where every
/// engine may (between words), and on lines a little narrower than the real ones.
/// </summary>
internal static class LineBreaker
{
    // Kerning off, rounding of positions, hinting: engines differ by far less than this.
    private const int UsablePercent = 97;

    // No engine breaks a line before or after these, even over a space (French sets one before "!" and inside « »).
    private const string NeverFirst = "!?:;.,)]}»›”’%/";
    private const string NeverLast = "([{«‹“‘„¿¡";

    /// <summary>The lines of a text, as ranges of it without the spaces or breaks between them; at least one.</summary>
    /// <param name="text">A text that went through <see cref="PlainText"/>.</param>
    /// <param name="look">Its font.</param>
    /// <param name="width">The room on a line, in twips.</param>
    public static IReadOnlyList<Range> Break(string text, Look look, int width)
    {
        // Thousandths of the font size: twips / (half points * 10 twips) * 1000.
        var room = width * UsablePercent / look.HalfPoints;
        var lines = new List<Range>();
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            BreakLine(text, start, end, look.Bold, Math.Max(room, 1), lines);
            start = end + 1;
        }

        return lines;
    }

    /// <summary>The widest unbreakable piece of a text, in twips.</summary>
    public static int LongestWord(string text, Look look) => text.Split(' ', '\n')
        .Max(w => Twips(FontMetrics.Width(w, look.Bold), look));

    /// <summary>The width of the longest line of a text when nothing forces a break, in twips.</summary>
    public static int NaturalWidth(string text, Look look) => text.Split('\n')
        .Max(l => Twips(FontMetrics.Width(l, look.Bold), look));

    private static int Twips(int thousandths, Look look) => (thousandths * look.HalfPoints / UsablePercent) + 1;

    private static void BreakLine(string text, int start, int end, bool bold, int room, List<Range> lines)
    {
        var space = FontMetrics.Width(new Rune(' '), bold);
        var lineStart = start;
        var lineEnd = start;
        var used = 0;
        foreach (var (from, to) in Pieces(text, start, end))
        {
            var width = FontMetrics.Width(text.AsSpan(from, to - from), bold);
            var joined = lineEnd == lineStart ? width : used + space + width;
            if (joined <= room)
            {
                (lineEnd, used) = (to, joined);
                continue;
            }

            if (lineEnd > lineStart)
            {
                lines.Add(lineStart..lineEnd);
            }

            (lineStart, lineEnd, used) = (from, to, width);
            if (width > room)
            {
                // Its last line is left as it is: an engine may have broken the piece at other places than we did.
                BreakPiece(text, from, to, bold, room, lines);
                (lineStart, lineEnd, used) = (to, to, 0);
                while (lineStart < end && text[lineStart] == ' ')
                {
                    lineStart = ++lineEnd;
                }
            }
        }

        if (lineEnd > lineStart || start == end)
        {
            lines.Add(lineStart..lineEnd);
        }
    }

    /// <summary>Words, together with the neighbours from which no engine parts them.</summary>
    private static IEnumerable<(int From, int To)> Pieces(string text, int start, int end)
    {
        var from = start;
        for (var i = start; i < end; i++)
        {
            var parts = text[i] == ' ' && i > from && i + 1 < end
                && !NeverLast.Contains(text[i - 1], StringComparison.Ordinal)
                && !NeverFirst.Contains(text[i + 1], StringComparison.Ordinal);
            if (parts)
            {
                yield return (from, i);
                from = i + 1;
            }
        }

        if (from < end)
        {
            yield return (from, end);
        }
    }

    /// <summary>
    /// A piece longer than a line. Letters and digits alone fill whole lines. With other characters between them an
    /// engine prefers to break there, perhaps early; still two following lines always hold more than one full line
    /// (else it would not have broken), so half lines are enough for any engine.
    /// </summary>
    private static void BreakPiece(string text, int from, int to, bool bold, int room, List<Range> lines)
    {
        var solid = true;
        foreach (var rune in text.AsSpan(from, to - from).EnumerateRunes())
        {
            solid &= Rune.IsLetterOrDigit(rune);
        }

        var limit = solid ? room : room / 2;
        var lineStart = from;
        var used = 0;
        for (var i = from; i < to;)
        {
            // A text that went through PlainText has whole surrogate pairs only.
            var rune = Rune.GetRuneAt(text, i);
            var width = FontMetrics.Width(rune, bold);
            if (used + width > limit && i > lineStart)
            {
                lines.Add(lineStart..i);
                (lineStart, used) = (i, 0);
            }

            used += width;
            i += rune.Utf16SequenceLength;
        }

        lines.Add(lineStart..to);
    }
}

using System.Text;
using System.Text.RegularExpressions;
using TeamEurope.Application.Briefings;

namespace TeamEurope.Infrastructure.Documents;

/// <summary>
/// Writes a briefing as GitHub-flavoured Markdown. Whatever a user typed stays text: no heading, link, picture, HTML or
/// table of theirs comes into being, and no address becomes a link by itself.
/// </summary>
public static partial class MarkdownWriter
{
    /// <summary>The file's text, with '\n' line ends.</summary>
    public static string Write(BriefingDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var markdown = new StringBuilder();
        Append(markdown, $"# {Inline(document.Title)}");
        Append(markdown, Lines(document.Subtitle));
        Append(markdown, Strong(document.HandlingMark));
        if (document.Blocks.OfType<Heading>().Any())
        {
            AppendContents(markdown, document);
        }

        var heading = 0;
        foreach (var block in document.Blocks)
        {
            Append(markdown, block switch
            {
                // Under the title, which is the only heading of the first level.
                Heading h => $"<a id=\"{Anchor(++heading)}\"></a>\n\n{new string('#', Level(h) + 1)} {Inline(h.Text)}",
                Paragraph { Tone: ParagraphTone.Strong } p => Strong(p.Text),
                Paragraph { Tone: ParagraphTone.Note } p => Quoted(p.Text),
                Paragraph p => Lines(p.Text),
                BulletList l => string.Join('\n', l.Items.Select(Item)),
                Table t => Table(t),
                _ => throw new NotSupportedException($"A briefing with a block of kind {block.GetType().Name} cannot be written.")
            });
        }

        return markdown.ToString();
    }

    private static void AppendContents(StringBuilder markdown, BriefingDocument document)
    {
        Append(markdown, Strong(document.ContentsTitle));
        var shallowest = document.Blocks.OfType<Heading>().Min(Level);
        var lines = new List<string>();
        // An item may stand only one level deeper than the one before it, else it would be a block of code.
        var depth = -1;
        foreach (var heading in document.Blocks.OfType<Heading>())
        {
            depth = Math.Min(Level(heading) - shallowest, depth + 1);
            lines.Add($"{new string(' ', depth * 2)}- [{Inline(heading.Text)}](#{Anchor(lines.Count + 1)})");
        }

        Append(markdown, string.Join('\n', lines));
    }

    private static string Table(Table table)
    {
        var count = Math.Max(table.Columns.Count, table.Rows.Select(r => r.Count).DefaultIfEmpty().Max());
        var caption = Strong(table.Caption);
        if (count == 0)
        {
            return caption;
        }

        var rows = new StringBuilder(caption.Length == 0 ? "" : caption + "\n\n");
        rows.Append(Row(table.Columns, count)).Append('\n').Append(string.Concat(Enumerable.Repeat("| --- ", count))).Append('|');
        foreach (var row in table.Rows)
        {
            rows.Append('\n').Append(Row(row, count));
        }

        return rows.ToString();
    }

    private static string Row(IReadOnlyList<string> cells, int count) => string.Concat(
        Enumerable.Range(0, count).Select(i => $"| {(i < cells.Count ? Joined(cells[i], "<br>") : "")} ")) + "|";

    private static string Item(string text) => $"- {Joined(text, "\\\n  ")}";

    private static string Quoted(string text) => LinesOf(text).Length == 0 ? "" : $"> {Joined(text, "\\\n> ")}";

    private static string Lines(string text) => Joined(text, "\\\n");

    private static string Strong(string text) =>
        string.Join("\\\n", LinesOf(text).Select(l => $"**{Escaped(l)}**"));

    private static string Inline(string text) => Escaped(PlainText.Line(text));

    /// <summary>The lines of a text, escaped and joined. None is empty, as an empty one would end the block that it stands in.</summary>
    private static string Joined(string text, string separator) => string.Join(separator, LinesOf(text).Select(Escaped));

    // Trimmed of no-break spaces as well: next to one, asterisks would not make a text bold.
    private static string[] LinesOf(string text) =>
        PlainText.Lines(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// One line, with a backslash before all that could be markup. Every such ASCII sign is escaped wherever it stands,
    /// as "where it has no effect" differs from reader to reader; only what begins a line is looked at by its place.
    /// </summary>
    private static string Escaped(string line)
    {
        var text = Signs().Replace(line, @"\$0");
        text = LineStart().Replace(text, @"\$0");
        text = OrderedItem().Replace(text, @"$1\$2");
        // Readers link bare addresses, and look for them after escapes are gone: only an invisible break parts them.
        return BareAddress().Replace(text, "$0<!-- -->");
    }

    private static int Level(Heading heading) => Math.Clamp(heading.Level, 1, 3);

    private static string Anchor(int number) => $"section-{number}";

    private static void Append(StringBuilder markdown, string block)
    {
        if (block.Length > 0)
        {
            markdown.Append(markdown.Length == 0 ? "" : "\n").Append(block).Append('\n');
        }
    }

    [GeneratedRegex(@"[\\`*_{}\[\]<>#|~&!$]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^[-+=:]")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"^(\d+)([.)])")]
    private static partial Regex OrderedItem();

    // GFM's extended autolinks (scheme:, www., e-mail), GitHub's mentions and its :names: of pictures.
    [GeneratedRegex(@"@|:(?=[A-Za-z+/-])|\bwww(?=\.)", RegexOptions.IgnoreCase)]
    private static partial Regex BareAddress();
}

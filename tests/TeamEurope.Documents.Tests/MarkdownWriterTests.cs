using System.Text.RegularExpressions;
using TeamEurope.Application.Briefings;
using TeamEurope.Infrastructure.Documents;

namespace TeamEurope.Documents.Tests;

public sealed partial class MarkdownWriterTests
{
    [Fact]
    public void A_briefing_reads_as_it_should()
    {
        var briefing = Samples.Of(
            new Heading(1, "Tunisia"),
            new Paragraph("First line\r\nsecond line"),
            new Paragraph("Mind this", ParagraphTone.Strong),
            new BulletList(["one", "two"]),
            new Heading(2, "Ledger"),
            new Table("Asks and offers", ["Ask", "Offer"], [["Readmission", "Training\nfor 200"], ["Border"]]),
            new Paragraph("A source", ParagraphTone.Note));
        MarkdownWriter.Write(briefing).ShouldBe("""
            # Briefing for the meeting of MOCADEM

            3 December 2026 · for all delegations

            **LIMITE**

            **Contents**

            - [Tunisia](#section-1)
              - [Ledger](#section-2)

            <a id="section-1"></a>

            ## Tunisia

            First line\
            second line

            **Mind this**

            - one
            - two

            <a id="section-2"></a>

            ### Ledger

            **Asks and offers**

            | Ask | Offer |
            | --- | --- |
            | Readmission | Training<br>for 200 |
            | Border |  |

            > A source

            """);
    }

    [Theory]
    [InlineData("# heading", @"\# heading")]
    [InlineData("a\n===", "a\\\n\\===")]
    [InlineData("a\n---", "a\\\n\\---")]
    [InlineData("- item", @"\- item")]
    [InlineData("+ item", @"\+ item")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("12) item", @"12\) item")]
    [InlineData("> quote", @"\> quote")]
    [InlineData("    code", "code")]
    [InlineData("```\ncode\n```", "\\`\\`\\`\\\ncode\\\n\\`\\`\\`")]
    [InlineData("~~gone~~ *i* _i_", @"\~\~gone\~\~ \*i\* \_i\_")]
    [InlineData("a\n\n# b", "a\\\n\\# b")]
    [InlineData("[x](javascript:alert)", @"\[x\](javascript:<!-- -->alert)")]
    [InlineData("![x](//evil)", @"\!\[x\](//evil)")]
    [InlineData("<script>&lt;</script>", @"\<script\>\&lt;\</script\>")]
    [InlineData("https://evil.example", "https:<!-- -->//evil.example")]
    [InlineData("WWW.evil.example", "WWW<!-- -->.evil.example")]
    [InlineData("me@evil.example", "me@<!-- -->evil.example")]
    [InlineData("at 12:30, Monday: talks", "at 12:30, Monday: talks")]
    [InlineData("a|b", @"a\|b")]
    [InlineData(@"a\", @"a\\")]
    [InlineData("a\\\nb", "a\\\\\\\nb")]
    [InlineData("$x$ :tada:", @"\$x\$ :<!-- -->tada:")]
    public void What_a_user_typed_stays_text(string typed, string written) =>
        Written(new Paragraph(typed)).ShouldBe(written);

    [Fact]
    public void A_cell_cannot_leave_its_row() => Written(new Table("", ["A", "B"], [["x | y\n| z |", @"\|"], ["# h", "<b>"]]))
        .ShouldBe("""
            | A | B |
            | --- | --- |
            | x \| y<br>\| z \| | \\\| |
            | \# h | \<b\> |
            """);

    [Fact]
    public void An_item_a_note_and_a_heading_cannot_leave_their_block()
    {
        Written(new BulletList(["a\n\n# b\n- c"])).ShouldBe("- a\\\n  \\# b\\\n  \\- c");
        Written(new Paragraph("a\n\n# b", ParagraphTone.Note)).ShouldBe("> a\\\n> \\# b");
        Written(new Paragraph("\u00A0a ", ParagraphTone.Strong)).ShouldBe("**a**");
        Written(new Paragraph("a\n# b", ParagraphTone.Strong)).ShouldBe("**a**\\\n**\\# b**");
        MarkdownWriter.Write(Samples.Of(new Heading(2, "a\n# b](x)"))).ShouldEndWith("### a \\# b\\](x)\n");
    }

    [Fact]
    public void A_list_of_contents_never_jumps_a_level() => MarkdownWriter
        .Write(Samples.Of(new Heading(2, "a"), new Heading(3, "b"), new Heading(1, "c"), new Heading(3, "d")))
        .ShouldContain("  - [a](#section-1)\n".TrimStart() + "  - [b](#section-2)\n- [c](#section-3)\n  - [d](#section-4)\n");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Only_the_briefing_s_own_headings_are_headings(int seed)
    {
        var briefing = Samples.Random(seed, 80);
        var lines = MarkdownWriter.Write(briefing).Split('\n');
        lines.Count(l => HeadingLine().IsMatch(l)).ShouldBe(1 + briefing.Blocks.OfType<Heading>().Count());
        MarkdownWriter.Write(briefing).ShouldBe(MarkdownWriter.Write(Samples.Random(seed, 80)));
    }

    private static string Written(Block block)
    {
        var before = MarkdownWriter.Write(Samples.Of());
        var all = MarkdownWriter.Write(Samples.Of(block));
        all.ShouldStartWith(before);
        return all[before.Length..].Trim('\n');
    }

    [GeneratedRegex(@"^\s{0,3}#{1,6}(\s|$)")]
    private static partial Regex HeadingLine();
}

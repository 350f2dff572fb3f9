using System.Text;
using TeamEurope.Application.Briefings;

namespace TeamEurope.Documents.Tests;

/// <summary>Briefings to write. Every heading begins with a mark of its own (§1§), by which it is found on a page.</summary>
internal static class Samples
{
    private const string Prose = "The Member States negotiate readmission and legal pathways side by side; without a common line "
        + "the partner receives five offers for one request, and the Union's own agreement loses its weight at the table. ";

    public static BriefingDocument Of(params Block[] blocks) => new(
        "Briefing for the meeting of MOCADEM",
        "3 December 2026 · for all delegations",
        "LIMITE",
        "en",
        "Contents",
        "Page {0} of {1}",
        blocks);

    public static BriefingDocument Short() => Marked(
    [
        new Heading(1, "Tunisia"),
        new Paragraph(Prose),
        new Paragraph("Two initiatives collide before the month ends.", ParagraphTone.Strong),
        new Heading(2, "What is asked and offered"),
        new BulletList(["Readmission of own nationals", "Visa facilitation for students,\nfrom January on", Prose]),
        new Table("Ledger", ["Country", "Asks", "Offers", "EUR"], [["Tunisia", "Readmission", "Training", "12 000 000"], ["Libya", "—", Prose, "450 000"]]),
        new Paragraph("Source: the register, as of today.", ParagraphTone.Note),
        new Heading(3, "Side effects"),
        new Paragraph(Prose + Prose)
    ]);

    /// <summary>Sixty partner countries, each with its matrix: the size of a full briefing.</summary>
    public static BriefingDocument SixtyCountries()
    {
        var tenants = new[] { "NL", "DE", "FR", "IT", "ES", "BE", "DK", "AT", "SE", "PL", "EL", "MT", "CY", "EU" };
        var blocks = new List<Block>
        {
            new Heading(1, "Overview"),
            new Paragraph(Prose),
            new Table(
                "Who is active where",
                ["Country", .. tenants],
                Enumerable.Range(1, 60).Select(i => (IReadOnlyList<string>)[$"Partner country {i}", .. tenants.Select((_, t) => i * t % 5 == 0 ? "●" : "")]).ToList())
        };
        for (var i = 1; i <= 60; i++)
        {
            blocks.Add(new Heading(1, $"Partner country {i}"));
            blocks.Add(new Paragraph(Prose));
            blocks.Add(new Heading(2, "Initiatives"));
            blocks.Add(new Table(
                $"Initiatives with partner country {i}",
                ["Reference", "Title", "Owner", "Stage", "Instruments", "EUR"],
                Enumerable.Range(1, 1 + (i * 7 % 19)).Select(r => (IReadOnlyList<string>)
                    [$"TE-{i:000}-{r:000}", Prose[..(20 + (r * i * 13 % 170))], tenants[r % 14], "Negotiating", "Readmission; training", $"{r * 1250} 000"]).ToList()));
            blocks.Add(new Heading(2, "Warnings"));
            blocks.Add(new BulletList([.. Enumerable.Range(1, i % 6).Select(r => Prose[..(40 + (r * 25))])]));
            blocks.Add(new Heading(3, "Reservations"));
            blocks.Add(new Paragraph(Prose, ParagraphTone.Note));
        }

        return Marked(blocks);
    }

    /// <summary>Texts far longer than a page wherever a text may stand.</summary>
    public static BriefingDocument VeryLong()
    {
        var text = string.Concat(Enumerable.Repeat(Prose, 60));
        var solid = new string('w', 3000);
        var address = "https://example.eu/" + string.Concat(Enumerable.Repeat("return-and-readmission/2026/", 60));
        return Marked(
        [
            new Heading(1, text[..700]),
            new Paragraph(text),
            new Heading(2, solid[..500]),
            new BulletList([text, solid, address]),
            new Heading(2, "A table of long cells"),
            new Table(text[..900], ["Short", text[..2000], "Address"], [["a", text, address], [solid, "b", text], ["1", "2", "3"]]),
            new Heading(3, "Long words in narrow columns"),
            new Table("Narrow", [.. Enumerable.Range(1, 11).Select(i => $"Column {i}")], [[.. Enumerable.Range(1, 11).Select(i => i % 2 == 0 ? solid[..200] : address[..300])]]),
            new Heading(1, "Empty"),
            new Table("Nothing found", ["Country", "Finding"], []),
            new Table("", ["No", "caption"], [["1"], ["1", "2", "3"]]),
            new Table("No columns", [], []),
            new BulletList([]),
            new Paragraph(""),
            new Heading(2, "After the empty ones"),
            .. Enumerable.Range(1, 70).Select(i => new Heading((i % 3) + 1, $"One of many headings, {i}"))
        ]);
    }

    /// <summary>Random blocks with text of every script and every habit of punctuation; the same for the same seed.</summary>
    public static BriefingDocument Random(int seed, int blocks)
    {
        var random = new Random(seed);
        return Marked([.. Enumerable.Range(0, blocks).Select(_ => RandomBlock(random))]);
    }

    private static Block RandomBlock(Random random) => random.Next(10) switch
    {
        <= 2 => new Heading(random.Next(1, 4), RandomText(random, 12)),
        <= 5 => new Paragraph(RandomText(random, 180), (ParagraphTone)random.Next(3)),
        <= 7 => new BulletList([.. Enumerable.Range(0, random.Next(8)).Select(_ => RandomText(random, 40))]),
        _ => RandomTable(random)
    };

    private static Table RandomTable(Random random)
    {
        var columns = random.Next(1, 18);
        return new Table(
            RandomText(random, 8),
            [.. Enumerable.Range(0, columns).Select(_ => RandomText(random, 3))],
            [.. Enumerable.Range(0, random.Next(30)).Select(_ => (IReadOnlyList<string>)[.. Enumerable.Range(0, columns).Select(_ => RandomText(random, random.Next(15) == 0 ? 60 : 6))])]);
    }

    private static string RandomText(Random random, int words)
    {
        string[] pieces =
        [
            "return", "readmission", "Mitgliedstaaten", "l’initiative", "« mesure »", "Attention !", "coördinatie", "(Member State)",
            "Συμφωνία", "επανεισδοχής", "Споразумение", "реадмисия", "اتفاق", "الهجرة", "移民协议", "🇪🇺", "naïve", "Łódź", "a/b", "–", "—", "x",
            "well-known-and-long-hyphenated-expression", "https://example.eu/a?b=c&d=[e]#f", "WWWWWWWWWWWWWWWWWWWW", "1 000 000,50", "%", "…",
            "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "\n", "\t", "100 %", "\"quoted\"", "“quoted”", "Donaudampfschifffahrtsgesellschaftskapitän", "?"
        ];
        var text = new StringBuilder();
        for (var i = random.Next(1, words + 1); i > 0; i--)
        {
            text.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(40) == 0 ? "" : " ");
        }

        return text.ToString();
    }

    private static BriefingDocument Marked(IReadOnlyList<Block> blocks)
    {
        var number = 0;
        return Of([.. blocks.Select(b => b is Heading h ? h with { Text = $"§{++number}§ {h.Text}" } : b)]);
    }
}

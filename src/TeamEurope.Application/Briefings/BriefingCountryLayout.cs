using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Briefings;

/// <summary>A country's part of a briefing.</summary>
internal sealed class BriefingCountryLayout(
    BriefingTexts texts, IReferenceNames words, BriefingTables tables, BriefingFootnotes footnotes, ReferenceData reference)
{
    public IEnumerable<Block> LayOut(BriefingCountry country, BriefingContent content) =>
    [
        new Heading(1, footnotes.Mark(country.Country, country.Name)),
        .. Ring(country),
        .. content.Notes.Where(n => n.Country == country.Country).Select(n => new Paragraph(n.Text)),
        .. content.LeftOut.Count == 0 && country.Initiatives.Count + country.OpenAlerts.Count == 0
            ? [new Paragraph(texts["None"])]
            : Sections(country, content.LeftOut).Where(s => !content.LeftOut.Contains(s.Key)).SelectMany(s => s.Blocks),
        .. footnotes.Take()
    ];

    private static readonly Block[] Nothing = [];

    private IEnumerable<(string Key, IEnumerable<Block> Blocks)> Sections(BriefingCountry country, IReadOnlyList<string> leftOut) =>
    [
        (BriefingSections.Initiatives, [new Heading(2, texts["Initiatives"]), .. Initiatives(country)]),
        (BriefingSections.Matrix, [new Heading(2, texts["Matrix"]), .. Matrix(country)]),
        (BriefingSections.Asked, [new Heading(2, texts["Asked"]), .. Ledger(country.Asked), .. leftOut.Contains(BriefingSections.Offered) ? AmountsNote(country.Asked) : Nothing]),
        (BriefingSections.Offered, [new Heading(2, texts["Offered"]), .. Ledger(country.Offered), .. AmountsNote([.. country.Asked, .. country.Offered])]),
        (BriefingSections.Warnings, [new Heading(2, texts["Warnings"]), .. Warnings(country)]),
        (BriefingSections.Opportunities, [new Heading(2, texts["Opportunities"]), .. Opportunities(country)]),
        (BriefingSections.Changes,
        [
            new Heading(2, texts["Changes"]),
            .. tables.OrNone(["On", "Reference", "What"], country.UpcomingChanges, c => [texts.Date(c.On), c.Reference, c.What])
        ]),
        (BriefingSections.Surprises, [new Heading(2, texts["Surprises"]), .. Surprises(country)])
    ];

    private IEnumerable<Block> Ring(BriefingCountry country) => country.Ring is { } ring
        ? [new Paragraph(texts.Format("RingLine", ring, country.RingName)), new Paragraph(country.CoordinationRule, ParagraphTone.Strong)]
        : [new Paragraph(country.CoordinationRule, ParagraphTone.Strong)];

    private IEnumerable<Block> Initiatives(BriefingCountry country) => tables.OrNone(
        ["Reference", "Owner", "InitiativeTitle", "Level", "Form", "Stage"],
        country.Initiatives,
        i => [i.Reference, i.Owner, i.Title, texts.Word("InitiativeLevel", i.Level), texts.Word("Form", i.Form), texts.Word("Stage", i.Stage)]);

    /// <summary>A row for each tenant, a column for each goal that somebody is active with.</summary>
    private IEnumerable<Block> Matrix(BriefingCountry country)
    {
        if (country.Matrix.Count == 0)
        {
            return [new Paragraph(texts["None"])];
        }

        var goals = reference.Goals.Where(g => country.Matrix.Any(a => a.Goal == g.Code)).ToList();
        var rows = country.Matrix.GroupBy(a => a.Tenant).Select(tenant => (IReadOnlyList<string>)
        [
            tenant.Key,
            .. goals.Select(g => string.Join(", ", tenant.Where(a => a.Goal == g.Code).SelectMany(a => a.References)))
        ]);
        return [new Table("", [texts["Column_Tenant"], .. goals.Select(g => words.Goal(g.Code, texts.Language))], [.. rows])];
    }

    private IEnumerable<Block> Ledger(IReadOnlyList<BriefingLedgerLine> lines) => tables.OrNone(
        ["Instrument", "Tenants", "Amount", "References"],
        lines,
        l => [words.Instrument(l.Instrument, texts.Language), string.Join(", ", l.Tenants), texts.Amount(l.AmountEur), string.Join(", ", l.References)]);

    /// <summary>Once, under the last of the two ledgers.</summary>
    private Block[] AmountsNote(IEnumerable<BriefingLedgerLine> lines) =>
        lines.Any(l => l.AmountEur is not null) ? [new Paragraph(texts["AmountsNote"], ParagraphTone.Note)] : Nothing;

    private IEnumerable<Block> Warnings(BriefingCountry country) =>
    [
        .. tables.OrNone(
            ["AlertLevel", "References", "Reason", "Status"],
            country.OpenAlerts.Where(a => !BriefingLayout.IsOpportunity(a)).ToList(),
            a => [texts.Word("Level", a.Level), string.Join(", ", a.References), a.Reason, texts.Word("Status", a.Status)]),
        .. BriefingLayout.LawyersNote(country.OpenAlerts, texts)
    ];

    private IEnumerable<Block> Opportunities(BriefingCountry country) => tables.OrNone(
        ["References", "Reason"],
        country.OpenAlerts.Where(BriefingLayout.IsOpportunity).ToList(),
        a => [string.Join(", ", a.References), a.Reason]);

    private IEnumerable<Block> Surprises(BriefingCountry country) => tables.OrNone(
        ["Reference", "NegotiatingSince", "SurprisedTenants"],
        country.Surprises,
        s => [s.Reference, texts.Date(s.NegotiatingSince), string.Join(", ", s.Tenants)]);
}

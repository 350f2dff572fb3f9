using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Briefings;

/// <summary>Lays a briefing's content out as a document. Every word of it comes from the resources or the reference data.</summary>
public sealed class BriefingLayout(ICountryNames names, IReferenceNames words, ReferenceData reference)
{
    public BriefingDocument LayOut(BriefingContent whole, string language)
    {
        var content = whole.ToPrinted();
        var texts = BriefingTexts.In(language);
        var footnotes = new BriefingFootnotes(names, words, language);
        var tables = new BriefingTables(texts);
        var country = new BriefingCountryLayout(texts, words, tables, footnotes, reference);
        var audience = content.Audience.Count > 0 ? string.Join(", ", content.Audience) : texts["EveryTenant"];
        return new BriefingDocument(
            texts["Title"],
            texts.Format("Subtitle", content.Meeting, texts.Date(content.Date), audience),
            content.Handling,
            language,
            texts["Contents"],
            texts["PageLabel"],
            [
                .. Overview(content, texts, tables, footnotes),
                .. content.LeftOut.Contains(BriefingSections.Resolved) ? [] : Resolved(content, texts, tables, footnotes),
                .. content.Countries.SelectMany(c => country.LayOut(c, content))
            ]);
    }

    private static readonly Block[] Nothing = [];

    private static IEnumerable<Block> Overview(BriefingContent content, BriefingTexts texts, BriefingTables tables, BriefingFootnotes footnotes) =>
    [
        new Heading(1, texts["Overview"]),
        .. content.Introduction is { } introduction ? [new Paragraph(introduction)] : Nothing,
        new Paragraph(texts.Format("Basis", texts.Date(content.AsOf))),
        .. content.Abridged ? [new Paragraph(texts["Abridged"])] : Nothing,
        .. BriefingOverview.Of(content, texts, tables, footnotes),
        .. footnotes.Take(),
        new Paragraph(texts["NotClassified"], ParagraphTone.Note)
    ];

    private static IEnumerable<Block> Resolved(BriefingContent content, BriefingTexts texts, BriefingTables tables, BriefingFootnotes footnotes) =>
    [
        new Heading(1, texts["Resolved"]),
        content.LastMeetingOn is { } day
            ? new Paragraph(texts.Format("LastMeeting", texts.Date(day)))
            : new Paragraph(texts["NoLastMeeting"]),
        .. content.LastMeetingOn is null
            ? []
            : tables.OrNone(
                ["ResolvedOn", "Countries", "References", "Reason", "Resolution"],
                content.ResolvedSinceLastMeeting,
                a =>
                [
                    a.ResolvedOn is { } on ? texts.Date(on) : "",
                    string.Join(", ", a.Countries.Select(footnotes.NameOf)),
                    string.Join(", ", a.References),
                    a.Reason,
                    a.Resolution is { } resolution ? texts.Word("Resolution", resolution) : ""
                ]),
        .. LawyersNote(content.ResolvedSinceLastMeeting, texts),
        .. footnotes.Take()
    ];

    internal static bool IsOpportunity(BriefingAlert alert) => alert.Level == nameof(AlertLevel.Opportunity);

    /// <summary>Where competences are touched, the system warns and does not judge.</summary>
    internal static IEnumerable<Block> LawyersNote(IEnumerable<BriefingAlert> alerts, BriefingTexts texts) =>
        alerts.Any(a => a.Rule == RuleNames.EuPrecedence) ? [new Paragraph(texts["LawyersNote"], ParagraphTone.Note)] : [];
}

/// <summary>Tables with the headings of the resources.</summary>
internal sealed class BriefingTables(BriefingTexts texts)
{
    /// <summary>The table; where it would be empty, the words that say so.</summary>
    public IEnumerable<Block> OrNone<T>(IReadOnlyList<string> columns, IReadOnlyCollection<T> items, Func<T, IReadOnlyList<string>> toRow) =>
        items.Count == 0
            ? [new Paragraph(texts["None"])]
            : [new Table("", [.. columns.Select(c => texts[$"Column_{c}"])], [.. items.Select(toRow)])];
}

using TeamEurope.Contracts;

namespace TeamEurope.Application.Briefings;

/// <summary>A briefing's countries at a glance. What is left out of the sections is not counted either.</summary>
internal static class BriefingOverview
{
    private sealed record Column(string Key, string? Section, Func<BriefingCountry, string> ToCell);

    public static IEnumerable<Block> Of(BriefingContent content, BriefingTexts texts, BriefingTables tables, BriefingFootnotes footnotes)
    {
        Column[] all =
        [
            new("Country", null, c => footnotes.Mark(c.Country, c.Name)),
            new("Ring", null, c => c.Ring is { } ring ? texts.Number(ring) : texts["NoRing"]),
            new("Initiatives", BriefingSections.Initiatives, c => texts.Number(c.Initiatives.Count)),
            new("Tenants", BriefingSections.Matrix, c => texts.Number(c.Matrix.Select(a => a.Tenant).Distinct().Count())),
            new("Warnings", BriefingSections.Warnings, c => texts.Number(WarningsOf(c).Count())),
            new("HighestLevel", BriefingSections.Warnings, c => WarningsOf(c).FirstOrDefault() is { } highest ? texts.Word("Level", highest.Level) : ""),
            new("Opportunities", BriefingSections.Opportunities, c => texts.Number(c.OpenAlerts.Count(BriefingLayout.IsOpportunity))),
            new("Changes", BriefingSections.Changes, c => texts.Number(c.UpcomingChanges.Count)),
            new("Surprises", BriefingSections.Surprises, c => texts.Number(c.Surprises.Count))
        ];
        var shown = all.Where(c => c.Section is null || !content.LeftOut.Contains(c.Section)).ToList();
        return tables.OrNone([.. shown.Select(c => c.Key)], content.Countries, country => [.. shown.Select(c => c.ToCell(country))]);
    }

    private static IEnumerable<BriefingAlert> WarningsOf(BriefingCountry country) => country.OpenAlerts.Where(a => !BriefingLayout.IsOpportunity(a));
}

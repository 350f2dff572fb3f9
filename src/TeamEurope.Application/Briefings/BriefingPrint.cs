using TeamEurope.Contracts;

namespace TeamEurope.Application.Briefings;

/// <summary>What of a briefing is shown: its content without what its composer leaves out, or what may be seen no more.</summary>
public static class BriefingPrint
{
    /// <summary>Sections left out stay named, so that their emptiness is not read as "none"; other things left out do not.</summary>
    public static BriefingContent ToPrinted(this BriefingContent content)
    {
        var leftOut = content.LeftOut.ToHashSet();
        var printed = content.Without(leftOut);
        return printed with
        {
            Notes = [.. content.Notes.Where(n => printed.Countries.Any(c => c.Country == n.Country))],
            LeftOut = [.. BriefingSections.All.Where(leftOut.Contains)]
        };
    }

    /// <summary>Without these sections, initiatives and alerts, and without what names them.</summary>
    public static BriefingContent Without(this BriefingContent content, HashSet<string> leftOut) => content with
    {
        Countries = [.. content.Countries.Select(c => Without(c, leftOut))],
        ResolvedSinceLastMeeting = Shown(BriefingSections.Resolved, content.ResolvedSinceLastMeeting.Where(a => IsShown(a, leftOut)), leftOut),
        LeftOut = [.. content.LeftOut.Where(key => !key.Split(' ').Any(leftOut.Contains))]
    };

    /// <summary>All initiatives that are named anywhere in it, by their references.</summary>
    public static IEnumerable<string> References(this BriefingContent content) => content.Countries
        .SelectMany(c => c.Initiatives.Select(i => i.Reference)
            .Concat(c.Matrix.SelectMany(a => a.References))
            .Concat(c.Asked.Concat(c.Offered).SelectMany(l => l.References))
            .Concat(c.OpenAlerts.SelectMany(a => a.References))
            .Concat(c.UpcomingChanges.Select(u => u.Reference))
            .Concat(c.Surprises.Select(s => s.Reference)))
        .Concat(content.ResolvedSinceLastMeeting.SelectMany(a => a.References));

    private static BriefingCountry Without(BriefingCountry country, HashSet<string> leftOut) => country with
    {
        Initiatives = Shown(BriefingSections.Initiatives, country.Initiatives.Where(i => !leftOut.Contains(i.Reference)), leftOut),
        Matrix = Shown(BriefingSections.Matrix, MatrixOf(country, leftOut), leftOut),
        Asked = Shown(BriefingSections.Asked, LinesOf(country, country.Asked, leftOut), leftOut),
        Offered = Shown(BriefingSections.Offered, LinesOf(country, country.Offered, leftOut), leftOut),
        OpenAlerts = [.. country.OpenAlerts.Where(a => IsShown(a, leftOut) && !leftOut.Contains(SectionOf(a)))],
        UpcomingChanges = Shown(BriefingSections.Changes, country.UpcomingChanges.Where(c => !leftOut.Contains(c.Reference)), leftOut),
        Surprises = Shown(BriefingSections.Surprises, country.Surprises.Where(s => !leftOut.Contains(s.Reference)), leftOut)
    };

    private static T[] Shown<T>(string section, IEnumerable<T> items, HashSet<string> leftOut) => leftOut.Contains(section) ? [] : [.. items];

    private static string SectionOf(BriefingAlert alert) =>
        BriefingLayout.IsOpportunity(alert) ? BriefingSections.Opportunities : BriefingSections.Warnings;

    /// <summary>An alert goes with each of its initiatives.</summary>
    private static bool IsShown(BriefingAlert alert, HashSet<string> leftOut) =>
        !leftOut.Contains(alert.Key) && !alert.References.Any(leftOut.Contains);

    private static IEnumerable<BriefingActivity> MatrixOf(BriefingCountry country, HashSet<string> leftOut) => country.Matrix
        .Select(a => a with { References = [.. a.References.Where(r => !leftOut.Contains(r))] })
        .Where(a => a.References.Count > 0);

    /// <summary>A line that lost an initiative keeps the tenants behind the others, and no amount: the sum held what is left out.</summary>
    private static IEnumerable<BriefingLedgerLine> LinesOf(BriefingCountry country, IReadOnlyList<BriefingLedgerLine> lines, HashSet<string> leftOut) =>
        from line in lines
        let references = line.References.Where(r => !leftOut.Contains(r)).ToArray()
        where references.Length > 0
        select references.Length == line.References.Count
            ? line
            : line with
            {
                References = references,
                AmountEur = null,
                Tenants = [.. line.Tenants.Where(t => country.Matrix.Any(a => a.Tenant == t && a.References.Any(references.Contains)))]
            };
}

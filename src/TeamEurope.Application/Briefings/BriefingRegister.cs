using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Meetings;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Briefings;

/// <summary>An initiative as a briefing needs it: no summary, no texts but the title.</summary>
public sealed record SeenInitiative(
    Guid Id, string Reference, string Owner, string Title, InitiativeLevel Level, InitiativeForm Form, Stage Stage, bool IsPublic,
    IReadOnlyList<string> Participants, IReadOnlyCollection<string> Countries, IReadOnlyList<Measure> Measures,
    DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? NegotiatingSince, DateOnly? AnnouncedOn, DateOnly RegisteredOn)
{
    /// <summary>Its owner and all who take part, each once, by code.</summary>
    public IReadOnlyList<string> Parties => [.. Participants.Append(Owner).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>What of the register the readers of a briefing may all see.</summary>
public sealed class BriefingRegister(ITeamEuropeDb db, ReferenceData reference)
{
    private const int LookUpSize = 500;
    private static readonly Stage[] Live = [Stage.Exploratory, Stage.Negotiating, Stage.Agreed, Stage.InForce];
    private static readonly Stage[] Shown = [.. Live, Stage.Paused, Stage.Suspended];

    /// <summary>
    /// The countries behind an agenda, by code: those named; those of a ring that a live initiative reaches; for a theme
    /// those that a live initiative with a measure of that goal reaches directly.
    /// </summary>
    public async Task<IReadOnlyList<string>> CountriesOfAsync(
        IReadOnlyList<AgendaPoint> agenda, BriefingReaders readers, DateOnly asOf, CancellationToken cancellationToken)
    {
        var countries = new SortedSet<string>(agenda.Select(p => p.Country).OfType<string>(), StringComparer.Ordinal);
        var numbers = agenda.Select(p => p.Ring).OfType<int>().ToHashSet();
        var ofRings = reference.Rings.Where(r => numbers.Contains(r.Number)).SelectMany(r => r.Countries).ToHashSet();
        var live = readers.Visible(db.Initiatives.AsNoTracking()).Where(i => Live.Contains(i.Stage));
        if (ofRings.Count > 0)
        {
            var codes = reference.CodesReaching(ofRings);
            await foreach (var partners in PartnersAsync(live.Where(i => i.Partners.Any(p => codes.Contains(p.Code))), asOf, cancellationToken))
            {
                countries.UnionWith(reference.ReachOf(partners).Keys.Where(ofRings.Contains));
            }
        }

        var themes = agenda.Select(p => p.Theme).OfType<string>().Distinct().ToList();
        if (themes.Count > 0)
        {
            await foreach (var partners in PartnersAsync(live.Where(i => i.Instruments.Any(n => themes.Contains(n.Goal))), asOf, cancellationToken))
            {
                countries.UnionWith(partners.Where(reference.IsCountry));
            }
        }

        return [.. countries];
    }

    /// <summary>What reaches these countries, directly or regionally, and is live, paused or suspended; by reference.</summary>
    public async Task<List<SeenInitiative>> ReachingAsync(
        IReadOnlyCollection<string> countries, BriefingReaders readers, DateOnly asOf, CancellationToken cancellationToken)
    {
        var (codes, wanted) = (reference.CodesReaching(countries), countries.ToHashSet());
        var found = readers.Visible(db.Initiatives.AsNoTracking())
            .Where(i => Shown.Contains(i.Stage) && i.Partners.Any(p => codes.Contains(p.Code)))
            .Select(i => new { i.Id, i.Reference, i.Owner, i.Stage, i.NegotiatingSince, i.RegisteredAt, i.Content });
        var seen = new List<SeenInitiative>();
        await foreach (var row in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var content = row.Content;
            if (!HasEnded(content, asOf))
            {
                seen.Add(new SeenInitiative(
                    row.Id, row.Reference, row.Owner, content.Title, content.Level, content.Form, row.Stage,
                    content is { Handling: HandlingMark.PUBLIC, Visibility: Visibility.Public },
                    content.Participants, reference.ReachOf(content.Partners).Keys.Where(wanted.Contains).ToHashSet(), content.Measures,
                    content.StartsOn, content.EndsOn, row.NegotiatingSince, content.AnnouncedOn, DateOnly.FromDateTime(row.RegisteredAt.UtcDateTime)));
            }
        }

        return [.. seen.OrderBy(i => i.Reference, StringComparer.Ordinal)];
    }

    /// <summary>The references and owners of those among these initiatives that all readers may see; the others are not in the answer.</summary>
    public async Task<Dictionary<Guid, (string Reference, string Owner)>> NamesOfAsync(
        IEnumerable<Guid> initiatives, BriefingReaders readers, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, (string, string)>();
        foreach (var ids in initiatives.Distinct().Chunk(LookUpSize))
        {
            var rows = await readers.Visible(db.Initiatives.AsNoTracking()).Where(i => ids.Contains(i.Id))
                .Select(i => new { i.Id, i.Reference, i.Owner }).ToListAsync(cancellationToken);
            rows.ForEach(r => names[r.Id] = (r.Reference, r.Owner));
        }

        return names;
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> PartnersAsync(
        IQueryable<Initiative> initiatives, DateOnly asOf, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var content in initiatives.Select(i => i.Content).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!HasEnded(content, asOf))
            {
                yield return content.Partners;
            }
        }
    }

    private static bool HasEnded(InitiativeContent content, DateOnly asOf) => content.EndsOn < asOf;
}

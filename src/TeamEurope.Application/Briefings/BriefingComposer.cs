using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Meetings;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Briefings;

/// <summary>
/// Composes a meeting's briefing: for each country of the agenda what every reader may see. The same register on the same day
/// gives the same briefing.
/// </summary>
public sealed class BriefingComposer(
    ITeamEuropeDb db, BriefingRegister register, BriefingAlerts alerts, ICountryNames names, IReferenceNames words, ReferenceData reference,
    TimeProvider clock)
{
    public async Task<BriefingContent> ComposeAsync(
        Meeting meeting, BriefingReaders readers, string language, CancellationToken cancellationToken)
    {
        // load
        var (texts, asOf) = (BriefingTexts.In(language), clock.Today());
        var countries = await register.CountriesOfAsync(meeting.Agenda, readers, asOf, cancellationToken);
        var initiatives = await register.ReachingAsync(countries, readers, asOf, cancellationToken);
        var standing = await alerts.StandingAsync(countries, readers, texts, cancellationToken);
        var lastMeeting = await db.Meetings.Where(m => m.Date < meeting.Date).OrderByDescending(m => m.Date)
            .Select(m => (DateOnly?)m.Date).FirstOrDefaultAsync(cancellationToken);
        var resolved = lastMeeting is { } day
            ? await alerts.ResolvedSinceAsync(day, countries, readers, texts, cancellationToken)
            : [];

        // compose
        var ledger = new BriefingLedger(reference, asOf);
        var forewarned = readers.AreEverybody ? MemberStates() : readers.Audience;
        var parts = countries.Select(country =>
        {
            var here = initiatives.Where(i => i.Countries.Contains(country)).ToList();
            var live = here.Where(i => i.Stage.IsLive).ToList();
            var ring = reference.RingOf(country);
            return new BriefingCountry
            {
                Country = country,
                Name = names.NameOf(country, language),
                Ring = ring?.Number,
                RingName = ring is null ? null : words.Ring(ring.Number, language),
                CoordinationRule = ring is null ? texts["OutsideRings"] : words.RingRule(ring.Number, language),
                Initiatives = [.. here.Select(ToView)],
                Matrix = ledger.MatrixOf(live),
                Asked = ledger.LinesOf(live, Direction.Ask),
                Offered = ledger.LinesOf(live, Direction.Offer),
                OpenAlerts = [.. standing.Where(a => a.Countries.Contains(country))],
                UpcomingChanges = BriefingDates.UpcomingOf(here, asOf, texts),
                Surprises = BriefingDates.SurprisesOf(here, forewarned)
            };
        }).ToArray();
        return new BriefingContent(meeting.Title, meeting.Date, readers.Audience, asOf, parts, resolved, lastMeeting)
        {
            Handling = HandlingOf(initiatives, standing.Count + resolved.Count)
        };
    }

    /// <summary>PUBLIC only where everything in it is: alerts are the tenants' own matter and never public.</summary>
    private static string HandlingOf(List<SeenInitiative> initiatives, int alerts) =>
        (initiatives.Count > 0 && alerts == 0 && initiatives.TrueForAll(i => i.IsPublic)
            ? Domain.Initiatives.HandlingMark.PUBLIC
            : Domain.Initiatives.HandlingMark.LIMITE).ToString();

    private string[] MemberStates() =>
        [.. reference.Tenants.Values.Where(t => t.Kind == "member-state").Select(t => t.Code).Order(StringComparer.Ordinal)];

    private static BriefingInitiative ToView(SeenInitiative i) =>
        new(i.Reference, i.Owner, i.Title, i.Level.ToString(), i.Form.ToString(), i.Stage.ToString());
}

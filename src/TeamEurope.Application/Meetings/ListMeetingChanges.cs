using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Meetings;

/// <summary>
/// What changed on the countries of a meeting's agenda since the meeting before (the day of that meeting included), up to the day
/// of this one, as the caller may see it. Where there was no meeting before: in the last 90 days.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListMeetingChanges(Guid MeetingId) : IQuery<MeetingChangesView>;

internal sealed class ListMeetingChangesHandler(ITeamEuropeDb db, MeetingChanges changes, ReferenceData reference, TimeProvider clock)
    : IRequestHandler<ListMeetingChanges, Result<MeetingChangesView>>
{
    /// <summary>So many of the newest are shown: whoever wants all of years has the lists.</summary>
    private const int Most = 200;
    private const int DaysWithoutMeeting = 90;

    public async Task<Result<MeetingChangesView>> Handle(ListMeetingChanges request, CancellationToken cancellationToken)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MeetingId, cancellationToken) is not { } meeting)
        {
            return Refusal.NotFound;
        }

        // load
        var lastMeetingOn = await db.Meetings.Where(m => m.Date < meeting.Date).MaxAsync(m => (DateOnly?)m.Date, cancellationToken);
        var today = clock.Today();
        var until = meeting.Date < today ? meeting.Date : today;
        var since = lastMeetingOn ?? until.AddDays(-DaysWithoutMeeting);
        var countries = await changes.CountriesOfAsync(meeting.Agenda, cancellationToken);
        var period = new Period(StartOf(since), StartOf(until.AddDays(1)));
        var initiatives = await changes.OfInitiativesAsync(countries, period, Most, cancellationToken);
        var alerts = await changes.OfAlertsAsync(countries, period, Most, cancellationToken);

        // order
        var newest = initiatives.Changes.Concat(alerts.Changes)
            .OrderByDescending(c => c.At).ThenBy(c => c.View.What, StringComparer.Ordinal)
            .ThenBy(c => string.Join(' ', c.View.Initiatives.Select(i => i.Reference)), StringComparer.Ordinal)
            .ToList();
        var shown = newest.Take(Most).ToList();
        var named = meeting.Agenda.Select(p => p.Country).OfType<string>().ToHashSet();
        return new MeetingChangesView(
            since,
            lastMeetingOn,
            [.. countries.Order(StringComparer.Ordinal)
                .Select(country => new CountryChanges(
                    country, reference.RingOf(country)?.Number, [.. shown.Where(c => c.Countries.Contains(country)).Select(c => c.View)]))
                .Where(c => c.Changes.Count > 0 || named.Contains(c.Country))],
            More: newest.Count > Most || initiatives.More || alerts.More);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Meetings;

/// <summary>Meetings as the caller may see them: only with the briefings that are meant for its tenant, or composed by it.</summary>
public sealed class MeetingViews(ITeamEuropeDb db, CurrentUser user)
{
    public async Task<List<MeetingView>> OfAsync(IReadOnlyCollection<Meeting> meetings, CancellationToken cancellationToken)
    {
        var ids = meetings.Select(m => m.Id).ToList();
        var briefings = await db.Briefings.AsNoTracking().ReadableBy(user.Caller.Tenant).Where(b => ids.Contains(b.MeetingId))
            .Select(b => new { b.Id, b.MeetingId, b.Language, b.Audience, b.FrozenAt, b.ComposedAt })
            .ToListAsync(cancellationToken);
        var readable = briefings
            .OrderBy(b => b.ComposedAt).ThenBy(b => b.Id)
            .ToLookup(b => b.MeetingId, b => new BriefingSummary(b.Id, b.Language, b.Audience, b.FrozenAt is not null, b.ComposedAt));
        return meetings.Select(m => m.ToView(readable[m.Id].ToArray())).ToList();
    }
}

internal static class MeetingMapping
{
    public static MeetingView ToView(this Meeting meeting, IReadOnlyList<BriefingSummary> briefings) => new(
        meeting.Id, meeting.Title, meeting.Date,
        meeting.Agenda.Select(p => new AgendaItem(p.Country, p.Ring, p.Theme)).ToArray(), briefings)
    {
        Tenant = meeting.Tenant
    };
}

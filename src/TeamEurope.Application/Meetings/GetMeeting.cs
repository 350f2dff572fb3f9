using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Meetings;

/// <summary>One meeting, with the briefings that the caller's tenant may read.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetMeeting(Guid Id) : IQuery<MeetingView>;

internal sealed class GetMeetingHandler(ITeamEuropeDb db, MeetingViews views) : IRequestHandler<GetMeeting, Result<MeetingView>>
{
    public async Task<Result<MeetingView>> Handle(GetMeeting request, CancellationToken cancellationToken) =>
        await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) is { } meeting
            ? (await views.OfAsync([meeting], cancellationToken)).Single()
            : Refusal.NotFound;
}

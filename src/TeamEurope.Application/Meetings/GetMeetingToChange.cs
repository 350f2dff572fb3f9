using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Meetings;

/// <summary>A meeting for whoever may change it; refused to others as the change itself would be.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
public sealed record GetMeetingToChange(Guid Id) : IQuery<MeetingView>;

internal sealed class GetMeetingToChangeHandler(MeetingFinder finder, MeetingViews views)
    : IRequestHandler<GetMeetingToChange, Result<MeetingView>>
{
    public async Task<Result<MeetingView>> Handle(GetMeetingToChange request, CancellationToken cancellationToken)
    {
        var found = await finder.FindOwnAsync(request.Id, cancellationToken);
        return found.Refusal is { } refusal ? refusal : (await views.OfAsync([found.Value], cancellationToken)).Single();
    }
}

/// <summary>The meetings that the caller's tenant may change.</summary>
public sealed class MeetingFinder(ITeamEuropeDb db, CurrentUser user)
{
    /// <summary>Tracked, for the tenant that planned it alone.</summary>
    public async Task<Result<Meeting>> FindOwnAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } meeting ? Refusal.NotFound
        : meeting.Tenant != user.Caller.Tenant ? NotYours
        : meeting;

    private static Refusal NotYours => new(RefusalKind.Forbidden, "not-your-meeting", Say.Of("Meeting.NotYours"));
}

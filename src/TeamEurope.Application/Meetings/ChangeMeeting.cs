using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Meetings;

/// <summary>Changes a meeting's title, day or agenda. Only the tenant that planned it may; briefings already composed stay as they are.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
public sealed record ChangeMeeting(Guid Id, MeetingBody Body) : ICommand<MeetingView>;

internal sealed class ChangeMeetingHandler(ITeamEuropeDb db, MeetingReader reader, MeetingViews views, CurrentUser user)
    : IRequestHandler<ChangeMeeting, Result<MeetingView>>
{
    public async Task<Result<MeetingView>> Handle(ChangeMeeting request, CancellationToken cancellationToken)
    {
        if (await db.Meetings.SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) is not { } meeting)
        {
            return Refusal.NotFound;
        }

        if (meeting.Tenant != user.Caller.Tenant)
        {
            return new Refusal(RefusalKind.Forbidden, "not-your-meeting", Say.Of("Meeting.NotYours"));
        }

        var read = reader.Read(request.Body);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        meeting.Change(read.Value.Title, read.Value.Date, read.Value.Agenda);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([meeting], cancellationToken)).Single();
    }
}

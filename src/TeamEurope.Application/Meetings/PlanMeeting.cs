using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Meetings;

/// <summary>Plans a MOCADEM meeting with its agenda. Every tenant sees it.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
[Audited(AuditWords.MeetingPlanned)]
public sealed record PlanMeeting(MeetingBody Body) : ICommand<MeetingView>;

internal sealed class PlanMeetingHandler(ITeamEuropeDb db, MeetingReader reader, CurrentUser user, TimeProvider clock)
    : IRequestHandler<PlanMeeting, Result<MeetingView>>
{
    public async Task<Result<MeetingView>> Handle(PlanMeeting request, CancellationToken cancellationToken)
    {
        var read = reader.Read(request.Body);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var (now, wanted) = (clock.GetUtcNow(), read.Value);
        var meeting = new Meeting
        {
            Id = Guid.CreateVersion7(now),
            Tenant = user.Caller.Tenant,
            Title = wanted.Title,
            Date = wanted.Date,
            Agenda = wanted.Agenda,
            By = user.Caller.Signature,
            At = now
        };
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync(cancellationToken);
        return meeting.ToView([]);
    }
}

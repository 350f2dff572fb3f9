using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Meetings;

/// <summary>Changes a meeting's title, day or agenda. Only the tenant that planned it may; briefings already composed stay as they are.</summary>
[Allow(Role.Secretariat, Role.Coordinator)]
[Audited(AuditWords.MeetingChanged)]
public sealed record ChangeMeeting(Guid Id, MeetingBody Body) : ICommand<MeetingView>;

internal sealed class ChangeMeetingHandler(ITeamEuropeDb db, MeetingFinder finder, MeetingReader reader, MeetingViews views)
    : IRequestHandler<ChangeMeeting, Result<MeetingView>>
{
    public async Task<Result<MeetingView>> Handle(ChangeMeeting request, CancellationToken cancellationToken)
    {
        var found = await finder.FindOwnAsync(request.Id, cancellationToken);
        if (found.Refusal is { } notFound)
        {
            return notFound;
        }

        var read = reader.Read(request.Body);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var meeting = found.Value;
        meeting.Change(read.Value.Title, read.Value.Date, read.Value.Agenda);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([meeting], cancellationToken)).Single();
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Meetings;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Desk;

/// <summary>What waits for the caller and its tenant, its own live initiatives, and what changed since yesterday.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetDesk : IQuery<DeskView>;

internal sealed class GetDeskHandler(
    ITeamEuropeDb db, DeskAlertReader alerts, DeskInitiativeReader initiatives, DeskNews news, DisclosureViews disclosures,
    MeetingViews meetings, CurrentUser user, TimeProvider clock)
    : IRequestHandler<GetDesk, Result<DeskView>>
{
    private const int MostRequests = 50;
    private static readonly TimeSpan SinceYesterday = TimeSpan.FromHours(24);

    public async Task<Result<DeskView>> Handle(GetDesk request, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var assigned = await alerts.AssignedAsync(cancellationToken);
        var own = await initiatives.ReadAsync(today, cancellationToken);
        return new DeskView
        {
            ToAcknowledge = await alerts.ToAcknowledgeAsync(cancellationToken),
            Assigned = assigned,
            Deadlines = [.. own.Deadlines.Concat(DeskAlertReader.DueOf(assigned, today)).OrderBy(d => d.On).ThenBy(d => d.Reference, StringComparer.Ordinal)],
            DisclosureRequests = await RequestsAsync(cancellationToken),
            Statements = own.Statements,
            LiveInitiatives = own.Live,
            ChangedSince = await news.SinceAsync(now - SinceYesterday, cancellationToken),
            NextMeeting = await NextMeetingAsync(today, cancellationToken)
        };
    }

    private async Task<IReadOnlyList<DisclosureView>> RequestsAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.Disclosures.AsNoTracking()
            .Where(d => d.HiddenOwner == user.Caller.Tenant && d.Status == DisclosureStatus.Asked)
            .OrderBy(d => d.At).ThenBy(d => d.Id).Take(MostRequests).ToListAsync(cancellationToken);
        return await disclosures.OfAsync(waiting, cancellationToken);
    }

    private async Task<MeetingView?> NextMeetingAsync(DateOnly today, CancellationToken cancellationToken) =>
        await db.Meetings.AsNoTracking().Where(m => m.Date >= today).OrderBy(m => m.Date).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellationToken) is { } next
            ? (await meetings.OfAsync([next], cancellationToken)).Single()
            : null;
}

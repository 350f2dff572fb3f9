using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Meetings;

/// <summary>The meetings, latest day first; with <c>from</c> and <c>to</c> those of these days, both included.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListMeetings(string? After, int? Limit, DateOnly? From = null, DateOnly? To = null) : IQuery<Page<MeetingView>>;

internal sealed class ListMeetingsHandler(ITeamEuropeDb db, MeetingViews views) : IRequestHandler<ListMeetings, Result<Page<MeetingView>>>
{
    public async Task<Result<Page<MeetingView>>> Handle(ListMeetings request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var after = Paging.ReadCursor(errors, request.After);
        if (request.From > request.To)
        {
            errors.Add("to", Say.Of("Field.DayOrLater", request.From));
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var found = db.Meetings.AsNoTracking();
        found = request.From is { } from ? found.Where(m => m.Date >= from) : found;
        found = request.To is { } to ? found.Where(m => m.Date <= to) : found;
        if (after is var (instant, id))
        {
            var day = DateOnly.FromDateTime(instant.UtcDateTime);
            found = found.Where(m => m.Date < day || (m.Date == day && m.Id.CompareTo(id) < 0));
        }

        var items = await found.OrderByDescending(m => m.Date).ThenByDescending(m => m.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = Paging.PageOf(items, limit, m => (new DateTimeOffset(m.Date, TimeOnly.MinValue, TimeSpan.Zero), m.Id), m => m);
        return new Page<MeetingView>(await views.OfAsync(page.Items, cancellationToken), page.Next);
    }
}

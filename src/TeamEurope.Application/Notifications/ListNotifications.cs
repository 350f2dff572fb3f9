using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Notifications;

/// <summary>What a client missed, in order, each once.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListNotifications(long? After, int? Limit) : IQuery<Page<NotificationView>>;

/// <summary>Everything up to and including the cursor has been read by the caller.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[NotAudited("one's own place in the news")]
public sealed record MarkRead(ReadRequest Body) : ICommand<Done>;

internal sealed class ListNotificationsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<ListNotifications, Result<Page<NotificationView>>>
{
    public async Task<Result<Page<NotificationView>>> Handle(ListNotifications request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var (caller, after) = (user.Caller, request.After ?? 0);
        var read = await db.ReadUpToAsync(caller, cancellationToken);
        var items = await db.Notifications.AsNoTracking().For(caller).Where(n => n.Cursor > after)
            .OrderBy(n => n.Cursor).Take(limit + 1).ToListAsync(cancellationToken);
        var page = await db.ShowAsync([.. items.Take(limit)], caller.Tenant, read, cancellationToken);
        return new Page<NotificationView>(page, items.Count > limit ? page[^1].Cursor.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}

internal sealed class MarkReadHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<MarkRead, Result<Done>>
{
    public async Task<Result<Done>> Handle(MarkRead request, CancellationToken cancellationToken)
    {
        if (request.Body.Cursor is not { } cursor || cursor < 0)
        {
            return Refusal.Invalid("$.cursor", Say.Of("Refused.NotificationCursor"));
        }

        var mark = await db.ReadMarks.FindAsync([user.Caller.Tenant, user.Caller.User], cancellationToken);
        if (mark is null)
        {
            db.ReadMarks.Add(mark = new ReadMark { Tenant = user.Caller.Tenant, User = user.Caller.User });
        }

        mark.Cursor = Math.Max(mark.Cursor, cursor);
        await db.SaveChangesAsync(cancellationToken);
        return default(Done);
    }
}

public static class NotificationViews
{
    public static NotificationView ToView(this Notification n, long readUpTo = 0) =>
        new(n.Cursor, n.Kind.ToString(), n.AlertId, n.Level, n.Countries, n.Text, n.At, n.Cursor <= readUpTo) { Quiet = n.IsQuiet };
}

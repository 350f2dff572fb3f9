using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Notifications;

/// <summary>The caller's news, newest first, before a cursor.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListNews(long? Before = null, int? Limit = null, string? Kind = null, bool Unread = false) : IQuery<Page<NotificationView>>;

/// <summary>How much of the caller's news is unread; it counts no further than <see cref="Most"/>.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record CountUnread : IQuery<CountView>
{
    public const int Most = 1_000;
}

internal sealed class ListNewsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<ListNews, Result<Page<NotificationView>>>
{
    public async Task<Result<Page<NotificationView>>> Handle(ListNews request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var kind = errors.OptionalWord<NotificationKind>("kind", request.Kind);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var read = await db.ReadUpToAsync(user.Caller, cancellationToken);
        var before = request.Before ?? long.MaxValue;
        var news = db.Notifications.AsNoTracking().For(user.Caller).Where(n => n.Cursor < before);
        news = kind is { } wanted ? news.Where(n => n.Kind == wanted) : news;
        news = request.Unread ? news.Where(n => n.Cursor > read) : news;
        var items = await news.OrderByDescending(n => n.Cursor).Take(limit + 1).ToListAsync(cancellationToken);
        var page = await db.ShowAsync([.. items.Take(limit)], user.Caller.Tenant, read, cancellationToken);
        return new Page<NotificationView>(page, items.Count > limit ? page[^1].Cursor.ToString(CultureInfo.InvariantCulture) : null);
    }
}

internal sealed class CountUnreadHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<CountUnread, Result<CountView>>
{
    public async Task<Result<CountView>> Handle(CountUnread request, CancellationToken cancellationToken)
    {
        var read = await db.ReadUpToAsync(user.Caller, cancellationToken);
        return new CountView(await db.Notifications.For(user.Caller).Where(n => n.Cursor > read).OrderBy(n => n.Cursor).Take(CountUnread.Most).CountAsync(cancellationToken));
    }
}

/// <summary>Whose news is whose, as the database applies it.</summary>
internal static class NotificationQueries
{
    public static IQueryable<Notification> For(this IQueryable<Notification> notifications, Caller caller)
    {
        var (tenant, user, isCoordinator) = (caller.Tenant, caller.User, caller.IsCoordinator);
        return notifications.Where(n => n.Tenant == tenant
            && (n.RecipientKind == RecipientKind.Tenant
                || (n.RecipientKind == RecipientKind.Coordinators && isCoordinator)
                || (n.RecipientKind == RecipientKind.User && n.User == user && !(n.CoordinatorsToo && isCoordinator))));
    }

    /// <summary>The cursor up to which the caller has read.</summary>
    public static async Task<long> ReadUpToAsync(this ITeamEuropeDb db, Caller caller, CancellationToken cancellationToken) =>
        (await db.ReadMarks.AsNoTracking().SingleOrDefaultAsync(m => m.Tenant == caller.Tenant && m.User == caller.User, cancellationToken))?.Cursor ?? 0;
}

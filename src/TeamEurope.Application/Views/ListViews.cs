using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Views;

namespace TeamEurope.Application.Views;

/// <summary>The caller's saved views, by name; of one page or of all.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListViews(string? Page = null) : IQuery<Page<SavedViewView>>;

internal sealed class ListViewsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<ListViews, Result<Page<SavedViewView>>>
{
    public async Task<Result<Page<SavedViewView>>> Handle(ListViews request, CancellationToken cancellationToken)
    {
        var own = await db.SavedViews.AsNoTracking()
            .Where(v => v.Tenant == user.Caller.Tenant && v.User == user.Caller.User && (request.Page == null || v.Page == request.Page))
            .OrderBy(v => v.Page).ThenBy(v => v.Name).ToListAsync(cancellationToken);
        return new Page<SavedViewView>(own.Select(ToView).ToArray(), null);
    }

    public static SavedViewView ToView(SavedView v) => new(v.Id, v.Name, v.Page, v.Query);
}

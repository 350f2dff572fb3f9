using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;

namespace TeamEurope.Application.Imports;

/// <summary>The imports of the caller's tenant, newest first; of rejected rows only their number.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
public sealed record ListImports(string? After = null, int? Limit = null) : IQuery<Page<ImportSummary>>;

internal sealed class ListImportsHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<ListImports, Result<Page<ImportSummary>>>
{
    public async Task<Result<Page<ImportSummary>>> Handle(ListImports request, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var limit = Paging.ReadLimit(errors, request.Limit);
        var after = Paging.ReadCursor(errors, request.After);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var own = db.Imports.AsNoTracking().Where(i => i.Tenant == user.Caller.Tenant);
        if (after is var (instant, id))
        {
            own = own.Where(i => i.At < instant || (i.At == instant && i.Id.CompareTo(id) < 0));
        }

        // The rejected rows are a document; their number follows from the others.
        var items = await own.OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(limit + 1)
            .Select(i => new { i.Id, i.Status, i.IsDryRun, i.IsBaseline, i.Processed, i.Total, i.Created, i.Updated, i.Unchanged, i.User, i.At })
            .ToListAsync(cancellationToken);
        return Paging.PageOf(items, limit, i => (i.At, i.Id), i => new ImportSummary(
            i.Id, i.Status.ToString(), i.IsDryRun, i.IsBaseline, i.Processed, i.Total, i.Created, i.Updated, i.Unchanged,
            i.Processed - i.Created - i.Updated - i.Unchanged, i.User, i.At));
    }
}

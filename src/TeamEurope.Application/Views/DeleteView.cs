using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Views;

/// <summary>Deletes one of the caller's saved views.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[NotAudited("one's own view of a list")]
public sealed record DeleteView(Guid Id) : ICommand<Done>;

internal sealed class DeleteViewHandler(ITeamEuropeDb db, CurrentUser user) : IRequestHandler<DeleteView, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteView request, CancellationToken cancellationToken)
    {
        var own = db.SavedViews.Where(v => v.Tenant == user.Caller.Tenant && v.User == user.Caller.User);
        if (await own.SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken) is not { } view)
        {
            return Refusal.NotFound;
        }

        db.SavedViews.Remove(view);
        await db.SaveChangesAsync(cancellationToken);
        return default(Done);
    }
}

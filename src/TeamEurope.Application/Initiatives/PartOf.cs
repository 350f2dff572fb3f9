using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>The umbrella's owner confirms that the initiative is part of it. Saying it again changes nothing.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.UmbrellaConfirmed)]
public sealed record ConfirmPartOf(Guid PartId) : ICommand<Done>, IReachesOthers;

/// <summary>Either side takes the link back.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator)]
[Audited(AuditWords.UmbrellaWithdrawn)]
public sealed record WithdrawPartOf(Guid PartId) : ICommand<Done>, IReachesOthers;

/// <summary>The parts that name an umbrella of the caller's, hidden ones included: by naming it they let its owner see them.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListParts(Guid UmbrellaId) : IQuery<Page<PartView>>, IReachesOthers;

internal sealed class ConfirmPartOfHandler(UmbrellaSides sides, CurrentUser user, TimeProvider clock)
    : IRequestHandler<ConfirmPartOf, Result<Done>>
{
    public async Task<Result<Done>> Handle(ConfirmPartOf request, CancellationToken cancellationToken)
    {
        var found = await sides.FindAsync(request.PartId, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (part, umbrella) = found.Value;
        if (umbrella?.Owner != user.Caller.Tenant)
        {
            return new Refusal(RefusalKind.Forbidden, "not-your-umbrella", Say.Of("Initiative.UmbrellaOwnerConfirms"));
        }

        var confirmed = part.ConfirmUmbrella(clock.GetUtcNow());
        return await sides.SaveAsync(part, confirmed, RegisterEventKind.UmbrellaConfirmed, cancellationToken);
    }
}

internal sealed class WithdrawPartOfHandler(UmbrellaSides sides, TimeProvider clock)
    : IRequestHandler<WithdrawPartOf, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawPartOf request, CancellationToken cancellationToken)
    {
        var found = await sides.FindAsync(request.PartId, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (part, umbrella) = found.Value;
        var withdrawn = part.WithdrawUmbrella(umbrella?.Owner == part.Owner, clock.GetUtcNow());
        return await sides.SaveAsync(part, withdrawn, RegisterEventKind.UmbrellaWithdrawn, cancellationToken);
    }
}

internal sealed class ListPartsHandler(ITeamEuropeDb db, InitiativeStore store) : IRequestHandler<ListParts, Result<Page<PartView>>>
{
    public async Task<Result<Page<PartView>>> Handle(ListParts request, CancellationToken cancellationToken)
    {
        var found = await store.FindOwnAsync(request.UmbrellaId, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (owner, externalId, reference) = (found.Value.Owner, found.Value.ExternalId, found.Value.Reference);
        var parts = await db.Initiatives.AsNoTracking()
            .Where(i => i.Stage != Stage.Draft || i.Owner == owner)
            .Where(i => i.PartOfReference == reference || (externalId != null && i.PartOfOwner == owner && i.PartOfExternalId == externalId))
            .OrderBy(i => i.Reference)
            .ToListAsync(cancellationToken);
        return new Page<PartView>(parts.Select(p => new PartView(p.Id, p.Reference, p.Title, p.Content.PartOf is { Confirmed: true } || p.Owner == owner)).ToArray(), null);
    }
}

/// <summary>The two sides of a part-of link, for whoever stands on one of them.</summary>
public sealed class UmbrellaSides(ITeamEuropeDb db, InitiativeStore store, CurrentUser user)
{
    /// <summary>The part and its umbrella, where the caller owns either; else whatever the caller may see of it.</summary>
    public async Task<Result<(Initiative Part, Initiative? Umbrella)>> FindAsync(Guid partId, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        var part = await db.Initiatives.SingleOrDefaultAsync(i => i.Id == partId && (i.Stage != Stage.Draft || i.Owner == tenant), cancellationToken);
        var umbrella = part?.Content.PartOf is { } link ? await store.FindNamedAsync(link.Umbrella, cancellationToken) : null;
        if (part is not null && (part.Owner == user.Caller.Tenant || umbrella?.Owner == user.Caller.Tenant))
        {
            return part.Content.PartOf is null ? Refusal.NotFound : (part, umbrella);
        }

        return part is not null && await db.Initiatives.VisibleTo(user.Caller.Tenant).AnyAsync(i => i.Id == partId, cancellationToken)
            ? new Refusal(RefusalKind.Forbidden, "not-your-umbrella", Say.Of("Initiative.UmbrellaOwnersOnly"))
            : Refusal.NotFound;
    }

    public async Task<Result<Done>> SaveAsync(
        Initiative part, Result<bool> changed, RegisterEventKind kind, CancellationToken cancellationToken)
    {
        if (changed.Refusal is { } refusal)
        {
            return refusal;
        }

        if (changed.Value)
        {
            store.Record(part, kind);
            await db.SaveChangesAsync(cancellationToken);
        }

        return default(Done);
    }
}

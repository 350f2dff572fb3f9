using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Domain.Register;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>What the use cases on initiatives share: loading one, and recording its change with revision and outbox row.</summary>
public sealed class InitiativeStore(ITeamEuropeDb db, CurrentUser user, TimeProvider clock)
{
    /// <summary>The counter whose row is locked while a link to an umbrella is checked and made.</summary>
    private const string UmbrellaLinks = "umbrella-links";

    /// <summary>The initiative with all its rows, if the caller may see it.</summary>
    public Task<Initiative?> FindVisibleAsync(Guid id, CancellationToken cancellationToken) =>
        Whole(db.Initiatives.VisibleTo(user.Caller.Tenant)).SingleOrDefaultAsync(i => i.Id == id, cancellationToken);

    /// <summary>The initiative if it is the caller's own to change; else not found, or forbidden where it is visible.</summary>
    public async Task<Result<Initiative>> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindVisibleAsync(id, cancellationToken) is not { } initiative)
        {
            return Refusal.NotFound;
        }

        return initiative.Owner == user.Caller.Tenant
            ? initiative
            : new Refusal(RefusalKind.Forbidden, "not-yours", Say.Of("Initiative.NotYours", initiative.Owner));
    }

    /// <summary>Own initiatives have an external id at most once.</summary>
    public Task<Initiative?> FindByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        Whole(db.Initiatives).SingleOrDefaultAsync(i => i.Owner == user.Caller.Tenant && i.ExternalId == externalId, cancellationToken);

    /// <summary>The initiative that a name means, whoever may see it: for links, never for showing.</summary>
    public Task<Initiative?> FindNamedAsync(InitiativeName name, CancellationToken cancellationToken) => name.Reference is { } reference
        ? db.Initiatives.SingleOrDefaultAsync(i => i.Reference == reference, cancellationToken)
        : db.Initiatives.SingleOrDefaultAsync(i => i.Owner == name.Owner && i.ExternalId == name.ExternalId, cancellationToken);

    /// <summary>Refuses an umbrella whose own chain, confirmed or not, leads back to this initiative.</summary>
    public async Task<Refusal?> CheckUmbrellaAsync(Footprint part, CancellationToken cancellationToken)
    {
        var next = part.PartOf?.Umbrella;
        if (next is not null)
        {
            // Two links that close a cycle together must see each other.
            await db.DrawAsync(UmbrellaLinks, 0, cancellationToken);
        }

        var seen = new HashSet<Guid> { part.Id };
        while (next is not null)
        {
            if (part.IsNamedBy(next))
            {
                return Cycle;
            }

            if (await FindNamedAsync(next, cancellationToken) is not { } umbrella)
            {
                return null;
            }

            if (!seen.Add(umbrella.Id))
            {
                return Cycle;
            }

            next = umbrella.Content.PartOf?.Umbrella;
        }

        return null;
    }

    /// <summary>
    /// As its owner wrote it; to others without the names of initiatives that they may not see. What is hidden and what does
    /// not exist are left out alike.
    /// </summary>
    public async Task<InitiativeView> ViewForCallerAsync(Initiative initiative, CancellationToken cancellationToken)
    {
        var view = initiative.ToView();
        if (initiative.Owner == user.Caller.Tenant)
        {
            return view;
        }

        var visible = new List<ComplementarityView>();
        foreach (var (statement, shown) in initiative.Content.Complementarity.Zip(view.Complementarity))
        {
            if (await SeesNamedAsync(statement.Towards, cancellationToken))
            {
                visible.Add(shown);
            }
        }

        var seesUmbrella = initiative.Content.PartOf is { } link && await SeesNamedAsync(link.Umbrella, cancellationToken);
        return view with { PartOf = seesUmbrella ? view.PartOf : null, Complementarity = visible };
    }

    /// <summary>Whether the caller may see the initiative that a name means.</summary>
    public Task<bool> SeesNamedAsync(InitiativeName name, CancellationToken cancellationToken)
    {
        var visible = db.Initiatives.VisibleTo(user.Caller.Tenant);
        return name.Reference is { } reference
            ? visible.AnyAsync(i => i.Reference == reference, cancellationToken)
            : visible.AnyAsync(i => i.Owner == name.Owner && i.ExternalId == name.ExternalId, cancellationToken);
    }

    /// <summary>Keeps the version and puts the change into the outbox, in the caller's transaction.</summary>
    public void Record(Initiative initiative, RegisterEventKind kind, string? baselineOf = null)
    {
        db.Revisions.Add(RevisionOf(initiative));
        db.RegisterEvents.Add(EventOf(initiative, kind, initiative.Version, baselineOf));
    }

    /// <summary>Writes a new initiative with all that hangs on it, its first version and its place in the outbox, in the caller's transaction.</summary>
    public Task AppendAsync(Initiative initiative, string? baselineOf, CancellationToken cancellationToken) => db.AppendAsync(
        [
            initiative, .. initiative.Partners, .. initiative.Tenants, .. initiative.Instruments, .. initiative.StageChanges, RevisionOf(initiative),
            EventOf(initiative, RegisterEventKind.Registered, initiative.Version, baselineOf)
        ],
        cancellationToken);

    /// <summary>Puts a deletion into the outbox: the version after the last kept one.</summary>
    public void RecordDeletion(Initiative initiative) =>
        db.RegisterEvents.Add(EventOf(initiative, RegisterEventKind.DraftDeleted, initiative.Version + 1, null));

    private static Refusal Cycle => new(RefusalKind.Impossible, "umbrella-cycle", Say.Of("Initiative.UmbrellaCycle"))
    {
        Errors = new Dictionary<string, string[]> { ["$.partOf"] = [Say.Of("Initiative.UmbrellaIsPart")] }
    };

    private static IQueryable<Initiative> Whole(IQueryable<Initiative> initiatives) => initiatives
        .Include(i => i.Partners).Include(i => i.Tenants).Include(i => i.Instruments).Include(i => i.StageChanges);

    private InitiativeRevision RevisionOf(Initiative initiative) => new(
        initiative.Id, initiative.Version, initiative.Owner, initiative.Reference, initiative.State, user.Caller.Signature, clock.GetUtcNow());

    private RegisterEvent EventOf(Initiative initiative, RegisterEventKind kind, int version, string? baselineOf) => new()
    {
        Kind = kind,
        InitiativeId = initiative.Id,
        Version = version,
        BaselineOf = baselineOf,
        By = user.Caller.Signature,
        At = clock.GetUtcNow()
    };
}

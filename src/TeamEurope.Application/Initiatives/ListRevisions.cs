using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;

namespace TeamEurope.Application.Initiatives;

/// <summary>
/// The versions of an initiative, newest first, with their differences. Whoever does not own it gets the versions that its tenant
/// could see when they were written, each against the one before among them.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.VersionsRead)]
public sealed record ListRevisions(Guid Id) : IQuery<Page<RevisionView>>;

internal sealed class ListRevisionsHandler(RevisionReader reader, InitiativeStore store, AuditReads reads, CurrentUser user)
    : IRequestHandler<ListRevisions, Result<Page<RevisionView>>>
{
    public async Task<Result<Page<RevisionView>>> Handle(ListRevisions request, CancellationToken cancellationToken)
    {
        if (await reader.SeenAsync(request.Id, cancellationToken) is not { } revisions)
        {
            return Refusal.NotFound;
        }

        if (revisions is [.., var latest])
        {
            reads.OfInitiative(AuditWords.VersionsRead, request.Id, latest.Owner, latest.Version);
        }

        var isOwn = revisions.Any(r => r.Owner == user.Caller.Tenant);
        var hidden = isOwn ? [] : await HiddenNamesAsync(revisions, cancellationToken);
        var views = revisions.Select(r => (Revision: r, View: ViewOf(r, hidden))).ToList();
        var versions = new List<RevisionView>();
        for (var i = 0; i < views.Count; i++)
        {
            var (revision, view) = views[i];
            var changes = i == 0 ? [] : RevisionFields.Differences(views[i - 1].View, view);

            // A change of something that the reader may not see would tell that there is something.
            if (isOwn || i == 0 || changes.Count > 0)
            {
                versions.Add(new RevisionView(revision.Version, revision.At, revision.By, changes));
            }
        }

        versions.Reverse();
        return new Page<RevisionView>(versions, null);
    }

    /// <summary>The initiatives that some version names and the caller may not see, and those that do not exist.</summary>
    private async Task<HashSet<InitiativeName>> HiddenNamesAsync(List<InitiativeRevision> revisions, CancellationToken cancellationToken)
    {
        var named = revisions.Select(r => r.State.Content)
            .SelectMany(c => c.Complementarity.Select(s => s.Towards).Concat(c.PartOf is { } link ? [link.Umbrella] : []))
            .Distinct();
        var hidden = new HashSet<InitiativeName>();
        foreach (var name in named)
        {
            if (!await store.SeesNamedAsync(name, cancellationToken))
            {
                hidden.Add(name);
            }
        }

        return hidden;
    }

    private static InitiativeView ViewOf(InitiativeRevision revision, HashSet<InitiativeName> hidden)
    {
        var content = revision.State.Content;
        var seen = revision.State with
        {
            Content = content with
            {
                PartOf = content.PartOf is { } link && hidden.Contains(link.Umbrella) ? null : content.PartOf,
                Complementarity = [.. content.Complementarity.Where(c => !hidden.Contains(c.Towards))]
            }
        };
        return (revision with { State = seen }).ToView();
    }
}

/// <summary>The versions of an initiative that the caller may see.</summary>
public sealed class RevisionReader(ITeamEuropeDb db, CurrentUser user)
{
    /// <summary>Oldest first; its owner's all, for others those that their tenant could see. Null where it sees none now.</summary>
    public async Task<List<InitiativeRevision>?> SeenAsync(Guid id, CancellationToken cancellationToken)
    {
        var tenant = user.Caller.Tenant;
        if (!await db.Initiatives.VisibleTo(tenant).AnyAsync(i => i.Id == id, cancellationToken))
        {
            return null;
        }

        var revisions = await db.Revisions.AsNoTracking().Where(r => r.InitiativeId == id).OrderBy(r => r.Version).ToListAsync(cancellationToken);
        return revisions.Where(r => r.IsVisibleTo(tenant)).ToList();
    }
}

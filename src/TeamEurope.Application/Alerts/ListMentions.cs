using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Alerts;

/// <summary>The latest comments that mention the caller, on alerts that it may still read in full.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListMentions : IQuery<Page<MentionView>>;

internal sealed class ListMentionsHandler(ITeamEuropeDb db, AlertFinder finder, CurrentUser user) : IRequestHandler<ListMentions, Result<Page<MentionView>>>
{
    private const int Most = 20;

    public async Task<Result<Page<MentionView>>> Handle(ListMentions request, CancellationToken cancellationToken)
    {
        var (tenant, name) = (user.Caller.Tenant, user.Caller.User);
        var readable = (await finder.ReadableAsync(alsoVisible: false, cancellationToken)).Where(a => a.Rule != Alert.Collision);
        var mentions = await db.AlertMentions.AsNoTracking().Where(m => m.Tenant == tenant && m.User == name)
            .Join(readable, m => m.AlertId, a => a.Id, (m, a) => new { m.CommentId, m.At, a.Rule, a.Level })
            .Join(db.AlertComments, m => m.CommentId, c => c.Id, (m, c) => new { m.At, m.CommentId, c.AlertId, m.Rule, m.Level, c.Tenant, c.User, c.Text })
            .OrderByDescending(m => m.At).ThenByDescending(m => m.CommentId).Take(Most).ToListAsync(cancellationToken);
        return new Page<MentionView>(
            mentions.Select(m => new MentionView(m.CommentId, m.AlertId, m.Rule, m.Level.ToString(), m.Tenant, m.User, m.Text, m.At)).ToArray(), null);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Initiatives;

namespace TeamEurope.Application.Digests;

/// <summary>What the caller's digest has to say of the time since: sent in the reader's name when the mail is about to go.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ComposeDigest(DateTimeOffset Since) : IQuery<DigestContent>;

internal sealed class ComposeDigestHandler(
    ITeamEuropeDb db, IMediator mediator, SubscriptionFilters filters, AlertGrouper grouper, AlertViews views, CurrentUser user, TimeProvider clock)
    : IRequestHandler<ComposeDigest, Result<DigestContent>>
{
    private const int MostGroups = 20;
    private const int MostOfGroup = 5;
    private const int MostDue = 20;
    private const int MentionDays = 14;

    public async Task<Result<DigestContent>> Handle(ComposeDigest request, CancellationToken cancellationToken)
    {
        var (changed, more) = await ChangedAsync(request.Since, cancellationToken);
        var due = await DueAsync(AlertSearch.Overdue, cancellationToken);
        due.AddRange(await DueAsync(AlertSearch.Week, cancellationToken));
        var mentions = await MentionsAsync(cancellationToken);
        return new DigestContent(request.Since, changed, more, due, mentions, await HandlingAsync(changed.SelectMany(g => g.Alerts).Concat(due), cancellationToken));
    }

    /// <summary>What concerns the caller's tenant or is subscribed to, live or daily. A first filling is news to nobody.</summary>
    private async Task<(List<DigestGroup> Changed, int More)> ChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (tenant, name) = (user.Caller.Tenant, user.Caller.User);
        var subscriptions = await db.Subscriptions.AsNoTracking()
            .Where(s => s.Tenant == tenant && s.User == name && s.Delivery != Delivery.Off).ToListAsync(cancellationToken);
        var found = db.Alerts.AsNoTracking().AddressedTo(user.Caller, subscriptions.Select(filters.Of).ToList()).ReadableBy(db, tenant)
            .Where(a => a.ArchivedAt == null && a.ChangedAt > since && !a.IsBaseline);
        var groups = (await grouper.CountAsync(found, cancellationToken)).GroupBy(t => t.Grouping?.Id)
            .Select(g => (Grouping: g.First().Grouping, Tallies: g.OrderByDescending(t => AlertGrouper.RankOf(t.Level)).ToList()))
            .OrderByDescending(g => AlertGrouper.RankOf(g.Tallies[0].Level)).ThenByDescending(g => g.Tallies[0].Count)
            .ThenBy(g => g.Grouping?.Countries, StringComparer.Ordinal).ThenBy(g => g.Grouping?.Families, StringComparer.Ordinal).ToList();
        var told = new List<DigestGroup>();
        foreach (var (grouping, tallies) in groups.Take(MostGroups))
        {
            var id = grouping?.Id;
            var latest = await found.Where(a => a.Grouping == id).OrderByDescending(a => a.ChangedAt).ThenByDescending(a => a.Id).Take(MostOfGroup)
                .Include(a => a.Acknowledgements).ToListAsync(cancellationToken);
            told.Add(new DigestGroup(
                AlertGrouping.WordsOf(grouping?.Countries ?? ""), AlertGrouping.WordsOf(grouping?.Families ?? ""),
                tallies.Select(t => (t.Level.ToString(), t.Count)).ToList(), await views.OfAsync(latest, cancellationToken)));
        }

        return (told, groups.Skip(MostGroups).SelectMany(g => g.Tallies).Sum(t => t.Count));
    }

    private async Task<List<AlertView>> DueAsync(string when, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new ListAlerts(null, null, null, null, null, null, null, null, MostDue, Mine: true, Due: when, Sort: "due"), cancellationToken)).Value.Items];

    /// <summary>Those after which the caller has not written on the alert.</summary>
    private async Task<List<MentionView>> MentionsAsync(CancellationToken cancellationToken)
    {
        var (tenant, name, from) = (user.Caller.Tenant, user.Caller.User, clock.GetUtcNow().AddDays(-MentionDays));
        var mentions = (await mediator.Send(new ListMentions(), cancellationToken)).Value.Items.Where(m => m.At >= from).ToList();
        var alerts = mentions.Select(m => m.AlertId).ToList();
        var written = await db.AlertComments.AsNoTracking().Where(c => c.Tenant == tenant && c.User == name && alerts.Contains(c.AlertId))
            .Select(c => new { c.AlertId, c.At }).ToListAsync(cancellationToken);
        return mentions.Where(m => !written.Exists(c => c.AlertId == m.AlertId && c.At > m.At)).ToList();
    }

    private async Task<string> HandlingAsync(IEnumerable<AlertView> alerts, CancellationToken cancellationToken)
    {
        var ids = alerts.SelectMany(a => a.Initiatives).Select(i => i.Id).OfType<Guid>().Distinct().ToList();
        var contents = await db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).Where(i => ids.Contains(i.Id)).Select(i => i.Content)
            .ToListAsync(cancellationToken);
        return contents.Select(c => c.Handling).DefaultIfEmpty(HandlingMark.PUBLIC).Max().ToString();
    }
}

using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Briefings;

/// <summary>One briefing, for its audience and the tenant that composed it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.BriefingRead)]
public sealed record GetBriefing(Guid Id) : IQuery<BriefingView>;

internal sealed class GetBriefingHandler(BriefingFinder finder, AuditReads reads) : IRequestHandler<GetBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(GetBriefing request, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(request.Id, cancellationToken) is not { } briefing)
        {
            return Refusal.NotFound;
        }

        reads.OfBriefing(briefing);
        return await finder.ToViewAsync(briefing, cancellationToken);
    }
}

/// <summary>The briefings that the caller's tenant may read. Its composer sees it whole, others as it prints.</summary>
public sealed class BriefingFinder(ITeamEuropeDb db, BriefingPrinter printer, CurrentUser user)
{
    /// <summary>Tracked, for acting on it. Null where there is none, and where it is not the caller's to read.</summary>
    public async Task<Briefing?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Briefings.ReadableBy(user.Caller.Tenant).SingleOrDefaultAsync(b => b.Id == id, cancellationToken) is { } briefing
        && (briefing.IsFrozen || briefing.Tenant == user.Caller.Tenant || await ShowsNothingHiddenAsync(briefing, cancellationToken))
            ? briefing
            : null;

    /// <summary>
    /// Whether all that it names may still be seen by all its readers. What has been hidden since it was composed its audience does not get to
    /// read before it is composed anew; frozen, it stays what it was.
    /// </summary>
    public async Task<bool> ShowsNothingHiddenAsync(Briefing briefing, CancellationToken cancellationToken) =>
        (await HiddenAsync(briefing.ReadContent(), new BriefingReaders(briefing.Audience, briefing.Tenant), cancellationToken)).Count == 0;

    /// <summary>Its content; before it is frozen without what has been hidden from its composer since it was composed.</summary>
    public async Task<BriefingContent> ReadAsync(Briefing briefing, CancellationToken cancellationToken)
    {
        var content = briefing.ReadContent();
        return briefing.IsFrozen
            ? content
            : content.Without(await HiddenAsync(content, new BriefingReaders([briefing.Tenant], briefing.Tenant), cancellationToken));
    }

    private async Task<HashSet<string>> HiddenAsync(BriefingContent content, BriefingReaders readers, CancellationToken cancellationToken)
    {
        var named = content.References().ToHashSet();
        var visible = await readers.Visible(db.Initiatives).Where(i => named.Contains(i.Reference)).Select(i => i.Reference).ToListAsync(cancellationToken);
        named.ExceptWith(visible);
        return named;
    }

    /// <summary>Tracked, for the tenant that composed it alone.</summary>
    public async Task<Result<Briefing>> FindOwnAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is not { } briefing ? Refusal.NotFound
        : briefing.Tenant != user.Caller.Tenant ? NotYours
        : briefing;

    /// <summary>Tracked, for its composer before it is frozen.</summary>
    public async Task<Result<Briefing>> FindChangeableAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await FindOwnAsync(id, cancellationToken);
        return found.IsRefused ? found : found.Value.CheckChange() is { } frozen ? frozen : found;
    }

    /// <summary>
    /// Tracked, for its composer to change before it is frozen. Whoever changes it names the version they read, so that nobody
    /// overwrites what they have not seen.
    /// </summary>
    public async Task<Result<Briefing>> FindToChangeAsync(Guid id, string? version, CancellationToken cancellationToken)
    {
        var found = await FindChangeableAsync(id, cancellationToken);
        if (found.IsRefused)
        {
            return found;
        }

        return Words.Known(version) switch
        {
            null => Refusal.Invalid("$.version", Say.Of("Meeting.BriefingVersionWanted")),
            var known when known != found.Value.Version => ChangedMeanwhile,
            _ => found
        };
    }

    public async Task<BriefingView> ToViewAsync(Briefing briefing, CancellationToken cancellationToken)
    {
        var hashes = await db.BriefingFiles.AsNoTracking().Where(f => f.BriefingId == briefing.Id)
            .Select(f => new { f.Format, f.Hash }).ToListAsync(cancellationToken);
        var content = await ReadAsync(briefing, cancellationToken);
        return new BriefingView
        {
            Id = briefing.Id,
            MeetingId = briefing.MeetingId,
            Tenant = briefing.Tenant,
            Title = content.Meeting,
            Language = briefing.Language,
            Audience = briefing.Audience,
            Frozen = briefing.IsFrozen,
            Hashes = hashes.OrderBy(f => f.Format, StringComparer.Ordinal).ToDictionary(f => f.Format, f => f.Hash),
            Formats = briefing.IsFrozen ? [.. hashes.Select(f => f.Format).Order(StringComparer.Ordinal)] : printer.Formats,
            ComposedAt = briefing.ComposedAt,
            Version = briefing.Version,
            FrozenAt = briefing.FrozenAt,
            Content = briefing.Tenant == user.Caller.Tenant ? content : content.ToPrinted()
        };
    }

    private static Refusal NotYours => new(RefusalKind.Forbidden, "not-your-briefing",
        Say.Of("Meeting.BriefingNotYours"));

    public static Refusal ChangedMeanwhile => new(RefusalKind.ChangedMeanwhile, "changed-meanwhile",
        Say.Of("Meeting.BriefingChangedMeanwhile"));
}

internal static class BriefingMapping
{
    /// <summary>
    /// Those that a tenant's people may read: of its audience (everybody, where that is empty) and of the tenant that composed it. Chosen by the database: what
    /// is not the tenant's is not read, and takes no longer than what is not there.
    /// </summary>
    public static IQueryable<Briefing> ReadableBy(this IQueryable<Briefing> briefings, string tenant)
    {
        var named = JsonSerializer.Serialize(tenant);
        return briefings.Where(b => b.Tenant == tenant || (string)(object)b.Audience == "[]" || ((string)(object)b.Audience).Contains(named));
    }

    public static BriefingContent ReadContent(this Briefing briefing) =>
        JsonSerializer.Deserialize<BriefingContent>(briefing.Content, JsonSerializerOptions.Web)!;
}

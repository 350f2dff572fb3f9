using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;

namespace TeamEurope.Application.Briefings;

/// <summary>One briefing, for its audience and the tenant that composed it.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record GetBriefing(Guid Id) : IQuery<BriefingView>;

internal sealed class GetBriefingHandler(BriefingFinder finder) : IRequestHandler<GetBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(GetBriefing request, CancellationToken cancellationToken) =>
        await finder.FindAsync(request.Id, cancellationToken) is { } briefing
            ? await finder.ToViewAsync(briefing, cancellationToken)
            : Refusal.NotFound;
}

/// <summary>The briefings that the caller's tenant may read.</summary>
public sealed class BriefingFinder(ITeamEuropeDb db, CurrentUser user)
{
    /// <summary>Tracked, for acting on it. Null where there is none, and where it is not the caller's to read.</summary>
    public async Task<Briefing?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Briefings.SingleOrDefaultAsync(b => b.Id == id, cancellationToken) is { } briefing && briefing.IsFor(user.Caller.Tenant)
            ? briefing
            : null;

    public async Task<BriefingView> ToViewAsync(Briefing briefing, CancellationToken cancellationToken)
    {
        var hashes = await db.BriefingFiles.AsNoTracking().Where(f => f.BriefingId == briefing.Id)
            .Select(f => new { f.Format, f.Hash }).ToListAsync(cancellationToken);
        return briefing.ToView(briefing.ReadContent(), hashes.OrderBy(f => f.Format, StringComparer.Ordinal).ToDictionary(f => f.Format, f => f.Hash));
    }
}

internal static class BriefingMapping
{
    public static BriefingContent ReadContent(this Briefing briefing) =>
        JsonSerializer.Deserialize<BriefingContent>(briefing.Content, JsonSerializerOptions.Web)!;

    public static BriefingView ToView(this Briefing briefing, BriefingContent content, IReadOnlyDictionary<string, string> hashes) => new()
    {
        Id = briefing.Id,
        MeetingId = briefing.MeetingId,
        Title = content.Meeting,
        Language = briefing.Language,
        Audience = briefing.Audience,
        Frozen = briefing.IsFrozen,
        Hashes = hashes,
        ComposedAt = briefing.ComposedAt,
        FrozenAt = briefing.FrozenAt,
        Content = content
    };
}

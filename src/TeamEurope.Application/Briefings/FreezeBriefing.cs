using System.Globalization;
using System.Security.Cryptography;
using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Meetings;
using TeamEurope.Domain.Notifications;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Briefings;

/// <summary>Keeps a briefing's files as they are now, for good, and tells its audience. Freezing again changes nothing.</summary>
/// <param name="Version">The version that was looked at; given, another one is not frozen.</param>
[Allow(Role.Secretariat, Role.Coordinator)]
[Audited(AuditWords.BriefingFrozen)]
public sealed record FreezeBriefing(Guid Id, string? Version = null) : ICommand<BriefingView>, IReachesOthers;

internal sealed class FreezeBriefingHandler(
    ITeamEuropeDb db, BriefingFinder finder, BriefingPrinter printer, NotificationWriter notifications, ReferenceData reference,
    CurrentUser user, TimeProvider clock)
    : IRequestHandler<FreezeBriefing, Result<BriefingView>>
{
    public async Task<Result<BriefingView>> Handle(FreezeBriefing request, CancellationToken cancellationToken)
    {
        var found = await finder.FindOwnAsync(request.Id, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var briefing = found.Value;
        if (!briefing.IsFrozen && request.Version is { } seen && seen != briefing.Version)
        {
            return BriefingFinder.ChangedMeanwhile;
        }

        if (!briefing.IsFrozen)
        {
            if (!await finder.ShowsNothingHiddenAsync(briefing, cancellationToken))
            {
                return ShowsHidden;
            }

            await FreezeAsync(briefing, cancellationToken);
        }

        return await finder.ToViewAsync(briefing, cancellationToken);
    }

    private static Refusal ShowsHidden => new(RefusalKind.Conflict, "shows-hidden", Say.Of("Meeting.BriefingShowsHidden"));

    private async Task FreezeAsync(Briefing briefing, CancellationToken cancellationToken)
    {
        var content = briefing.ReadContent();
        foreach (var format in printer.Formats)
        {
            var bytes = printer.Print(briefing, content, format);
            db.BriefingFiles.Add(new BriefingFile
            {
                BriefingId = briefing.Id,
                Format = format,
                Bytes = bytes,
                Hash = Convert.ToHexStringLower(SHA256.HashData(bytes))
            });
        }

        briefing.Freeze(user.Caller.Signature, clock.GetUtcNow());
        Tell(briefing, content);
        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private void Tell(Briefing briefing, BriefingContent content)
    {
        var audience = briefing.Audience.Count > 0 ? briefing.Audience : reference.Tenants.Keys.Order(StringComparer.Ordinal).ToArray();
        var countries = content.Countries.Select(c => c.Country).ToArray();
        var text = string.Create(CultureInfo.InvariantCulture, $"Briefing frozen: {content.Meeting}, {content.Date:yyyy-MM-dd}");
        foreach (var tenant in audience)
        {
            notifications.Add(new Recipient(RecipientKind.Tenant, tenant), NotificationKind.Briefing, alertId: null, level: null, countries, text);
        }
    }
}

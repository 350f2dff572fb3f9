using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>An alert's life, with the events that caused it. A blind item shows its reader only what its own tenant did.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record ListAlertHistory(Guid Id) : IQuery<Page<AlertEventView>>;

internal sealed class ListAlertHistoryHandler(ITeamEuropeDb db, AlertFinder finder, AlertViews views, CurrentUser user)
    : IRequestHandler<ListAlertHistory, Result<Page<AlertEventView>>>
{
    public async Task<Result<Page<AlertEventView>>> Handle(ListAlertHistory request, CancellationToken cancellationToken)
    {
        var readable = await finder.ReadableAsync(alsoVisible: false, cancellationToken);
        if (await readable.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        var (isBlind, hidesScore) = (alert.IsCollision, alert.Rule == RuleNames.Spillover);
        var affected = await views.AffectedOwnersAsync(alert, cancellationToken);
        var steps = await db.AlertEvents.AsNoTracking().Where(e => e.AlertId == request.Id)
            .Where(e => !isBlind || e.Tenant == null || e.Tenant == user.Caller.Tenant)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .GroupJoin(db.RegisterEvents, e => e.CausedBy, r => (long?)r.Id, (e, r) => new { Step = e, Cause = r })
            .SelectMany(x => x.Cause.DefaultIfEmpty(), (x, cause) => new { x.Step, Kind = (Domain.Register.RegisterEventKind?)cause!.Kind, cause.InitiativeId })
            .ToListAsync(cancellationToken);
        var ids = steps.Select(s => s.InitiativeId).OfType<Guid>().Distinct().ToList();
        var references = await db.Initiatives.AsNoTracking().VisibleTo(user.Caller.Tenant).Where(i => ids.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, i => i.Reference, cancellationToken);
        return new Page<AlertEventView>(
            steps.Where(s => s.Step.Tenant is not { } actor || AlertViews.IsShown(alert, actor, affected, user.Caller.Tenant)).Select(s => new AlertEventView(
                s.Step.What, s.Step.Status?.ToString(), s.Step.Level?.ToString(), hidesScore ? null : s.Step.Score,
                s.InitiativeId is { } id
                    ? references.TryGetValue(id, out var reference) ? string.Create(CultureInfo.InvariantCulture, $"{s.Kind} {reference}") : null
                    : s.Kind?.ToString(),
                s.Step.By, s.Step.Note, s.Step.At)).ToArray(),
            null);
    }
}

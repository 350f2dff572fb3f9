using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Rules.Reference;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Initiatives;

/// <summary>
/// The surprise clock: for each tenant the day it could first know of an initiative, against the day negotiations began. It
/// counts only versions and alerts that the caller may read itself.
/// </summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.InitiativeRead)]
public sealed record GetSurpriseClock(Guid Id) : IQuery<SurpriseClockView>;

internal sealed class GetSurpriseClockHandler(RevisionReader revisions, AlertFinder finder, AuditReads reads, ReferenceData reference)
    : IRequestHandler<GetSurpriseClock, Result<SurpriseClockView>>
{
    public async Task<Result<SurpriseClockView>> Handle(GetSurpriseClock request, CancellationToken cancellationToken)
    {
        if (await revisions.SeenAsync(request.Id, cancellationToken) is not { Count: > 0 } seen)
        {
            return Refusal.NotFound;
        }

        reads.OfInitiative(AuditWords.InitiativeRead, request.Id, seen[^1].Owner, seen[^1].Version);
        var alerted = await AlertedAsync(request.Id, cancellationToken);
        var versions = seen.ConvertAll(r => (On: DayOf(r.At), State: r.ToFootprint()));
        return new SurpriseClockView(
            versions[^1].State.NegotiatingSince,
            [.. reference.Tenants.Keys.Order(StringComparer.Ordinal)
                .Select(tenant => FirstKnown(tenant, versions, alerted.TryGetValue(tenant, out var day) ? day : null))]);
    }

    /// <summary>
    /// By tenant, the day of the first alert on the initiative that concerns it. Of pairs only, which concern nobody but the
    /// owners and participants of two initiatives that the caller sees: others may concern an owner because of what is hidden.
    /// </summary>
    private async Task<Dictionary<string, DateOnly?>> AlertedAsync(Guid id, CancellationToken cancellationToken)
    {
        var pairs = (await finder.ReadableAsync(alsoVisible: true, cancellationToken))
            .Where(a => RuleNames.Pair.Contains(a.Rule) && (a.First == id || a.Second == id));
        var opened = await pairs.SelectMany(a => a.Audience, (a, t) => new { t.Tenant, a.OpenedAt }).ToListAsync(cancellationToken);
        return opened.GroupBy(o => o.Tenant).ToDictionary(g => g.Key, g => (DateOnly?)DayOf(g.Min(o => o.OpenedAt)));
    }

    private static FirstKnownView FirstKnown(string tenant, List<(DateOnly On, Footprint State)> versions, DateOnly? alert)
    {
        var present = versions[^1].State;
        var visible = versions.Where(v => v.State.IsVisibleTo(tenant)).Select(v => (DateOnly?)v.On).FirstOrDefault();
        if (tenant == present.Owner || present.Participants.Contains(tenant))
        {
            return new FirstKnownView(tenant, visible, visible is null ? null : tenant == present.Owner ? "owner" : "participant", false);
        }

        var (on, by) = new[] { (On: present.AnnouncedOn, By: "notice"), (On: visible, By: "visibility"), (On: alert, By: "alert") }
            .Where(k => k.On is not null).OrderBy(k => k.On).FirstOrDefault();
        return new FirstKnownView(tenant, on, by, present.NegotiatingSince is { } since && (on is null || on > since));
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}

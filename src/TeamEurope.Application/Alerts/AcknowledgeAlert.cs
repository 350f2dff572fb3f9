using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>The caller's tenant has read it. Of a blind item: the pair's alerts are acknowledged for that tenant.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.Acknowledged)]
public sealed record AcknowledgeAlert(Guid Id) : ICommand<AlertView>, IReadsMirror, IReachesOthers;

internal sealed class AcknowledgeAlertHandler(ITeamEuropeDb db, AlertAcknowledger acknowledger, AlertLedger ledger, AlertViews views)
    : IRequestHandler<AcknowledgeAlert, Result<AlertView>>
{
    public async Task<Result<AlertView>> Handle(AcknowledgeAlert request, CancellationToken cancellationToken)
    {
        var acknowledged = await acknowledger.AcknowledgeAsync(request.Id, cancellationToken);
        if (acknowledged.Refusal is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellationToken);
        await ledger.FollowAsync(acknowledged.Value.Behind, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([acknowledged.Value.Alert], cancellationToken)).Single();
    }
}

/// <summary>What was acknowledged, and the alerts behind it: itself, or a blind item's pair.</summary>
public sealed record Acknowledged(Alert Alert, IReadOnlyList<Alert> Behind);

/// <summary>Acknowledges one alert for the caller's tenant. Saving, and letting the blind items follow, is its caller's.</summary>
public sealed class AlertAcknowledger(ITeamEuropeDb db, AlertFinder finder, AlertActs acts, CurrentUser user, TimeProvider clock)
{
    public async Task<Result<Acknowledged>> AcknowledgeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await finder.FindOwnAsync(id, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        var behind = alert.IsCollision ? await BehindAsync(alert, cancellationToken) : [alert];
        if (alert.IsCollision && !alert.Stands)
        {
            return new Refusal(RefusalKind.Impossible, "alert-does-not-stand", Say.Of("Alert.NotAcknowledgeable", alert.Status));
        }

        var now = clock.GetUtcNow();
        foreach (var each in behind)
        {
            if (each.Acknowledge(user.Caller.Tenant, user.Caller.Signature, now).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        acts.Keep(alert, "Acknowledged", note: null);
        return new Acknowledged(alert, behind);
    }

    private Task<List<Alert>> BehindAsync(Alert item, CancellationToken cancellationToken)
    {
        // Never opportunities: acknowledging a blind item cannot be refused half-way.
        var alerts = db.Alerts.Include(a => a.Acknowledgements)
            .Where(a => AlertQueries.Standing.Contains(a.Status) && a.Level != AlertLevel.Opportunity);
        return (item.First is null
            ? alerts.Where(a => a.Rule == RuleNames.Spillover && a.First == item.Second)
            : alerts.Where(a => a.Rule != Alert.Collision && a.First == item.First && a.Second == item.Second)).ToListAsync(cancellationToken);
    }
}

/// <summary>Keeps what people do to alerts in their history.</summary>
public sealed class AlertActs(ITeamEuropeDb db, CurrentUser user, TimeProvider clock)
{
    public static Refusal Undisclosed => new(RefusalKind.Impossible, "undisclosed", Say.Of("Alert.Undisclosed"));

    public void Keep(Alert alert, string what, string? note) => db.AlertEvents.Add(new AlertEvent
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        AlertId = alert.Id,
        What = what,
        Status = alert.IsCollision ? null : alert.Status,
        Tenant = user.Caller.Tenant,
        By = user.Caller.Signature,
        Note = note,
        At = clock.GetUtcNow()
    });
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>The caller's tenant has read it. Of a blind item: the pair's alerts are acknowledged for that tenant.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
public sealed record AcknowledgeAlert(Guid Id) : ICommand<AlertView>;

internal sealed class AcknowledgeAlertHandler(
    ITeamEuropeDb db, AlertFinder finder, AlertLedger ledger, AlertActs acts, AlertViews views, CurrentUser user, TimeProvider clock)
    : IRequestHandler<AcknowledgeAlert, Result<AlertView>>
{
    public async Task<Result<AlertView>> Handle(AcknowledgeAlert request, CancellationToken cancellationToken)
    {
        if (await finder.FindOwnAsync(request.Id, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        var behind = alert.IsCollision ? await BehindAsync(alert, cancellationToken) : [alert];
        if (alert.IsCollision && !alert.Stands)
        {
            return new Refusal(RefusalKind.Impossible, "alert-does-not-stand", $"The alert is {alert.Status}; only one that stands can be acknowledged.");
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
        await db.SaveChangesAsync(cancellationToken);
        await ledger.FollowAsync(behind, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([alert], cancellationToken)).Single();
    }

    private Task<List<Alert>> BehindAsync(Alert item, CancellationToken cancellationToken)
    {
        var alerts = db.Alerts.Include(a => a.Acknowledgements).Where(a => AlertQueries.Standing.Contains(a.Status));
        return (item.First is null
            ? alerts.Where(a => a.Rule == RuleNames.Spillover && a.First == item.Second)
            : alerts.Where(a => a.Rule != Alert.Collision && a.First == item.First && a.Second == item.Second)).ToListAsync(cancellationToken);
    }
}

/// <summary>Keeps what people do to alerts in their history.</summary>
public sealed class AlertActs(ITeamEuropeDb db, CurrentUser user, TimeProvider clock)
{
    public static readonly Refusal Undisclosed = new(RefusalKind.Impossible, "undisclosed",
        "The other side is undisclosed: what is said here would reach nobody or betray something. Ask for disclosure first.");

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

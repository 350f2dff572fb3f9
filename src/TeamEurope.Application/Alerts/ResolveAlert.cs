using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Notifications;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;
using TeamEurope.Domain.Notifications;

namespace TeamEurope.Application.Alerts;

/// <summary>Settles an alert. It comes back by itself where its level rises, or where it was cleared and its ground returns.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.Resolved)]
public sealed record ResolveAlert(Guid Id, ResolveRequest Body) : ICommand<AlertView>, IReadsMirror, IReachesOthers;

internal sealed class ResolveAlertHandler(
    ITeamEuropeDb db, AlertFinder finder, AlertLedger ledger, AlertActs acts, AlertNews news, NotificationWriter notifications, AlertViews views,
    CurrentUser user, TimeProvider clock)
    : IRequestHandler<ResolveAlert, Result<AlertView>>
{
    public async Task<Result<AlertView>> Handle(ResolveAlert request, CancellationToken cancellationToken)
    {
        if (await finder.FindToSettleAsync(request.Id, cancellationToken) is not { } alert)
        {
            return Refusal.NotFound;
        }

        if (alert.IsCollision)
        {
            return AlertActs.Undisclosed;
        }

        var errors = new FieldErrors();
        var resolution = errors.WantedWord<Resolution>("$.resolution", request.Body.Resolution);
        var note = errors.Text("$.note", request.Body.Note, Alert.NoteMaxLength);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (alert.Resolve(resolution!.Value, clock.GetUtcNow()).Refusal is { } refusal)
        {
            return refusal;
        }

        acts.Keep(alert, $"Resolved: {resolution}", note);
        foreach (var recipient in await news.RecipientsOfAsync(alert, cancellationToken))
        {
            var by = news.MayHearOf(alert, user.Caller.Tenant, recipient.Tenant) ? $" by {user.Caller.Signature}" : "";
            notifications.Add(recipient, NotificationKind.AlertResolved, alert.Id, alert.Level.ToString(), alert.Substance.Countries,
                $"{alert.Rule} resolved as {resolution}{by}");
        }

        await notifications.SaveAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await ledger.FollowAsync([alert], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await views.OfAsync([alert], cancellationToken)).Single();
    }
}

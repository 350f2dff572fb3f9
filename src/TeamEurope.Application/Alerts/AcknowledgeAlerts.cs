using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Alerts;

namespace TeamEurope.Application.Alerts;

/// <summary>Acknowledges many at once. What cannot be is reported with its reason and stops none of the others.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[Audited(AuditWords.Acknowledged)]
public sealed record AcknowledgeAlerts(AcknowledgeRequest Body) : ICommand<IReadOnlyList<AcknowledgeOutcome>>, IReadsMirror, IReachesOthers;

internal sealed class AcknowledgeAlertsHandler(ITeamEuropeDb db, AlertAcknowledger acknowledger, AlertLedger ledger)
    : IRequestHandler<AcknowledgeAlerts, Result<IReadOnlyList<AcknowledgeOutcome>>>
{
    private const int Most = 200;
    private const string Done = "acknowledged";

    public async Task<Result<IReadOnlyList<AcknowledgeOutcome>>> Handle(AcknowledgeAlerts request, CancellationToken cancellationToken)
    {
        var ids = (request.Body.Ids ?? []).Distinct().ToList();
        if (ids.Count is 0 or > Most)
        {
            return Refusal.Invalid("$.ids", Say.Of("Alert.IdsBetween", Most, ids.Count));
        }

        var outcomes = new List<AcknowledgeOutcome>();
        var behind = new List<Alert>();
        foreach (var id in ids)
        {
            var acknowledged = await acknowledger.AcknowledgeAsync(id, cancellationToken);
            outcomes.Add(new AcknowledgeOutcome(id, acknowledged.Refusal?.Code ?? Done));
            behind.AddRange(acknowledged.IsRefused ? [] : acknowledged.Value.Behind);
        }

        await db.SaveChangesAsync(cancellationToken);
        await ledger.FollowAsync(behind, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return outcomes;
    }
}

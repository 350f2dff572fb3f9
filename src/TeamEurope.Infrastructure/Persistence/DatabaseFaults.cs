using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>The one map from the database's failures to refusals; what each provider's errors are, the provider says.</summary>
internal sealed class DatabaseFaults(IDatabaseProvider provider) : IDatabaseFaults
{
    public bool MayBeAskedAgain(Exception exception) =>
        exception is not CommitUncertainException && provider.FaultOf(exception) is DatabaseFault.Collision or DatabaseFault.Away;

    public Refusal? RefusalFor(Exception exception) => exception is CommitUncertainException
        ? new Refusal(RefusalKind.Unavailable, "outcome-unknown", Say.Of("Refused.OutcomeUnknown"))
        : provider.FaultOf(exception) switch
        {
            DatabaseFault.Away => new Refusal(RefusalKind.Unavailable, "database-away", Say.Of("Refused.DatabaseAway")),
            DatabaseFault.Full => new Refusal(RefusalKind.Unavailable, "database-full", Say.Of("Refused.DatabaseFull")),
            DatabaseFault.Collision => new Refusal(RefusalKind.Unavailable, "database-busy", Say.Of("Refused.DatabaseBusy")),
            _ => null
        };
}

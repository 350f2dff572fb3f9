using TeamEurope.Application.Common;
using TeamEurope.Domain;

namespace TeamEurope.Application.Audit;

/// <summary>Chains acts that change nothing, such as readings and refused attempts, in a small transaction of their own.</summary>
public sealed class AuditAppender(AuditTrail trail, IUnitOfWork work)
{
    /// <summary>An act of somebody who need not be signed in; of the service itself where nobody is given.</summary>
    public Task AppendAsync(AuditNote note, AuditActor? by, CancellationToken cancellationToken) =>
        AppendAsync([new AuditAct(by ?? AuditActor.Service, note)], cancellationToken);

    public Task AppendAsync(IReadOnlyList<AuditAct> acts, CancellationToken cancellationToken) => work.InTransactionAsync(
        () =>
        {
            foreach (var act in acts)
            {
                trail.Note(act.Note, act.By);
            }

            return Task.FromResult(default(Done));
        },
        static _ => true, cancellationToken);
}

using MediatR;
using TeamEurope.Domain;

namespace TeamEurope.Application.Audit;

/// <summary>
/// Chains what a question's handler has noted, before the answer goes out: where that cannot be kept, nothing is answered. The same
/// reading by the same person within a few minutes is kept once.
/// </summary>
public sealed class AuditedReadBehaviour<TRequest, TResponse>(AuditTrail trail, AuditAppender appender, RecentReads recent)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IRefusable<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        trail.Clear();
        var response = await next();
        var read = trail.TakeNotes().Where(a => !recent.Knows(a)).ToList();
        if (response.Refusal is null && read.Count > 0)
        {
            await appender.AppendAsync(read, cancellationToken);
            read.ForEach(recent.Remember);
        }

        return response;
    }
}

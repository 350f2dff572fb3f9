using System.Reflection;
using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Evaluation;
using TeamEurope.Application.Notifications;
using TeamEurope.Domain;

namespace TeamEurope.Application.Common;

/// <summary>Refuses whoever may not send the request. A job's requests meet the same rule as a page's.</summary>
public sealed class AuthoriseBehaviour<TRequest, TResponse>(CurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IRefusable<TResponse>
{
    private static readonly AllowAttribute Allowed = typeof(TRequest).GetCustomAttribute<AllowAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} does not say who may send it.");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Allowed.Roles.Contains(user.Caller.Role)
            ? next()
            : Task.FromResult(TResponse.Refuse(Roles.Refuse(user.Caller.Role, Allowed.Roles)));
}

/// <summary>
/// Where the database is away or full, the answer is a refusal that says so. A question is asked again a few times before that: it
/// changes nothing. A command is tried again by its own transaction.
/// </summary>
public sealed class FaultBehaviour<TRequest, TResponse>(IDatabaseFaults faults, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IRefusable<TResponse>
{
    private static readonly bool IsCommand = typeof(TRequest).IsAssignableTo(typeof(ICommand));
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await next();
            }
            catch (Exception e) when (!IsCommand && attempt < Pauses.Length && faults.MayBeAskedAgain(e))
            {
                await Task.Delay(Pauses[attempt], clock, cancellationToken);
            }
            catch (Exception e) when (faults.RefusalFor(e) is { } refusal)
            {
                return TResponse.Refuse(refusal);
            }
        }
    }
}

/// <summary>Opens the database's wall for the requests that reach others.</summary>
public sealed class WallBehaviour<TRequest, TResponse>(Wall wall) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IReachesOthers
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        wall.OpenForAsync(() => next());
}

/// <summary>Brings the mirror up to date for whoever reads it.</summary>
public sealed class MirrorBehaviour<TRequest, TResponse>(MirrorFollower follower) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IReadsMirror
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request.WillReadMirror)
        {
            await follower.CatchUpAsync(cancellationToken);
        }

        return await next();
    }
}

/// <summary>
/// Runs a command in one transaction, with its acts in the audit chain, and wakes evaluation, and push where news was kept, once it is
/// committed.
/// </summary>
public sealed class TransactionBehaviour<TRequest, TResponse>(
    IUnitOfWork work, AuditTrail trail, EvaluationSignal evaluation, NotificationWriter notifications, NewsSignal news) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand
    where TResponse : IRefusable<TResponse>
{
    private static readonly IReadOnlyList<string>? Words = typeof(TRequest).GetCustomAttribute<AuditedAttribute>()?.Words;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await work.InTransactionAsync(() => ActAsync(next), static r => r.Refusal is null, cancellationToken);
        if (response.Refusal is null)
        {
            evaluation.Wake();
            if (notifications.HasSaved)
            {
                news.Wake();
            }
        }

        return response;
    }

    private async Task<TResponse> ActAsync(RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (response.Refusal is null)
        {
            trail.Check(typeof(TRequest).Name, Words);
        }

        return response;
    }
}

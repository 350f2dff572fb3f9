using System.Reflection;
using MediatR;
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
            : Task.FromResult(TResponse.Refuse(new Refusal(
                RefusalKind.Forbidden, "role-may-not", Say.Of("Refused.RoleMayNot", user.Caller.Role, string.Join(", ", Allowed.Roles)))));
}

/// <summary>Runs a command in one transaction, and wakes evaluation and push once it is committed.</summary>
public sealed class TransactionBehaviour<TRequest, TResponse>(IUnitOfWork work, EvaluationSignal evaluation, NewsSignal news) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand
    where TResponse : IRefusable<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await work.InTransactionAsync(() => next(), static r => r.Refusal is null, cancellationToken);
        if (response.Refusal is null)
        {
            evaluation.Wake();
            news.Wake();
        }

        return response;
    }
}

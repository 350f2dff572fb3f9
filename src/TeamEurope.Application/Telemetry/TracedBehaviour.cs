using MediatR;
using TeamEurope.Domain;

namespace TeamEurope.Application.Telemetry;

/// <summary>A span for each use case, with the code of its refusal.</summary>
public sealed class TracedBehaviour<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IRefusable<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var span = ProductMeter.Spans.StartActivity(typeof(TRequest).Name);
        var response = await next();
        if (response.Refusal is { } refusal)
        {
            span?.SetTag(ProductMeter.RefusalAttribute, refusal.Code);
        }

        return response;
    }
}

using MediatR;
using TeamEurope.Application.Alerts;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/subscriptions").WithTags("Subscriptions");
        group.MapGet("/", List).For<ListSubscriptions>().Produces<Page<SubscriptionView>>();
        group.MapPost("/", Subscribe).For<Subscribe>().Produces<SubscriptionView>(201);
        group.MapPut("/{id:guid}", Change).For<ChangeSubscription>().Produces<SubscriptionView>();
        group.MapDelete("/{id:guid}", Unsubscribe).For<Unsubscribe>().Produces(204);
    }

    private static async Task<IResult> List(IMediator mediator, CancellationToken ct) => (await mediator.Send(new ListSubscriptions(), ct)).Ok();

    private static async Task<IResult> Subscribe(IMediator mediator, SubscriptionRequest body, CancellationToken ct) =>
        (await mediator.Send(new Subscribe(body), ct)).Created(s => $"/api/v1/subscriptions/{s.Id}");

    private static async Task<IResult> Change(IMediator mediator, Guid id, SubscriptionRequest body, CancellationToken ct) =>
        (await mediator.Send(new ChangeSubscription(id, body), ct)).Ok();

    private static async Task<IResult> Unsubscribe(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new Unsubscribe(id), ct)).NoContent();
}

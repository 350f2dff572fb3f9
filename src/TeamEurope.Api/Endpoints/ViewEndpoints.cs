using MediatR;
using TeamEurope.Application.Views;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class ViewEndpoints
{
    public static void MapViews(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/views").WithTags("Views");
        group.MapGet("/", List).For<ListViews>().Produces<Page<SavedViewView>>();
        group.MapPost("/", Save).For<SaveView>().Produces<SavedViewView>();
        group.MapDelete("/{id:guid}", Delete).For<DeleteView>().Produces(204);
    }

    private static async Task<IResult> List(IMediator mediator, string? page, CancellationToken ct) => (await mediator.Send(new ListViews(page), ct)).Ok();

    private static async Task<IResult> Save(IMediator mediator, SavedViewRequest body, CancellationToken ct) =>
        (await mediator.Send(new SaveView(body), ct)).Ok();

    private static async Task<IResult> Delete(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new DeleteView(id), ct)).NoContent();
}

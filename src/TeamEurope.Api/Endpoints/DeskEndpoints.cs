using MediatR;
using TeamEurope.Application.Desk;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class DeskEndpoints
{
    public static void MapDesk(this IEndpointRouteBuilder api) => api.MapGet("/desk", Get).For<GetDesk>().WithTags("Desk").Produces<DeskView>();

    private static async Task<IResult> Get(IMediator mediator, CancellationToken ct) => (await mediator.Send(new GetDesk(), ct)).Ok();
}

using MediatR;
using TeamEurope.Application.Exports;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/exports").WithTags("Exports");
        group.MapPost("/", Start).For<StartExport>().Produces<ExportView>(202);
        group.MapGet("/{id:guid}", Get).For<GetExport>().Produces<ExportView>();
        group.MapGet("/{id:guid}/file", File).For<GetExportFile>().Produces(200, contentType: "text/csv");
    }

    private static async Task<IResult> Start(
        IMediator mediator, string? country, int? ring, string? owner, string? stage, string? goal, string? instrument, string? q,
        string? visibility, string? level, bool? live, string? format, CancellationToken ct) =>
        (await mediator.Send(new StartExport(
            new InitiativeSelection
            {
                Country = country, Ring = ring, Owner = owner, Stage = stage, Goal = goal, Instrument = instrument, Q = q,
                Visibility = visibility, Level = level, Live = live
            }, format), ct)).Accepted(e => $"/api/v1/exports/{e.Id}");

    private static async Task<IResult> Get(IMediator mediator, Guid id, CancellationToken ct) => (await mediator.Send(new GetExport(id), ct)).Ok();

    private static async Task<IResult> File(IMediator mediator, Guid id, CancellationToken ct)
    {
        var file = await mediator.Send(new GetExportFile(id), ct);
        return file.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.File(file.Value.Bytes, file.Value.ContentType, file.Value.FileName);
    }
}

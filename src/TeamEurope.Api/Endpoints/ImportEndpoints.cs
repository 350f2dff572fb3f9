using MediatR;
using TeamEurope.Api.Hosting;
using TeamEurope.Application.Imports;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/imports").WithTags("Imports");
        group.MapPost("/", Start).For<StartImport>().Accepts<InitiativeBody[]>("application/json").Produces<ImportView>(202);
        group.MapGet("/", List).For<ListImports>().Produces<Page<ImportSummary>>();
        group.MapGet("/{id:guid}", Get).For<GetImport>().Produces<ImportView>();
    }

    private static async Task<IResult> Start(IMediator mediator, HttpContext context, bool? dryRun, bool? baseline, CancellationToken ct)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Problems.Of(415, "wrong-type", Say.Of("Problem.SendJsonList"));
        }

        HttpSetup.AllowBody(context, StartImport.MostFileBytes);
        using var reader = new StreamReader(context.Request.Body);
        var rows = await reader.ReadToEndAsync(ct);
        return (await mediator.Send(new StartImport(rows, dryRun ?? false, baseline ?? false), ct)).Accepted(i => $"/api/v1/imports/{i.Id}");
    }

    private static async Task<IResult> List(IMediator mediator, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListImports(after, limit), ct)).Ok();

    private static async Task<IResult> Get(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetImport(id), ct)).Ok();
}

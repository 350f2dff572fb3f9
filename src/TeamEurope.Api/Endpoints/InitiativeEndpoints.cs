using MediatR;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class InitiativeEndpoints
{
    public static void MapInitiatives(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/initiatives").WithTags("Initiatives");
        group.MapPost("/", Register).For<RegisterInitiative>().Produces<InitiativeView>(201);
        group.MapGet("/", List).For<ListInitiatives>().Produces<Page<InitiativeSummary>>();
        group.MapGet("/count", Count).For<CountInitiatives>().Produces<InitiativeCount>();
        group.MapGet("/export", Export).For<ExportInitiatives>().Produces(200, contentType: "text/csv");
        group.MapPost("/preview", Preview).For<PreviewInitiative>().Produces<PreviewView>().WithMetadata(PreviewLimit.Mark);
        group.MapGet("/{id:guid}", Get).For<GetInitiative>().Produces<InitiativeView>();
        group.MapPut("/{id:guid}", Change).For<ChangeInitiative>().Produces<InitiativeView>();
        group.MapDelete("/{id:guid}", Delete).For<DeleteDraft>().Produces(204);
        group.MapPost("/{id:guid}/stage", MoveToStage).For<ChangeStage>().Produces<InitiativeView>();
        group.MapGet("/{id:guid}/revisions", Revisions).For<ListRevisions>().Produces<Page<RevisionView>>();
        group.MapGet("/{id:guid}/first-known", FirstKnown).For<GetSurpriseClock>().Produces<SurpriseClockView>();
        group.MapGet("/{id:guid}/parts", Parts).For<ListParts>().Produces<Page<PartView>>();
        group.MapPost("/{id:guid}/part-of/confirm", ConfirmPart).For<ConfirmPartOf>().Produces(204);
        group.MapPost("/{id:guid}/part-of/withdraw", WithdrawPart).For<WithdrawPartOf>().Produces(204);
        group.MapPost("/{id:guid}/complementarity/reply", Reply).For<ReplyToStatement>().Produces<InitiativeView>();
    }

    private static async Task<IResult> Register(IMediator mediator, HttpContext context, InitiativeBody body, CancellationToken ct)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var result = await mediator.Send(new RegisterInitiative(body, key.Length == 0 ? null : key), ct);
        return result.WithETag(context, r => r.Created(i => $"/api/v1/initiatives/{i.Id}"));
    }

    private static async Task<IResult> List(
        IMediator mediator, string? country, int? ring, string? owner, string? stage, string? goal, string? instrument, string? q,
        string? visibility, string? level, bool? live, string? sort, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListInitiatives(
            Selection(country, ring, owner, stage, goal, instrument, q, visibility, level, live), sort, after, limit), ct)).Ok();

    private static async Task<IResult> Count(
        IMediator mediator, string? country, int? ring, string? owner, string? stage, string? goal, string? instrument, string? q,
        string? visibility, string? level, bool? live, CancellationToken ct) =>
        (await mediator.Send(new CountInitiatives(
            Selection(country, ring, owner, stage, goal, instrument, q, visibility, level, live)), ct)).Ok();

    private static async Task<IResult> Export(
        IMediator mediator, string? country, int? ring, string? owner, string? stage, string? goal, string? instrument, string? q,
        string? visibility, string? level, bool? live, string? format, CancellationToken ct)
    {
        var file = await mediator.Send(new ExportInitiatives(
            Selection(country, ring, owner, stage, goal, instrument, q, visibility, level, live), format), ct);
        return file.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.File(file.Value.Bytes, file.Value.ContentType, file.Value.FileName);
    }

    private static async Task<IResult> Revisions(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ListRevisions(id), ct)).Ok();

    private static async Task<IResult> FirstKnown(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetSurpriseClock(id), ct)).Ok();

    private static async Task<IResult> Preview(IMediator mediator, InitiativeBody body, CancellationToken ct) =>
        (await mediator.Send(new PreviewInitiative(body), ct)).Ok();

    private static async Task<IResult> Get(IMediator mediator, HttpContext context, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetInitiative(id), ct)).WithETag(context, Answers.Ok);

    private static async Task<IResult> Change(IMediator mediator, HttpContext context, Guid id, InitiativeBody body, CancellationToken ct) =>
        (await mediator.Send(new ChangeInitiative(id, Answers.IfMatch(context), body), ct)).WithETag(context, Answers.Ok);

    private static async Task<IResult> Delete(IMediator mediator, HttpContext context, Guid id, CancellationToken ct) =>
        (await mediator.Send(new DeleteDraft(id, Answers.IfMatch(context)), ct)).NoContent();

    private static async Task<IResult> MoveToStage(IMediator mediator, HttpContext context, Guid id, StageRequest body, CancellationToken ct) =>
        (await mediator.Send(new ChangeStage(id, body), ct)).WithETag(context, Answers.Ok);

    private static async Task<IResult> Parts(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ListParts(id), ct)).Ok();

    private static async Task<IResult> ConfirmPart(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ConfirmPartOf(id), ct)).NoContent();

    private static async Task<IResult> WithdrawPart(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new WithdrawPartOf(id), ct)).NoContent();

    private static async Task<IResult> Reply(IMediator mediator, HttpContext context, Guid id, ReplyRequest body, CancellationToken ct) =>
        (await mediator.Send(new ReplyToStatement(id, body), ct)).WithETag(context, Answers.Ok);

    private static InitiativeSelection Selection(
        string? country, int? ring, string? owner, string? stage, string? goal, string? instrument, string? q, string? visibility,
        string? level, bool? live) => new()
    {
        Country = country, Ring = ring, Owner = owner, Stage = stage, Goal = goal, Instrument = instrument, Q = q,
        Visibility = visibility, Level = level, Live = live
    };
}

using MediatR;
using TeamEurope.Application.Briefings;
using TeamEurope.Application.Meetings;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class MeetingEndpoints
{
    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Meetings");
        meetings.MapPost("/", Plan).For<PlanMeeting>().Produces<MeetingView>(201);
        meetings.MapGet("/", List).For<ListMeetings>().Produces<Page<MeetingView>>();
        meetings.MapGet("/{id:guid}", Get).For<GetMeeting>().Produces<MeetingView>();
        meetings.MapPut("/{id:guid}", Change).For<ChangeMeeting>().Produces<MeetingView>();
        meetings.MapGet("/{id:guid}/changes", Changes).For<ListMeetingChanges>().Produces<MeetingChangesView>();
        meetings.MapPost("/{id:guid}/briefings", Compose).For<ComposeBriefing>().Produces<BriefingView>(201);

        var briefings = api.MapGroup("/briefings").WithTags("Briefings");
        briefings.MapGet("/{id:guid}", GetBriefing).For<GetBriefing>().Produces<BriefingView>();
        briefings.MapGet("/{id:guid}/file", GetFile).For<GetBriefingFile>().Produces(200, contentType: "application/octet-stream");
        briefings.MapPut("/{id:guid}", Edit).For<EditBriefing>().Produces<BriefingView>();
        briefings.MapPost("/{id:guid}/recompose", Recompose).For<RecomposeBriefing>().Produces<BriefingView>();
        briefings.MapPost("/{id:guid}/freeze", Freeze).For<FreezeBriefing>().Produces<BriefingView>();
    }

    private static async Task<IResult> Plan(IMediator mediator, MeetingBody body, CancellationToken ct) =>
        (await mediator.Send(new PlanMeeting(body), ct)).Created(m => $"/api/v1/meetings/{m.Id}");

    private static async Task<IResult> List(IMediator mediator, string? after, int? limit, DateOnly? from, DateOnly? to, CancellationToken ct) =>
        (await mediator.Send(new ListMeetings(after, limit, from, to), ct)).Ok();

    private static async Task<IResult> Get(IMediator mediator, Guid id, CancellationToken ct) => (await mediator.Send(new GetMeeting(id), ct)).Ok();

    private static async Task<IResult> Change(IMediator mediator, Guid id, MeetingBody body, CancellationToken ct) =>
        (await mediator.Send(new ChangeMeeting(id, body), ct)).Ok();

    private static async Task<IResult> Changes(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ListMeetingChanges(id), ct)).Ok();

    private static async Task<IResult> Compose(IMediator mediator, Guid id, BriefingRequest body, CancellationToken ct) =>
        (await mediator.Send(new ComposeBriefing(id, body), ct)).Created(b => $"/api/v1/briefings/{b.Id}");

    private static async Task<IResult> GetBriefing(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetBriefing(id), ct)).Ok();

    private static async Task<IResult> GetFile(IMediator mediator, Guid id, string? format, CancellationToken ct)
    {
        var file = await mediator.Send(new GetBriefingFile(id, format ?? "docx"), ct);
        return file.Refusal is { } refusal
            ? refusal.ToProblem()
            : TypedResults.File(file.Value.Bytes, file.Value.ContentType, file.Value.FileName);
    }

    private static async Task<IResult> Edit(IMediator mediator, Guid id, BriefingEdit body, CancellationToken ct) =>
        (await mediator.Send(new EditBriefing(id, body), ct)).Ok();

    private static async Task<IResult> Recompose(IMediator mediator, Guid id, RecomposeRequest body, CancellationToken ct) =>
        (await mediator.Send(new RecomposeBriefing(id, body), ct)).Ok();

    private static async Task<IResult> Freeze(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new FreezeBriefing(id), ct)).Ok();
}

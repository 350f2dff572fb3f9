using MediatR;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Evaluation;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/status", Status).For<GetStatus>().WithTags("Status").Produces<StatusView>();
        var group = api.MapGroup("/alerts").WithTags("Alerts");
        group.MapGet("/", List).For<ListAlerts>().Produces<Page<AlertView>>()
            .WithDescription("`country` and `family` take `none` for alerts that have none. Alerts cleared long ago are left out unless `archived=true`.");
        group.MapGet("/count", Count).For<CountAlerts>().Produces<CountView>();
        group.MapGet("/groups", Groups).For<ListAlertGroups>().Produces<Page<AlertGroupView>>()
            .WithDescription("The alerts that the list would give, counted by country and family of instruments, the gravest groups first. "
                + "An alert can be in several groups. `after` is a place in that order as it stands.");
        group.MapGet("/facets", Facets).For<GetAlertFacets>().Produces<AlertFacetsView>();
        group.MapPost("/acknowledge", AcknowledgeMany).For<AcknowledgeAlerts>().Produces<IReadOnlyList<AcknowledgeOutcome>>();
        group.MapGet("/{id:guid}", Get).For<GetAlert>().Produces<AlertView>();
        group.MapGet("/{id:guid}/comments", Comments).For<ListComments>().Produces<Page<CommentView>>();
        group.MapGet("/{id:guid}/history", History).For<ListAlertHistory>().Produces<Page<AlertEventView>>();
        group.MapPost("/{id:guid}/acknowledge", Acknowledge).For<AcknowledgeAlert>().Produces<AlertView>();
        group.MapPost("/{id:guid}/comments", Comment).For<CommentOnAlert>().Produces<CommentView>(201);
        group.MapPost("/{id:guid}/assign", Assign).For<AssignAlert>().Produces<AlertView>();
        group.MapPost("/{id:guid}/resolve", Resolve).For<ResolveAlert>().Produces<AlertView>();
        group.MapPost("/{id:guid}/disclosure-request", AskDisclosure).For<RequestDisclosure>().Produces<DisclosureView>(201);

        var disclosures = api.MapGroup("/disclosure-requests").WithTags("Disclosure");
        disclosures.MapGet("/", ListDisclosures).For<ListDisclosures>().Produces<Page<DisclosureView>>();
        disclosures.MapPost("/{id:guid}/withdraw", WithdrawDisclosure).For<WithdrawDisclosure>().Produces<DisclosureView>();
        disclosures.MapPost("/{id:guid}/reply", ReplyToDisclosure).For<ReplyToDisclosure>().Produces<DisclosureView>();

        api.MapGet("/mentions", Mentions).For<ListMentions>().WithTags("Alerts").Produces<Page<MentionView>>();
    }

    private static async Task<IResult> Status(IMediator mediator, CancellationToken ct) => (await mediator.Send(new GetStatus(), ct)).Ok();

    private static async Task<IResult> List(
        IMediator mediator, string? status, string? rule, string? level, string? country, int? ring, Guid? initiative, string? scope,
        string? minLevel, string? kind, string? assignee, bool? mine, string? due, bool? unacknowledged, bool? standing, DateOnly? openedBefore,
        string? sort, string? family, bool? archived, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(
            new ListAlerts(
                status, rule, level, country, ring, initiative, scope, after, limit, minLevel, kind, assignee, mine ?? false, due,
                unacknowledged ?? false, standing ?? false, openedBefore, sort, family, archived ?? false), ct)).Ok();

    private static async Task<IResult> Count(IMediator mediator, [AsParameters] AlertQuery query, CancellationToken ct) =>
        (await mediator.Send(new CountAlerts(query.ToSearch()), ct)).Ok();

    private static async Task<IResult> Groups(IMediator mediator, [AsParameters] AlertQuery query, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListAlertGroups(query.ToSearch(), after, limit), ct)).Ok();

    private static async Task<IResult> Facets(IMediator mediator, CancellationToken ct) => (await mediator.Send(new GetAlertFacets(), ct)).Ok();

    private static async Task<IResult> Mentions(IMediator mediator, CancellationToken ct) => (await mediator.Send(new ListMentions(), ct)).Ok();

    private static async Task<IResult> AcknowledgeMany(IMediator mediator, AcknowledgeRequest body, CancellationToken ct) =>
        (await mediator.Send(new AcknowledgeAlerts(body), ct)).Ok();

    private static async Task<IResult> Get(IMediator mediator, Guid id, CancellationToken ct) => (await mediator.Send(new GetAlert(id), ct)).Ok();

    private static async Task<IResult> Comments(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ListComments(id), ct)).Ok();

    private static async Task<IResult> History(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ListAlertHistory(id), ct)).Ok();

    private static async Task<IResult> Acknowledge(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new AcknowledgeAlert(id), ct)).Ok();

    private static async Task<IResult> Comment(IMediator mediator, Guid id, CommentRequest body, CancellationToken ct) =>
        (await mediator.Send(new CommentOnAlert(id, body), ct)).Created(_ => $"/api/v1/alerts/{id}/comments");

    private static async Task<IResult> Assign(IMediator mediator, Guid id, AssignRequest body, CancellationToken ct) =>
        (await mediator.Send(new AssignAlert(id, body), ct)).Ok();

    private static async Task<IResult> Resolve(IMediator mediator, Guid id, ResolveRequest body, CancellationToken ct) =>
        (await mediator.Send(new ResolveAlert(id, body), ct)).Ok();

    private static async Task<IResult> AskDisclosure(IMediator mediator, Guid id, DisclosureRequest body, CancellationToken ct) =>
        (await mediator.Send(new RequestDisclosure(id, body), ct)).Created(d => $"/api/v1/disclosure-requests/{d.Id}");

    private static async Task<IResult> ListDisclosures(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListDisclosures(), ct)).Ok();

    private static async Task<IResult> WithdrawDisclosure(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new WithdrawDisclosure(id), ct)).Ok();

    private static async Task<IResult> ReplyToDisclosure(IMediator mediator, Guid id, DisclosureReplyRequest body, CancellationToken ct) =>
        (await mediator.Send(new ReplyToDisclosure(id, body), ct)).Ok();
}

/// <summary>Which alerts are meant, as addresses say it.</summary>
internal sealed record AlertQuery(
    string? Status, string? Rule, string? Level, string? Country, int? Ring, Guid? Initiative, string? Scope, string? MinLevel, string? Kind,
    string? Assignee, bool? Mine, string? Due, bool? Unacknowledged, bool? Standing, DateOnly? OpenedBefore, string? Family, bool? Archived)
{
    public AlertSearch ToSearch() => new()
    {
        Status = Status, Rule = Rule, Level = Level, Country = Country, Ring = Ring, Initiative = Initiative, Scope = Scope, MinLevel = MinLevel,
        Kind = Kind, Assignee = Assignee, Mine = Mine ?? false, Due = Due, Unacknowledged = Unacknowledged ?? false, Standing = Standing ?? false,
        OpenedBefore = OpenedBefore, Family = Family, Archived = Archived ?? false
    };
}

using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.People;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

/// <summary>People, jobs and the audit trail.</summary>
internal static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", People).For<ListPeople>().Produces<Page<PersonView>>();
        people.MapPost("/block", Block).For<BlockPerson>().Produces<PersonView>();
        people.MapPost("/unblock", Unblock).For<UnblockPerson>().Produces<PersonView>();

        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/", Jobs).For<ListJobs>().Produces<Page<JobView>>();
        jobs.MapPost("/{name}/run", Run).For<RunJob>().Produces<JobRunView>(202);
        jobs.MapGet("/{name}/runs", Runs).For<ListJobRuns>().Produces<Page<JobRunView>>();
        api.MapGet("/audit", Audit).For<ListAudit>().WithTags("Audit").Produces<Page<AuditView>>();
    }

    private static async Task<IResult> People(IMediator mediator, CancellationToken ct) => (await mediator.Send(new ListPeople(), ct)).Ok();

    private static async Task<IResult> Block(IMediator mediator, PersonRequest body, CancellationToken ct) =>
        (await mediator.Send(new BlockPerson(body.User), ct)).Ok();

    private static async Task<IResult> Unblock(IMediator mediator, PersonRequest body, CancellationToken ct) =>
        (await mediator.Send(new UnblockPerson(body.User), ct)).Ok();

    private static async Task<IResult> Jobs(IMediator mediator, CancellationToken ct) => (await mediator.Send(new ListJobs(), ct)).Ok();

    private static async Task<IResult> Run(IMediator mediator, string name, CancellationToken ct) =>
        (await mediator.Send(new RunJob(name), ct)).Accepted(run => $"/api/v1/jobs/{run.Job}/runs");

    private static async Task<IResult> Runs(IMediator mediator, string name, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListJobRuns(name, after, limit), ct)).Ok();

    private static async Task<IResult> Audit(
        IMediator mediator, string? user, string? what, DateOnly? from, DateOnly? to, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListAudit(user, what, from, to, after, limit), ct)).Ok();
}

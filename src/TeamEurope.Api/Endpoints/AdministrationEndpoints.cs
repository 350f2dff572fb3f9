using MediatR;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Jobs;
using TeamEurope.Application.People;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Admin;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

/// <summary>People, jobs and the audit trail.</summary>
internal static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", People).For<ListPeople>().Produces<Page<PersonView>>();
        people.MapGet("/me/data", MyData).For<GetMyData>().Produces<PersonalDataView>().WithDescription("All that is kept about the caller, as a file.");
        people.MapGet("/data", Data).For<GetPersonalData>().Produces<PersonalDataView>().WithDescription("The same of somebody of the caller's tenant, for a lead whom that person has asked.");
        people.MapPost("/anonymise", Anonymise).For<AnonymisePerson>().Produces<AnonymisedView>().WithDescription("A pseudonym takes the place of the person's name, for good.");
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

    private static async Task<IResult> MyData(IMediator mediator, CancellationToken ct) => FileOf(await mediator.Send(new GetMyData(), ct));

    private static async Task<IResult> Data(IMediator mediator, string? user, CancellationToken ct) => FileOf(await mediator.Send(new GetPersonalData(user), ct));

    private static IResult FileOf(Result<PersonalDataView> data) => data.Refusal is { } refusal ? refusal.ToProblem() : PersonalDataFile.Of(data.Value);

    private static async Task<IResult> Anonymise(IMediator mediator, PersonRequest body, CancellationToken ct) =>
        (await mediator.Send(new AnonymisePerson(body.User), ct)).Ok();

    private static async Task<IResult> Jobs(IMediator mediator, CancellationToken ct) => (await mediator.Send(new ListJobs(), ct)).Ok();

    private static async Task<IResult> Run(IMediator mediator, string name, CancellationToken ct) =>
        (await mediator.Send(new RunJob(name), ct)).Accepted(run => $"/api/v1/jobs/{run.Job}/runs");

    private static async Task<IResult> Runs(IMediator mediator, string name, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListJobRuns(name, after, limit), ct)).Ok();

    private static async Task<IResult> Audit(
        IMediator mediator, string? user, string? what, DateOnly? from, DateOnly? to, string? after, int? limit, CancellationToken ct) =>
        (await mediator.Send(new ListAudit(user, what, from, to, after, limit), ct)).Ok();
}

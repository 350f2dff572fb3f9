using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Jobs;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>The background work, the runs of one job, and beginning one.</summary>
internal static class JobPages
{
    public static void MapJobs(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/jobs", List).For<ListJobs>();
        pages.MapGet("/admin/jobs/{name}", Runs).For<ListJobRuns>();
        pages.MapPost("/admin/jobs/{name}/run", Run).For<RunJob>();
    }

    private static async Task<IResult> List(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListJobs(), ct)).Page(jobs => Show<JobsPage>(new { Jobs = jobs.Items }));

    private static async Task<IResult> Runs(IMediator mediator, string name, string? after, CancellationToken ct) =>
        await ShowAsync(mediator, name, after, null, ct);

    /// <summary>Where it is running already, its page says so.</summary>
    private static async Task<IResult> Run(IMediator mediator, string name, CancellationToken ct)
    {
        var run = await mediator.Send(new RunJob(name), ct);
        return run.Refusal switch
        {
            null => GoTo($"/admin/jobs/{name}"),
            { Kind: RefusalKind.Conflict } refusal => await ShowAsync(mediator, name, null, refusal, ct),
            var refusal => refusal.Page()
        };
    }

    private static async Task<IResult> ShowAsync(IMediator mediator, string name, string? after, Refusal? refusal, CancellationToken ct)
    {
        var runs = await mediator.Send(new ListJobRuns(name, after), ct);
        if (runs.Refusal is { } refused)
        {
            return refused.Page();
        }

        return (await mediator.Send(new ListJobs(), ct)).Page(jobs => Show<JobPage>(
            new { Job = jobs.Items.Single(j => j.Name == name), Runs = runs.Value, Errors = new FormErrors(refusal) },
            refusal is null ? StatusCodes.Status200OK : RefusalStatus.Of(refusal.Kind)));
    }
}

using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Tenants;
using TeamEurope.Contracts;
using TeamEurope.Web.Admin.Reference;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>The administration: where it begins, and our defaults; its larger parts have files of their own.</summary>
internal static class AdminPages
{
    public static void MapAdmin(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin", () => Show<AdminPage>()).ForEverybody();
        pages.MapGet("/admin/defaults", Defaults).For<GetTenantDefaults>();
        pages.MapPost("/admin/defaults", SetDefaults).For<SetTenantDefaults>();
        pages.MapJobs();
        pages.MapPeople();
        pages.MapRatings();
        pages.MapReference();
        pages.MapImports();
        pages.MapAudit();
    }

    private static async Task<IResult> Defaults(IMediator mediator, bool? saved, CancellationToken ct) =>
        (await mediator.Send(new GetTenantDefaults(), ct)).Page(d => Show<DefaultsPage>(new { d.DefaultVisibility, Saved = saved == true }));

    private static async Task<IResult> SetDefaults(IMediator mediator, [FromForm] string? defaultVisibility, CancellationToken ct)
    {
        var set = await mediator.Send(new SetTenantDefaults(new TenantDefaultsView(defaultVisibility)), ct);
        return set.Refusal switch
        {
            null => GoTo("/admin/defaults?saved=true"),
            { Errors: not null } refusal => (await mediator.Send(new GetTenantDefaults(), ct)).Page(d =>
                Show<DefaultsPage>(new { d.DefaultVisibility, Errors = new FormErrors(refusal) }, RefusalStatus.Of(refusal.Kind))),
            var refusal => refusal.Page()
        };
    }
}

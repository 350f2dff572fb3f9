using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Reference;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin.Reference;

/// <summary>The reference data, to be read: one page for each part.</summary>
internal static class ReferencePages
{
    /// <summary>The parts, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Parts = ["rings", "taxonomy", "organisations", "routes", "rules", "tenants", "occupations"];

    public static void MapReference(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/reference", Of<ReferencePage>);
        pages.MapGet("/admin/reference/rings", Of<RingsPage>);
        pages.MapGet("/admin/reference/taxonomy", Of<TaxonomyPage>);
        pages.MapGet("/admin/reference/organisations", Of<OrganisationsPage>);
        pages.MapGet("/admin/reference/routes", Of<RoutesPage>);
        pages.MapGet("/admin/reference/rules", Of<RulesPage>);
        pages.MapGet("/admin/reference/tenants", Of<TenantsPage>);
        pages.MapGet("/admin/reference/occupations", Of<OccupationsPage>);
    }

    private static async Task<IResult> Of<TPage>(IMediator mediator, CancellationToken ct) where TPage : IComponent =>
        (await mediator.Send(new GetReferenceData(), ct)).Page(data => Show<TPage>(new { Data = data }));
}

using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Reference;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin.Reference;

/// <summary>The reference data, to be read: one page for each part.</summary>
internal static class ReferencePages
{
    /// <summary>The parts, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Parts = ["rings", "taxonomy", "organisations", "routes", "rules", "tenants", "occupations"];

    public static void MapReference(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/reference", Of<ReferencePage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/rings", Of<RingsPage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/taxonomy", Of<TaxonomyPage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/organisations", Of<OrganisationsPage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/routes", Of<RoutesPage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/rules", Of<RulesPage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/tenants", Of<TenantsPage>).For<GetReferenceData>();
        pages.MapGet("/admin/reference/occupations", Of<OccupationsPage>).For<GetReferenceData>();
    }

    private static async Task<IResult> Of<TPage>(IMediator mediator, CancellationToken ct) where TPage : IComponent =>
        (await mediator.Send(new GetReferenceData(), ct)).Page(data => Show<TPage>(new { Data = data }));
}

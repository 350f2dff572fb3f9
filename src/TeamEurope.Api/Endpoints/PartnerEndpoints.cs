using MediatR;
using TeamEurope.Application.Partners;
using TeamEurope.Application.Tenants;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Endpoints;

internal static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/partners").WithTags("Partners");
        group.MapGet("/", List).For<ListPartners>().Produces<Page<PartnerSummary>>();
        group.MapGet("/{country}", Get).For<GetPartner>().Produces<PartnerView>();
        group.MapGet("/risk", ListRatings).For<ListRatings>().Produces<Page<RiskRatingView>>();
        group.MapGet("/{country}/risk/history", RatingHistory).For<ListRatingHistory>().Produces<Page<RiskRatingStep>>();
        group.MapGet("/{country}/risk", GetRisk).For<GetRisk>().Produces<RiskRatingView>();
        group.MapPut("/{country}/risk", Rate).For<RateRisk>().Produces<RiskRatingView>();

        var tenant = api.MapGroup("/tenant/defaults").WithTags("Tenant");
        tenant.MapGet("/", GetDefaults).For<GetTenantDefaults>().Produces<TenantDefaultsView>();
        tenant.MapPut("/", SetDefaults).For<SetTenantDefaults>().Produces<TenantDefaultsView>();
    }

    private static async Task<IResult> List(IMediator mediator, int? ring, string? goal, CancellationToken ct) =>
        (await mediator.Send(new ListPartners(ring, goal), ct)).Ok();

    private static async Task<IResult> Get(IMediator mediator, string country, CancellationToken ct) =>
        (await mediator.Send(new GetPartner(country), ct)).Ok();

    private static async Task<IResult> ListRatings(IMediator mediator, CancellationToken ct) => (await mediator.Send(new ListRatings(), ct)).Ok();

    private static async Task<IResult> RatingHistory(IMediator mediator, string country, CancellationToken ct) =>
        (await mediator.Send(new ListRatingHistory(country), ct)).Ok();

    private static async Task<IResult> GetRisk(IMediator mediator, string country, CancellationToken ct) =>
        (await mediator.Send(new GetRisk(country), ct)).Ok();

    private static async Task<IResult> Rate(IMediator mediator, string country, RiskRatingRequest body, CancellationToken ct) =>
        (await mediator.Send(new RateRisk(country, body), ct)).Ok();

    private static async Task<IResult> GetDefaults(IMediator mediator, CancellationToken ct) => (await mediator.Send(new GetTenantDefaults(), ct)).Ok();

    private static async Task<IResult> SetDefaults(IMediator mediator, TenantDefaultsView body, CancellationToken ct) =>
        (await mediator.Send(new SetTenantDefaults(body), ct)).Ok();
}

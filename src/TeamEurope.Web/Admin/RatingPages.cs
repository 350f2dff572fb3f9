using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Partners;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>How the viewer's tenant rates the risk of countries; its own, shown to nobody else.</summary>
internal static class RatingPages
{
    public static void MapRatings(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/risk", List).For<ListRatings>();
        pages.MapPost("/admin/risk", Rate).For<RateRisk>();
        pages.MapGet("/admin/risk/{country}", OfCountry).For<ListRatingHistory>();
    }

    private static async Task<IResult> List(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListRatings(), ct)).Page(ratings => Show<RatingsPage>(new { Ratings = ratings.Items }));

    private static async Task<IResult> OfCountry(IMediator mediator, string country, CancellationToken ct)
    {
        var history = await mediator.Send(new ListRatingHistory(country), ct);
        return history.Refusal is { } refusal
            ? refusal.Page()
            : (await mediator.Send(new GetRisk(country), ct)).Page(now => Show<RatingPage>(new { Now = now, History = history.Value.Items }));
    }

    private static async Task<IResult> Rate(IMediator mediator, Wording words, [FromForm] RatingForm form, CancellationToken ct)
    {
        var rated = await mediator.Send(new RateRisk(form.Country ?? "", new RiskRatingRequest(form.Risk, form.Reason)), ct);
        if (rated.Refusal is not { } refusal)
        {
            return GoTo($"/admin/risk/{rated.Value.Country}");
        }

        if (refusal.Kind == RefusalKind.NotFound)
        {
            refusal = Refusal.Invalid("$.country", words["Ratings.NoCountry"]);
        }

        return refusal.Errors is null
            ? refusal.Page()
            : (await mediator.Send(new ListRatings(), ct)).Page(ratings =>
                Show<RatingsPage>(new { Ratings = ratings.Items, Form = form, Errors = new FormErrors(refusal) }, RefusalStatus.Of(refusal.Kind)));
    }
}

/// <summary>A rating as its form sends it: no risk takes the common value again.</summary>
public sealed record RatingForm
{
    public string? Country { get; init; }
    public string? Risk { get; init; }
    public string? Reason { get; init; }
}

using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.Partners;
using TeamEurope.Contracts;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Partners;

/// <summary>What the form for a tenant's own risk rating sends; an empty risk takes the common value again.</summary>
public sealed record RatingForm
{
    public string? Risk { get; init; }
    public string? Reason { get; init; }
}

/// <summary>The partner countries: all on a map and in a table, and each by itself.</summary>
internal static class PartnersPages
{
    private const int MostAlerts = 20;

    public static void MapPartners(this RouteGroupBuilder pages)
    {
        pages.MapGet("/partners", List).For<ListPartners>();
        pages.MapGet("/partners/{country}", (IMediator mediator, string country, CancellationToken ct) => Country(mediator, country, new RatingForm(), FormErrors.None, ct)).For<GetPartner>();
        pages.MapPost("/partners/{country}/risk", Rate).For<RateRisk>();
    }

    private static async Task<IResult> List(IMediator mediator, [AsParameters] PartnersQuery query, CancellationToken ct)
    {
        // A ring that is no number is none that there is, and refused as such.
        int? ring = Words.Known(query.Ring) is { } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0 : null;
        var partners = await mediator.Send(new ListPartners(ring, Words.Known(query.Goal)), ct);
        return partners.Page(found => Show<PartnersPage>(new { Query = query, Partners = found.Items }));
    }

    private static async Task<IResult> Rate(IMediator mediator, string country, [FromForm] RatingForm form, CancellationToken ct)
    {
        var rated = await mediator.Send(new RateRisk(country, new RiskRatingRequest(form.Risk, form.Reason)), ct);
        return rated.Refusal is { } refusal
            ? await Country(mediator, country, form, new FormErrors(refusal), ct)
            : GoTo($"/partners/{country}#risk");
    }

    private static async Task<IResult> Country(IMediator mediator, string country, RatingForm form, FormErrors errors, CancellationToken ct)
    {
        var partner = await mediator.Send(new GetPartner(country), ct);
        if (partner.Refusal is { } refusal)
        {
            return refusal.Page();
        }

        var history = await mediator.Send(new ListRatingHistory(country), ct);
        var warnings = await mediator.Send(StandingAt(country, AlertSearch.Warnings), ct);
        var opportunities = await mediator.Send(StandingAt(country, AlertSearch.Opportunities), ct);
        return history.Page(ratings => warnings.Page(alerts => opportunities.Page(chances => Show<PartnerPage>(
            new
            {
                Partner = partner.Value,
                Ratings = ratings.Items,
                Warnings = alerts,
                Opportunities = chances,
                Form = form,
                Errors = errors
            },
            errors.Refusal is { } wrong ? RefusalStatus.Of(wrong.Kind) : StatusCodes.Status200OK))));
    }

    private static ListAlerts StandingAt(string country, string kind) =>
        new(null, null, null, country, null, null, null, null, MostAlerts, Kind: kind, Standing: true, Sort: "level");
}

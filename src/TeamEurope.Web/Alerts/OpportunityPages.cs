using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Alerts;

/// <summary>The filters of the opportunities as they stand in the address.</summary>
public sealed record OpportunityFilter
{
    public string? Country { get; init; }
    public string? Ring { get; init; }
    public string? Scope { get; init; }
    public string? After { get; init; }

    /// <summary>What is no number is refused as an unknown ring.</summary>
    public int? RingNumber => Words.Known(Ring) is { } ring ? int.TryParse(ring, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : null;
}

/// <summary>What could be done together: apart from the warnings.</summary>
internal static class OpportunityPages
{
    public const string Address = "/opportunities";

    public static void MapOpportunities(this RouteGroupBuilder pages) => pages.MapGet(Address, Show).For<ListAlerts>();

    private static async Task<IResult> Show([AsParameters] OpportunityFilter filter, IMediator mediator, CancellationToken ct)
    {
        var search = new AlertSearch
        {
            Country = Words.Known(filter.Country), Ring = filter.RingNumber, Scope = Words.Known(filter.Scope), Kind = AlertSearch.Opportunities, Standing = true
        };
        var found = await mediator.Send(
            new ListAlerts(
                null, null, null, search.Country, search.Ring, null, search.Scope, Words.Known(filter.After), AlertFilter.PageSize,
                Kind: search.Kind, Standing: true), ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.Page();
        }

        return (await mediator.Send(new CountAlerts(search), ct))
            .Page(count => Show<OpportunitiesPage>(new { Filter = filter, Opportunities = found.Value, count.Count }));
    }
}

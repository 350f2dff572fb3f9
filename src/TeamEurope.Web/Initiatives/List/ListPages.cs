using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Application.Views;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Initiatives.List;

/// <summary>The filters of the list as they stand in its address.</summary>
public sealed record ListQuery(
    string? Q, string? Country, string? Ring, string? Goal, string? Instrument, string? Owner, string? Stage, string? Level, string? Visibility, string? Live,
    string? Sort, string? After, string? Deleted)
{
    /// <summary>Text that is no ring's number finds no ring, and says so.</summary>
    public InitiativeSelection Selection => new()
    {
        Q = Words.Known(Q),
        Country = Words.Known(Country),
        Ring = Words.Known(Ring) is { } ring ? int.TryParse(ring, out var number) ? number : -1 : null,
        Goal = Words.Known(Goal),
        Instrument = Words.Known(Instrument),
        Owner = Words.Known(Owner),
        Stage = Words.Known(Stage),
        Level = Words.Known(Level),
        Visibility = Words.Known(Visibility),
        Live = Words.Known(Live) is null ? null : true
    };
}

/// <summary>A page of the list, how many there are in all, and the viewer's saved views.</summary>
public sealed record ListModel(ListQuery Query, Page<InitiativeSummary> Page, int Count, IReadOnlyList<SavedViewView> Views, FormErrors Errors);

/// <summary>The list of initiatives with its filters, its saved views and its files.</summary>
internal static class ListPages
{
    private const string PageName = "initiatives";

    public static void MapInitiativeList(this RouteGroupBuilder pages)
    {
        pages.MapGet("/initiatives", List).For<ListInitiatives>();
        pages.MapGet("/initiatives/export", Export).For<ExportInitiatives>();
        pages.MapPost("/initiatives/views", Save).For<SaveView>();
        pages.MapPost("/initiatives/views/{view:guid}/delete", Delete).For<DeleteView>();
    }

    private static Task<IResult> List([AsParameters] ListQuery query, IMediator mediator, CancellationToken ct) => ShowAsync(query, null, mediator, ct);

    private static async Task<IResult> Export([AsParameters] ListQuery query, string? format, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ExportInitiatives(query.Selection, format), ct)).Page(file => TypedResults.File(file.Bytes, file.ContentType, file.FileName));

    private static async Task<IResult> ShowAsync(ListQuery query, Refusal? refusal, IMediator mediator, CancellationToken ct)
    {
        var found = await mediator.Send(new ListInitiatives(query.Selection, Words.Known(query.Sort), query.After, null), ct);
        if (found.Refusal is { Kind: not RefusalKind.Invalid } forbidden)
        {
            return forbidden.Page();
        }

        var count = found.IsRefused ? default : await mediator.Send(new CountInitiatives(query.Selection), ct);
        var views = await mediator.Send(new ListViews(PageName), ct);
        var model = new ListModel(
            query,
            found.IsRefused ? new Page<InitiativeSummary>([], null) : found.Value,
            found.IsRefused || count.IsRefused ? 0 : count.Value.Count,
            views.IsRefused ? [] : views.Value.Items,
            new FormErrors(refusal ?? found.Refusal));
        return Show<ListPage>(new { Model = model }, model.Errors.Refusal is { } wrong ? RefusalStatus.Of(wrong.Kind) : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Save([FromForm] string? name, [FromForm] string? query, IMediator mediator, CancellationToken ct)
    {
        var saved = await mediator.Send(new SaveView(new SavedViewRequest(name, PageName, query)), ct);
        return saved.Page(view => GoTo($"/initiatives?{view.Query}"));
    }

    private static async Task<IResult> Delete(Guid view, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new DeleteView(view), ct)).Page(_ => GoTo("/initiatives"));
}

using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Application.People;
using TeamEurope.Application.Views;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Alerts;

/// <summary>A list of alerts as chosen, or their groups, with how many alerts there are in all.</summary>
public sealed record AlertListModel(AlertFilter Filter, Page<AlertView> Alerts, Page<AlertGroupView>? Groups, int Count);

/// <summary>The queue with all that stands around the list.</summary>
public sealed record AlertQueueModel(
    AlertListModel List, AlertFacetsView Facets, IReadOnlyList<PersonView> People, IReadOnlyList<SavedViewView> Views, AlertOutcomes Outcomes);

/// <summary>What the queue's forms send.</summary>
public sealed record QueueForm
{
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>The page to go back to.</summary>
    public string? ReturnUrl { get; init; }
}

/// <summary>A view to save.</summary>
public sealed record ViewForm
{
    public string? Name { get; init; }

    /// <summary>The filters, as the query string of the queue's address.</summary>
    public string? Query { get; init; }
}

/// <summary>The queue of warnings: choosing, acknowledging, saved views.</summary>
internal static class QueuePages
{
    public const string Queue = "/alerts";
    public const string ViewsPage = "alerts";

    /// <summary>So few are shown one by one unless somebody wants their groups.</summary>
    private const int Few = 15;

    private static readonly Page<AlertView> NoAlerts = new([], null);

    public static void MapQueue(this RouteGroupBuilder pages)
    {
        pages.MapGet(Queue, Show).For<ListAlerts>();
        pages.MapGet("/live/alerts", ShowList).For<ListAlerts>();
        pages.MapPost("/alerts/acknowledge", AcknowledgeChosen).For<AcknowledgeAlerts>();
        pages.MapPost("/alerts/{id:guid}/acknowledge", AcknowledgeOne).For<AcknowledgeAlert>();
        pages.MapPost("/alerts/views", Save).For<SaveView>();
        pages.MapPost("/alerts/views/{id:guid}/delete", Delete).For<DeleteView>();
    }

    private static async Task<IResult> Show(
        [AsParameters] AlertFilter filter, HttpContext context, IMediator mediator, TimeProvider clock, CancellationToken ct) =>
        await QueueAsync(filter, AlertOutcomes.Read(context.Request.Query), null, new ViewForm(), mediator, clock, ct);

    private static async Task<IResult> ShowList([AsParameters] AlertFilter filter, IMediator mediator, TimeProvider clock, CancellationToken ct) =>
        (await ListAsync(filter, mediator, clock, ct)).Page(list => Show<AlertList>(new { Model = list }));

    private static async Task<IResult> AcknowledgeChosen([FromForm] QueueForm form, IMediator mediator, CancellationToken ct)
    {
        if (form.Ids.Count == 0)
        {
            return GoTo(form.ReturnUrl ?? Queue);
        }

        return (await mediator.Send(new AcknowledgeAlerts(new AcknowledgeRequest(form.Ids)), ct))
            .Page(outcomes => GoTo(AlertOutcomes.Of(outcomes).AddTo(form.ReturnUrl ?? Queue)));
    }

    private static async Task<IResult> AcknowledgeOne(Guid id, [FromForm] string? returnUrl, IMediator mediator, CancellationToken ct)
    {
        var answer = await mediator.Send(new AcknowledgeAlert(id), ct);
        return GoTo(AlertOutcomes.Of(id, answer.Refusal?.Code).AddTo(returnUrl ?? $"{Queue}/{id}") + AlertList.AnchorOf(id));
    }

    private static async Task<IResult> Save([FromForm] ViewForm form, IMediator mediator, TimeProvider clock, CancellationToken ct)
    {
        var saved = await mediator.Send(new SaveView(new SavedViewRequest(form.Name, ViewsPage, form.Query)), ct);
        return saved.Refusal is { } refusal
            ? await QueueAsync(new AlertFilter(), AlertOutcomes.None, refusal, form, mediator, clock, ct)
            : GoTo($"{Queue}?{saved.Value.Query}");
    }

    private static async Task<IResult> Delete(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new DeleteView(id), ct)).Page(_ => GoTo(Queue));

    private static async Task<IResult> QueueAsync(
        AlertFilter filter, AlertOutcomes outcomes, Refusal? refusal, ViewForm view, IMediator mediator, TimeProvider clock, CancellationToken ct)
    {
        var list = await ListAsync(filter, mediator, clock, ct);
        if (list.Refusal is { } wrong)
        {
            return wrong.Page();
        }

        var facets = await mediator.Send(new GetAlertFacets(), ct);
        var people = await mediator.Send(new ListPeople(), ct);
        var views = await mediator.Send(new ListViews(ViewsPage), ct);
        var model = new AlertQueueModel(list.Value, facets.Value, people.Value.Items, views.Value.Items, outcomes);
        return Show<AlertQueue>(
            new { Model = model, View = view, Errors = new FormErrors(refusal) },
            refusal is null ? StatusCodes.Status200OK : RefusalStatus.Of(refusal.Kind));
    }

    private static async Task<Result<AlertListModel>> ListAsync(AlertFilter filter, IMediator mediator, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.Today();
        var count = await mediator.Send(new CountAlerts(filter.ToSearch(today)), ct);
        if (count.Refusal is { } wrong)
        {
            return wrong;
        }

        if (IsGrouped(filter, count.Value.Count))
        {
            var groups = await mediator.Send(filter.ToGroups(today), ct);
            return groups.Refusal is { } none ? none : new AlertListModel(filter with { View = AlertFilter.Groups }, NoAlerts, groups.Value, count.Value.Count);
        }

        var alerts = await mediator.Send(filter.ToList(today), ct);
        return alerts.Refusal is { } refusal ? refusal : new AlertListModel(filter, alerts.Value, null, count.Value.Count);
    }

    /// <summary>Many alerts that nobody has narrowed yet are shown by their groups.</summary>
    private static bool IsGrouped(AlertFilter filter, int count) => filter.View switch
    {
        AlertFilter.Groups => true,
        AlertFilter.List => false,
        _ => count > Few && !filter.Narrows && filter.IsSortedUsually && string.IsNullOrEmpty(filter.After)
    };
}

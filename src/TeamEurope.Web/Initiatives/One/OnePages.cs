using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Initiatives.Form;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Initiatives.One;

/// <summary>What is around an initiative besides its own text.</summary>
public sealed record OneModel
{
    public required InitiativeView View { get; init; }
    public required IReadOnlyList<AlertView> Alerts { get; init; }

    /// <summary>More alerts than are shown here.</summary>
    public bool HasMoreAlerts { get; init; }

    /// <summary>The parts that name it their umbrella; for its owner alone.</summary>
    public IReadOnlyList<PartView> Parts { get; init; } = [];

    /// <summary>Who could know of it, and since when.</summary>
    public SurpriseClockView? Clock { get; init; }

    /// <summary>What was just done: <c>new</c>, <c>changed</c>, <c>stage</c>…</summary>
    public string? Saved { get; init; }

    /// <summary>What could not be done.</summary>
    public FormErrors Errors { get; init; } = FormErrors.None;
}

/// <summary>A coordinator's reply, as the form sends it.</summary>
public sealed record ReplyForm
{
    public string? Towards { get; init; }
    public string? Reply { get; init; }
    public string? Reason { get; init; }
}

/// <summary>One initiative, and what its readers may do with it.</summary>
internal static class OnePages
{
    private const int MostAlerts = 20;

    public static void MapOneInitiative(this RouteGroupBuilder pages)
    {
        var one = pages.MapGroup("/initiatives/{id:guid}");
        one.MapGet("", One).For<GetInitiative>();
        one.MapGet("/history", History).For<ListRevisions>();
        one.MapPost("/part-of/confirm", ConfirmPart).For<ConfirmPartOf>();
        one.MapPost("/part-of/withdraw", WithdrawPart).For<WithdrawPartOf>();
        one.MapPost("/reply", Reply).For<ReplyToStatement>();
        one.MapPost("/delete", Delete).For<DeleteDraft>();
    }

    private static Task<IResult> One(Guid id, string? saved, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        ShowAsync(id, mediator, viewer, ct, saved);

    private static async Task<IResult> History(Guid id, IMediator mediator, CancellationToken ct)
    {
        var found = await mediator.Send(new GetInitiative(id), ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.Page();
        }

        var versions = await mediator.Send(new ListRevisions(id), ct);
        return versions.Page(v => Show<HistoryPage>(new { View = found.Value, Versions = v.Items }));
    }

    private static async Task<IResult> ConfirmPart(Guid id, [FromForm] string? returnTo, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        await DoneAsync(id, await mediator.Send(new ConfirmPartOf(id), ct), returnTo, mediator, viewer, ct);

    private static async Task<IResult> WithdrawPart(Guid id, [FromForm] string? returnTo, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        await DoneAsync(id, await mediator.Send(new WithdrawPartOf(id), ct), returnTo, mediator, viewer, ct);

    private static async Task<IResult> Reply(Guid id, [FromForm] ReplyForm form, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        await DoneAsync(
            id, await mediator.Send(new ReplyToStatement(id, new ReplyRequest(FormReader.NameOf(form.Towards), form.Reply, form.Reason)), ct), null, mediator, viewer, ct);

    private static async Task<IResult> Delete(Guid id, [FromForm] int? version, IMediator mediator, Viewer viewer, CancellationToken ct)
    {
        var deleted = await mediator.Send(new DeleteDraft(id, version), ct);
        return deleted.Refusal is { } refusal ? await RefusedAsync(id, refusal, mediator, viewer, ct) : GoTo("/initiatives?deleted=true");
    }

    private static async Task<IResult> DoneAsync<T>(Guid id, Result<T> result, string? returnTo, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        result.Refusal is { } refusal ? await RefusedAsync(id, refusal, mediator, viewer, ct) : GoTo(returnTo ?? $"/initiatives/{id}?saved=done");

    private static Task<IResult> RefusedAsync(Guid id, Refusal refusal, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        refusal.Kind == RefusalKind.NotFound ? Task.FromResult(refusal.Page()) : ShowAsync(id, mediator, viewer, ct, errors: new FormErrors(refusal));

    private static async Task<IResult> ShowAsync(
        Guid id, IMediator mediator, Viewer viewer, CancellationToken ct, string? saved = null, FormErrors? errors = null)
    {
        var found = await mediator.Send(new GetInitiative(id), ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.Page();
        }

        var alerts = await mediator.Send(new ListAlerts(null, null, null, null, null, id, AlertSearch.VisibleScope, null, MostAlerts, Sort: "level"), ct);
        if (alerts.Refusal is { } noAlerts)
        {
            return noAlerts.Page();
        }

        var parts = found.Value.Owner == viewer.Tenant ? await mediator.Send(new ListParts(id), ct) : default;
        var clock = await mediator.Send(new GetSurpriseClock(id), ct);
        var model = new OneModel
        {
            View = found.Value,
            Alerts = alerts.Value.Items,
            HasMoreAlerts = alerts.Value.Next is not null,
            Parts = found.Value.Owner == viewer.Tenant && !parts.IsRefused ? parts.Value.Items : [],
            Clock = clock.IsRefused ? null : clock.Value,
            Saved = saved,
            Errors = errors ?? FormErrors.None
        };
        return Show<OnePage>(new { Model = model }, errors?.Refusal is { } wrong ? RefusalStatus.Of(wrong.Kind) : StatusCodes.Status200OK);
    }
}

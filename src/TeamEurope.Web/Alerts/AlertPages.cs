using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Alerts;

/// <summary>One alert, and what people do with it.</summary>
internal static class AlertPages
{
    public static void MapAlert(this RouteGroupBuilder pages)
    {
        pages.MapGet("/alerts/{id:guid}", Show).For<GetAlert>();
        pages.MapPost("/alerts/{id:guid}/comments", Comment).For<CommentOnAlert>();
        pages.MapPost("/alerts/{id:guid}/assign", Assign).For<AssignAlert>();
        pages.MapPost("/alerts/{id:guid}/resolve", Resolve).For<ResolveAlert>();
        pages.MapPost("/alerts/{id:guid}/disclosure-request", Ask).For<RequestDisclosure>();
    }

    private static Task<IResult> Show(Guid id, string? told, HttpContext context, IMediator mediator, CancellationToken ct) =>
        PageAsync(id, new AlertForm(), null, told, AlertOutcomes.Read(context.Request.Query), mediator, ct);

    private static async Task<IResult> Comment(Guid id, [FromForm] AlertForm form, IMediator mediator, CancellationToken ct) =>
        await AnswerAsync(await mediator.Send(new CommentOnAlert(id, new CommentRequest(TextOf(form))), ct), id, form, "commented", mediator, ct);

    private static async Task<IResult> Assign(Guid id, [FromForm] AlertForm form, IMediator mediator, CancellationToken ct)
    {
        var dueOn = Words.Known(form.DueOn);
        if (DateOnly.TryParseExact(dueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || dueOn is null)
        {
            var body = new AssignRequest(form.Assignee, dueOn is null ? null : day);
            return await AnswerAsync(await mediator.Send(new AssignAlert(id, body), ct), id, form, "assigned", mediator, ct);
        }

        return await PageAsync(id, form, Refusal.Invalid("$.dueOn", Say.Of("Field.DayWanted")), null, AlertOutcomes.None, mediator, ct);
    }

    private static async Task<IResult> Resolve(Guid id, [FromForm] AlertForm form, IMediator mediator, CancellationToken ct) =>
        await AnswerAsync(await mediator.Send(new ResolveAlert(id, new ResolveRequest(form.Resolution, form.Note)), ct), id, form, "resolved", mediator, ct);

    private static async Task<IResult> Ask(Guid id, [FromForm] AlertForm form, IMediator mediator, CancellationToken ct) =>
        await AnswerAsync(await mediator.Send(new RequestDisclosure(id, new DisclosureRequest(form.Reason)), ct), id, form, "asked", mediator, ct);

    /// <summary>On to the page that tells it; refused: the same page with what was typed.</summary>
    private static async Task<IResult> AnswerAsync<T>(Result<T> answer, Guid id, AlertForm form, string told, IMediator mediator, CancellationToken ct) =>
        answer.Refusal is { } refusal
            ? await PageAsync(id, form, refusal, null, AlertOutcomes.None, mediator, ct)
            : GoTo($"{QueuePages.Queue}/{id}?told={told}");

    private static async Task<IResult> PageAsync(
        Guid id, AlertForm form, Refusal? refusal, string? told, AlertOutcomes outcomes, IMediator mediator, CancellationToken ct) =>
        (await AlertModel.LoadAsync(id, mediator, ct)).Page(model => Show<AlertPage>(
            new { Model = model, Form = form, Errors = new FormErrors(refusal), Told = told, Outcomes = outcomes },
            refusal is null ? StatusCodes.Status200OK : RefusalStatus.Of(refusal.Kind)));

    /// <summary>Whoever is chosen to be mentioned stands before what is said.</summary>
    private static string? TextOf(AlertForm form) => Words.Known(form.Mention) is { } mention && Words.Known(form.Text) is { } text
        ? $"@{mention.TrimStart('@')} {text}"
        : form.Text;
}

using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Alerts;
using TeamEurope.Application.Initiatives;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Initiatives;
using TeamEurope.Rules.Register;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Initiatives.Form;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Initiatives.Stages;

/// <summary>A stage change as it was typed, and the warnings that were shown with it.</summary>
public sealed record StageForm
{
    public string? Stage { get; init; }
    public string? EffectiveOn { get; init; }
    public string? Reason { get; init; }
    public string? Justification { get; init; }
    public bool Unread { get; init; }

    /// <summary>The warnings that the page showed.</summary>
    public Guid[] Shown { get; init; } = [];

    /// <summary>The one warning that was read.</summary>
    public Guid? Read { get; init; }

    /// <summary>All that were shown were read.</summary>
    public bool ReadAll { get; init; }
}

/// <summary>All that the page of a stage change shows.</summary>
public sealed record StageModel(InitiativeView View, IReadOnlyList<AlertView> Unread, StageForm Typed, FormErrors Errors)
{
    public Stage Stage => Enum.Parse<Stage>(View.Stage);

    /// <summary>Where it can go from here.</summary>
    public IReadOnlyList<Stage> Possible => StageRules.PossibleAfter(
        Stage, Stage is Stage.Paused or Stage.Suspended && View.Stages is [.., { From: { } left }] ? Enum.Parse<Stage>(left) : null);
}

/// <summary>Moving an initiative to another stage, with its gates explained before.</summary>
internal static class StagePages
{
    private const int MostWarnings = 100;

    public static void MapInitiativeStages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/initiatives/{id:guid}/stage", Ask).For<ChangeStage>();
        pages.MapPost("/initiatives/{id:guid}/stage", Move).For<ChangeStage>();
        pages.MapPost("/initiatives/{id:guid}/acknowledge", Acknowledge).For<ChangeStage>();
    }

    private static Task<IResult> Ask(Guid id, IMediator mediator, Viewer viewer, CancellationToken ct) =>
        ShowAsync(id, new StageForm(), null, mediator, viewer, ct);

    private static async Task<IResult> Move(Guid id, [FromForm] StageForm form, IMediator mediator, Viewer viewer, CancellationToken ct)
    {
        var effectiveOn = form.EffectiveOn is { Length: > 0 } text ? TypedNumbers.Day(text) : null;
        if (effectiveOn is null && form.EffectiveOn is { Length: > 0 })
        {
            return await ShowAsync(id, form, Refusal.Invalid("$.effectiveOn", Say.Of("Field.DayWanted")), mediator, viewer, ct);
        }

        var moved = await mediator.Send(new ChangeStage(id, new StageRequest(form.Stage, effectiveOn, form.Reason, form.Justification, form.Unread)), ct);
        return moved.Refusal is { } refusal ? await ShowAsync(id, form, refusal, mediator, viewer, ct) : GoTo($"/initiatives/{id}?saved=stage");
    }

    /// <summary>Warnings were read; what was typed of the stage change stays.</summary>
    private static async Task<IResult> Acknowledge(Guid id, [FromForm] StageForm form, [FromForm] string? returnUrl, IMediator mediator, Viewer viewer, CancellationToken ct)
    {
        var read = form.ReadAll ? form.Shown : form.Read is { } one ? [one] : [];
        var result = await mediator.Send(new AcknowledgeAlerts(new AcknowledgeRequest(read)), ct);
        return result.Refusal is null && returnUrl is { Length: > 0 } back
            ? GoTo(back)
            : await ShowAsync(id, form, result.Refusal, mediator, viewer, ct);
    }

    private static async Task<IResult> ShowAsync(Guid id, StageForm typed, Refusal? refusal, IMediator mediator, Viewer viewer, CancellationToken ct)
    {
        var found = await mediator.Send(new GetInitiative(id), ct);
        if (found.Refusal is { } missing)
        {
            return missing.Page();
        }

        if (found.Value.Owner != viewer.Tenant || !viewer.Writes)
        {
            return new Refusal(RefusalKind.Forbidden, "not-yours", Say.Of("Initiative.NotYours", found.Value.Owner)).Page();
        }

        var unread = await mediator.Send(new ListAlerts(
            null, null, null, null, null, id, null, null, MostWarnings, MinLevel: "Medium", Unacknowledged: true, Standing: true, Sort: "level"), ct);
        if (unread.Refusal is { } unlisted)
        {
            return unlisted.Page();
        }

        var model = new StageModel(found.Value, unread.Value.Items, typed, new FormErrors(refusal));
        return Show<StagePage>(new { Model = model }, refusal is null ? StatusCodes.Status200OK : RefusalStatus.Of(refusal.Kind));
    }
}

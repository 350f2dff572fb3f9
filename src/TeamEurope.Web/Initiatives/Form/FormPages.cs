using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Common;
using TeamEurope.Application.Initiatives;
using TeamEurope.Application.Tenants;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>The form of an initiative: a new one, a change, and what the text would raise while it is typed.</summary>
internal static class FormPages
{
    private const int MoreRows = 8;

    public static void MapInitiativeForm(this RouteGroupBuilder pages)
    {
        pages.MapGet("/initiatives/new", New).For<RegisterInitiative>();
        pages.MapPost("/initiatives/new", Register).For<RegisterInitiative>().WithMetadata(PreviewLimit.Mark);
        pages.MapGet("/initiatives/{id:guid}/edit", Edit).For<ChangeInitiative>();
        pages.MapPost("/initiatives/{id:guid}/edit", Change).For<ChangeInitiative>().WithMetadata(PreviewLimit.Mark);
        pages.MapPost("/live/preview", Preview).For<PreviewInitiative>().WithMetadata(PreviewLimit.Mark);
    }

    private static async Task<IResult> New(IMediator mediator, Names names, string? country, CancellationToken ct)
    {
        var defaults = await mediator.Send(new GetTenantDefaults(), ct);
        return defaults.Page(d => Form(new FormModel
        {
            Typed = new TypedInitiative(
            [
                KeyValuePair.Create<string, string?>("key", Guid.NewGuid().ToString()),
                KeyValuePair.Create("visibility", d.DefaultVisibility),
                KeyValuePair.Create("partners[0]", country is null ? null : names.Partner(country))
            ])
        }));
    }

    private static async Task<IResult> Register(IFormCollection form, IMediator mediator, FormReader reader, CancellationToken ct)
    {
        var model = new FormModel { Typed = TypedInitiative.Of(form) };
        if (await AskedAsync(model, mediator, reader, ct) is { } asked)
        {
            return asked;
        }

        var body = reader.Read(model.Typed);
        if (body.Refusal is { } unread)
        {
            return Refused(model, unread);
        }

        var registered = await mediator.Send(new RegisterInitiative(body.Value, model.Typed["key"]), ct);
        return registered.Refusal is { } refusal
            ? Refused(model with { Typed = model.Typed.With("key", Guid.NewGuid().ToString()) }, refusal)
            : GoTo($"/initiatives/{registered.Value.Id}?saved=new");
    }

    private static async Task<IResult> Edit(Guid id, IMediator mediator, Viewer viewer, FormWriter writer, CancellationToken ct)
    {
        var found = await mediator.Send(new GetInitiative(id), ct);
        return found.Page(view => view.Owner == viewer.Tenant
            ? Form(new FormModel { Typed = writer.Write(view), Id = id, Reference = view.Reference })
            : NotWriting.Page());
    }

    private static async Task<IResult> Change(
        Guid id, IFormCollection form, IMediator mediator, FormReader reader, FormWriter writer, CancellationToken ct)
    {
        var typed = TypedInitiative.Of(form);
        var model = new FormModel { Typed = typed.With("overVersion", null), Id = id, Reference = typed["reference"] };
        if (await AskedAsync(model, mediator, reader, ct) is { } asked)
        {
            return asked;
        }

        var body = reader.Read(typed);
        if (body.Refusal is { } unread)
        {
            return Refused(model, unread);
        }

        var version = int.TryParse(typed["overVersion"] ?? typed["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : (int?)null;
        var changed = await mediator.Send(new ChangeInitiative(id, version, body.Value with { Stage = null }), ct);
        if (changed.Refusal is not { } refusal)
        {
            return GoTo($"/initiatives/{id}?saved=changed");
        }

        if (refusal.Kind is RefusalKind.NotFound or RefusalKind.Forbidden)
        {
            return refusal.Page();
        }

        return refusal.Kind == RefusalKind.ChangedMeanwhile
            ? (await mediator.Send(new GetInitiative(id), ct)).Page(theirs => Form(
                model with { Conflict = Conflicts.Between(model.Typed, writer.Write(theirs), theirs.Version) }, RefusalStatus.Of(refusal.Kind)))
            : Refused(model, refusal);
    }

    /// <summary>What the buttons ask that store nothing: more rows, one row less, or what the text would raise.</summary>
    private static async Task<IResult?> AskedAsync(FormModel model, IMediator mediator, FormReader reader, CancellationToken ct)
    {
        switch (model.Typed["act"]?.Split(' '))
        {
            case ["rows"]:
                return Form(model with { SpareRows = MoreRows });
            case ["remove", var list, var row] when int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                return Form(model with { Typed = model.Typed.Without(list, number) });
            case ["check"]:
                var preview = await PreviewOfAsync(model.Typed, mediator, reader, ct);
                var errors = preview.Refusal is { } refusal ? new FormErrors(refusal.OnForm()) : FormErrors.None;
                return Form(model with { Preview = PreviewModel.Of(preview), Errors = errors });
            default:
                return null;
        }
    }

    private static async Task<IResult> Preview(IFormCollection form, IMediator mediator, FormReader reader, CancellationToken ct)
    {
        var preview = await PreviewOfAsync(TypedInitiative.Of(form), mediator, reader, ct);
        return preview.Refusal is { Kind: not RefusalKind.Invalid } refusal
            ? TypedResults.StatusCode(RefusalStatus.Of(refusal.Kind))
            : Show<PreviewFragment>(new { Model = PreviewModel.Of(preview) });
    }

    private static async Task<Result<PreviewView>> PreviewOfAsync(TypedInitiative typed, IMediator mediator, FormReader reader, CancellationToken ct)
    {
        var body = reader.Read(typed);
        return body.Refusal is { } refusal ? refusal : await mediator.Send(new PreviewInitiative(body.Value), ct);
    }

    private static IResult Refused(FormModel model, Refusal refusal) =>
        Form(model with { Errors = new FormErrors(refusal.OnForm()) }, RefusalStatus.Of(refusal.Kind));

    private static IResult Form(FormModel model, int status = StatusCodes.Status200OK) => Show<FormPage>(new { Model = model }, status);

    private static Refusal NotWriting => new(RefusalKind.Forbidden, "not-writing", Say.Of("Initiative.NotWriting"));
}

using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Briefings;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Meetings;

/// <summary>A briefing as it will print, its files, and what its composer does with it.</summary>
internal static class BriefingPages
{
    public static void MapBriefings(this RouteGroupBuilder pages)
    {
        var briefing = pages.MapGroup("/briefings/{id:guid}");
        briefing.MapGet("", One).For<GetBriefing>();
        briefing.MapGet("/file", File).For<GetBriefingFile>();
        briefing.MapGet("/edit", Edit).For<GetBriefingToChange>();
        briefing.MapPost("/edit", Save).For<EditBriefing>();
        briefing.MapPost("/recompose", Recompose).For<RecomposeBriefing>();
        briefing.MapGet("/freeze", AskToFreeze).For<GetBriefingToChange>();
        briefing.MapPost("/freeze", Freeze).For<FreezeBriefing>();
    }

    private static async Task<IResult> One(IMediator mediator, Guid id, CancellationToken ct)
    {
        var briefing = await mediator.Send(new GetBriefing(id), ct);
        return briefing.Refusal is { } refusal
            ? refusal.Page()
            : (await mediator.Send(new GetBriefingDocument(id), ct)).Page(d => Show<BriefingPage>(new { Briefing = briefing.Value, Sheet = d }));
    }

    private static async Task<IResult> File(IMediator mediator, Guid id, string? format, CancellationToken ct) =>
        (await mediator.Send(new GetBriefingFile(id, format), ct)).Page(f => TypedResults.File(f.Bytes, f.ContentType, f.FileName));

    private static async Task<IResult> Edit(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetBriefingToChange(id), ct)).Page(b => Show<BriefingEditPage>(new { Briefing = b, Form = BriefingForm.Of(b) }));

    private static async Task<IResult> Save(IMediator mediator, Guid id, IFormCollection fields, CancellationToken ct)
    {
        var form = BriefingForm.Of(fields);
        var saved = await mediator.Send(new EditBriefing(id, form.ToEdit()), ct);
        return saved.Refusal is { Kind: RefusalKind.Invalid or RefusalKind.ChangedMeanwhile } refusal
            ? (await mediator.Send(new GetBriefingToChange(id), ct)).Page(now => Show<BriefingEditPage>(
                new { Briefing = now, Form = form, Errors = new FormErrors(refusal) }, RefusalStatus.Of(refusal.Kind)))
            : saved.Page(_ => GoTo($"/briefings/{id}"));
    }

    private static async Task<IResult> Recompose(IMediator mediator, Guid id, [FromForm] string? version, CancellationToken ct) =>
        (await mediator.Send(new RecomposeBriefing(id, new RecomposeRequest(version)), ct)).Page(_ => GoTo($"/briefings/{id}"));

    private static async Task<IResult> AskToFreeze(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetBriefingToChange(id), ct)).Page(b => Show<FreezePage>(new { Briefing = b }));

    private static async Task<IResult> Freeze(
        IMediator mediator, Wording words, Guid id, [FromForm] string? confirmed, [FromForm] string? version, CancellationToken ct)
    {
        if (confirmed == "true")
        {
            return (await mediator.Send(new FreezeBriefing(id, version), ct)).Page(_ => GoTo($"/briefings/{id}"));
        }

        var wrong = Refusal.Invalid("$.confirmed", words["Briefing.FreezeMissing"]);
        return (await mediator.Send(new GetBriefingToChange(id), ct)).Page(b => Show<FreezePage>(
            new { Briefing = b, Errors = new FormErrors(wrong) }, RefusalStatus.Of(wrong.Kind)));
    }
}

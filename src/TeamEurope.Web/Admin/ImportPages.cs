using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Imports;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.Admin;

/// <summary>Files taken over into the register, and how far they have come.</summary>
internal static class ImportPages
{
    private const int PageSize = 50;
    private const int MegaByte = 1024 * 1024;

    /// <summary>What the form holds besides the file.</summary>
    private const int FormSlack = 64 * 1024;

    public static void MapImports(this RouteGroupBuilder pages)
    {
        pages.MapGet("/admin/imports", List).For<ListImports>();
        pages.MapPost("/admin/imports", Start).For<StartImport>()
            .WithMetadata(new RequestSizeLimitAttribute(StartImport.MostFileBytes + FormSlack), new TooLargeAnswer(TooLarge));
        pages.MapGet("/admin/imports/{id:guid}", OfOne).For<GetImport>();
        pages.MapGet("/admin/imports/{id:guid}/rejected.csv", Rejected).For<ExportRejectedRows>();
        pages.MapGet("/live/imports/{id:guid}", Live).For<GetImport>();
    }

    private static async Task<IResult> List(IMediator mediator, string? after, CancellationToken ct) =>
        (await mediator.Send(new ListImports(after, PageSize), ct)).Page(imports => Show<ImportsPage>(new { Imports = imports }));

    /// <summary>Reads the form itself: bound, one that is too large would be refused before this page could say so at the field.</summary>
    private static async Task<IResult> Start(HttpContext context, IMediator mediator, Wording words, CancellationToken ct)
    {
        var sent = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var form = new ImportForm { DryRun = sent["dryRun"] == "true", Baseline = sent["baseline"] == "true" };
        var file = sent.Files.GetFile("file");
        if (file is null)
        {
            return await AgainAsync(mediator, form, AtFile(words["Imports.NoFile"]), StatusCodes.Status400BadRequest, ct);
        }

        if (file.Length > StartImport.MostFileBytes)
        {
            return await AgainAsync(mediator, form, AtFile(TooLargeWords(words)), StatusCodes.Status413PayloadTooLarge, ct);
        }

        using var reader = new StreamReader(file.OpenReadStream());
        var started = await mediator.Send(new StartImport(await reader.ReadToEndAsync(ct), form.DryRun, form.Baseline), ct);
        return started.Refusal switch
        {
            null => GoTo($"/admin/imports/{started.Value.Id}"),
            { Errors: { } errors } refusal => await AgainAsync(mediator, form, AtFile([.. errors.SelectMany(e => e.Value)]), RefusalStatus.Of(refusal.Kind), ct),
            var refusal => refusal.Page()
        };
    }

    private static Task<IResult> TooLarge(HttpContext context) => AgainAsync(
        context.RequestServices.GetRequiredService<IMediator>(), new ImportForm(),
        AtFile(TooLargeWords(context.RequestServices.GetRequiredService<Wording>())), StatusCodes.Status413PayloadTooLarge, context.RequestAborted);

    private static async Task<IResult> OfOne(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetImport(id), ct)).Page(import => Show<ImportPage>(new { Import = import }));

    /// <summary>The same content without its frame, while the import runs.</summary>
    private static async Task<IResult> Live(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new GetImport(id), ct)).Page(import => Show<ImportProgress>(new { Import = import }));

    private static async Task<IResult> Rejected(IMediator mediator, Guid id, CancellationToken ct) =>
        (await mediator.Send(new ExportRejectedRows(id), ct)).File();

    /// <summary>The form again, with what is wrong with its file. A browser never sends a chosen file back: it is to be chosen anew.</summary>
    private static async Task<IResult> AgainAsync(IMediator mediator, ImportForm form, FormErrors errors, int status, CancellationToken ct) =>
        (await mediator.Send(new ListImports(null, PageSize), ct)).Page(imports =>
            Show<ImportsPage>(new { Imports = imports, Form = form, Errors = errors }, status));

    private static FormErrors AtFile(params string[] messages) => new(Refusal.Invalid(new Dictionary<string, string[]> { ["$.file"] = messages }));

    private static string TooLargeWords(Wording words) => words.Format("Imports.TooLarge", StartImport.MostFileBytes / MegaByte);
}

/// <summary>How a file is to be taken over.</summary>
public sealed record ImportForm
{
    public bool DryRun { get; init; }
    public bool Baseline { get; init; }
}

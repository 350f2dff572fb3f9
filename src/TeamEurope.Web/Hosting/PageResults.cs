using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TeamEurope.Application.Initiatives;
using TeamEurope.Domain;
using TeamEurope.Web.Components;

namespace TeamEurope.Web.Hosting;

/// <summary>Results as pages.</summary>
internal static class PageResults
{
    /// <summary>A page, with its component's parameters as an anonymous object.</summary>
    public static IResult Show<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status };

    public static IResult Show<TPage>() where TPage : IComponent => new RazorComponentResult<TPage>();

    /// <summary>The page for what was found, or the page that says why not.</summary>
    public static IResult Page<T>(this Result<T> result, Func<T, IResult> show) =>
        result.Refusal is { } refusal ? refusal.Page() : show(result.Value);

    public static IResult Page(this Refusal refusal) =>
        Show<RefusedPage>(new { Refusal = refusal }, RefusalStatus.Of(refusal.Kind));

    /// <summary>A file to keep, or the page that says why not.</summary>
    public static IResult File(this Result<ExportFile> result) =>
        result.Refusal is { } refusal ? refusal.Page() : TypedResults.File(result.Value.Bytes, result.Value.ContentType, result.Value.FileName);

    /// <summary>After a change: the browser fetches the page anew, so that reloading does not send the change again.</summary>
    public static IResult GoTo(string address) => TypedResults.LocalRedirect(Here(address));

    /// <summary>The address where it is a path of ours, else the desk's.</summary>
    public static string Here(string? address) => address is not null && IsHere(address) ? address : "/";

    /// <summary>A path of ours: browsers take two slashes of either kind, and slashes with invisible characters between them, for another site.</summary>
    private static bool IsHere(string address) => address is "/" or ['/', not '/' and not '\\', ..] && !address.Any(char.IsControl);
}

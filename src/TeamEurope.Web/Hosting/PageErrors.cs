using Microsoft.AspNetCore.Http;
using TeamEurope.Domain;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Hosting;

/// <summary>The pages for what went wrong before a page could say so itself.</summary>
public static class PageErrors
{
    /// <summary>Whether a browser's page was asked for, and not the API, the hub or a health check.</summary>
    public static bool IsPage(PathString path) =>
        !path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the page for a status that nothing has been written for.</summary>
    public static Task WriteAsync(HttpContext context, int status, string? reference = null)
    {
        var words = new Wording();
        var refusal = status switch
        {
            StatusCodes.Status404NotFound => Refusal.NotFound,
            StatusCodes.Status403Forbidden => new Refusal(RefusalKind.Forbidden, "forbidden", words["Refused.Forbidden"]),
            >= StatusCodes.Status500InternalServerError => new Refusal(RefusalKind.Unavailable, "failed", words.Format("Refused.Failed", reference))
            {
                Details = new Dictionary<string, object?> { ["reference"] = reference }
            },
            _ => new Refusal(RefusalKind.Invalid, "invalid", words["Refused.Unreadable"])
        };
        return WriteAsync(context, status, refusal);
    }

    /// <summary>Writes the page for a refusal that no page could show.</summary>
    public static Task WriteAsync(HttpContext context, int status, Refusal refusal) =>
        PageResults.Show<Components.RefusedPage>(new { Refusal = refusal }, status).ExecuteAsync(context);
}

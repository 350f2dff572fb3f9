using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using TeamEurope.Domain;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Hosting;

/// <summary>What every page and every form carries: a strict content-security policy, and a token against forged requests.</summary>
internal static class PageSecurity
{
    /// <summary>Scripts, styles, images and connections from here alone; nothing inline; no frames; forms go nowhere else.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>An answer that is no page needs nothing, and loads nothing where a browser shows it all the same.</summary>
    private const string PolicyOfData = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Set when the answer starts, and not before: a failure clears what was set by then. But for scripts and styles, which are everybody's,
    /// nothing is kept by browsers or on the way: what somebody may no longer see is not to be had from a cache.
    /// </summary>
    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var isPage = PageErrors.IsPage(context.Request.Path);
            headers.ContentSecurityPolicy = isPage ? Policy : PolicyOfData;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = isPage ? "same-origin" : "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null || context.Response.StatusCode >= StatusCodes.Status400BadRequest)
            {
                headers.CacheControl = "no-store";
                headers.Pragma = default;
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Every form of the group carries the token; one that does not is refused before anything is done.</summary>
    public static RouteGroupBuilder WantAntiforgery(this RouteGroupBuilder group)
    {
        group.WithMetadata(new RequireAntiforgeryTokenAttribute());
        group.AddEndpointFilter((context, next) =>
            context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } invalid
                ? AnswerAsync(context.HttpContext, invalid)
                : next(context));
        group.AddEndpointFilterFactory(FillForms);
        return group;
    }

    /// <summary>A form in which nothing was filled in is an empty form; the binder gives none at all.</summary>
    private static EndpointFilterDelegate FillForms(EndpointFilterFactoryContext route, EndpointFilterDelegate next)
    {
        var forms = route.MethodInfo.GetParameters()
            .Where(p => p.IsDefined(typeof(FromFormAttribute), inherit: false) && p.ParameterType.GetConstructor(Type.EmptyTypes) is not null).ToArray();
        return forms.Length == 0 ? next : context =>
        {
            foreach (var form in forms)
            {
                context.Arguments[form.Position] ??= Activator.CreateInstance(form.ParameterType);
            }

            return next(context);
        };
    }

    /// <summary>A form that is larger than its route takes cannot be read, and with it its token: that is no forgery.</summary>
    private static async ValueTask<object?> AnswerAsync(HttpContext context, IAntiforgeryValidationFeature invalid) =>
        invalid.Error?.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        && context.GetEndpoint()?.Metadata.GetMetadata<TooLargeAnswer>() is { } tooLarge
            ? await tooLarge.Show(context)
            : Forged.Page();

    private static Refusal Forged => new(RefusalKind.Invalid, "form-not-ours", new Wording()["Refused.FormNotOurs"]);
}

/// <summary>What a route answers to a form that is larger than it takes.</summary>
internal sealed record TooLargeAnswer(Func<HttpContext, Task<IResult>> Show);

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Hosting;

/// <summary>The language of the pages: what the viewer chose, else what the browser asks for.</summary>
internal static class LanguagePages
{
    private const string Cookie = "language";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture(Languages.Usual);
        options.AddSupportedCultures([.. Languages.All]);
        options.AddSupportedUICultures([.. Languages.All]);
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookies.NameOf(Cookie, app.Environment.IsDevelopment()) }, new AcceptLanguageHeaderRequestCultureProvider()];
    });

    public static void MapLanguage(this RouteGroupBuilder pages) => pages.MapPost("/language", Choose).AllowAnonymous();

    private static IResult Choose(HttpContext context, IHostEnvironment environment, [FromForm] string? language, [FromForm] string? returnUrl)
    {
        if (language is not null && Languages.All.Contains(language))
        {
            context.Response.Cookies.Append(
                Cookies.NameOf(Cookie, environment.IsDevelopment()), CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions
                {
                    MaxAge = Kept, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Path = "/",
                    Secure = !environment.IsDevelopment() || context.Request.IsHttps
                });
        }

        return PageResults.GoTo(returnUrl ?? "/");
    }
}

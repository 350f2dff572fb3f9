using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TeamEurope.Web.Desk;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.SignIn;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web;

/// <summary>The web application: server-rendered pages that send the same requests as the API.</summary>
public static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<Wording>().AddScoped<Viewer>().AddScoped<Names>();
        services.AddSingleton<AssetAddresses>().AddSingleton<KeptForms>().AddSingleton<SessionEvents>();
        return services;
    }

    /// <summary>After sign-in and authorisation: languages, headers, and the token that every form carries.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseLanguages();
        app.UsePageHeaders();
        app.UseAntiforgery();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        var pages = app.MapGroup("").RequireAuthorization().WithMetadata(new ExcludeFromDescriptionAttribute()).WantAntiforgery();
        if (app.Environment.IsDevelopment())
        {
            pages.MapDevelopmentSignIn();
        }

        pages.MapSignOut();
        pages.MapLanguage();
        pages.MapDesk();
    }
}

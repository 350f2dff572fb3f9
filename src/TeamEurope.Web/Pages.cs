using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.WebEncoders;
using TeamEurope.Web.Admin;
using TeamEurope.Web.Alerts;
using TeamEurope.Web.Desk;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Initiatives;
using TeamEurope.Web.Meetings;
using TeamEurope.Web.Notifications;
using TeamEurope.Web.Partners;
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
        // Scripts and styles are compressed when they are built. The token in a page is another each time, so that its size tells nothing of it.
        services.AddResponseCompression(compression => compression.MimeTypes = [MediaTypeNames.Text.Html]);
        // Accents and quotation marks as they are: an escape for each would be weight.
        services.Configure<WebEncoderOptions>(encoding => encoding.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddOptions<AntiforgeryOptions>().Configure<IHostEnvironment>((forms, environment) =>
        {
            forms.Cookie.Name = Cookies.NameOf("forms", environment.IsDevelopment());
            forms.Cookie.SecurePolicy = Cookies.SecurityOf(environment.IsDevelopment());
            forms.Cookie.HttpOnly = true;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.Path = "/";
        });
        services.AddScoped<Wording>().AddScoped<Viewer>().AddScoped<Names>().AddScoped<NewsText>();
        services.AddInitiativePages();
        services.AddSingleton<AssetAddresses>().AddSingleton<KeptForms>().AddSingleton<SessionEvents>();
        return services;
    }

    /// <summary>Before anything is answered: its language and its headers.</summary>
    public static void UsePageFrame(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseLanguages();
        app.UsePageHeaders();
    }

    /// <summary>After sign-in and authorisation: the token that every form carries.</summary>
    public static void UsePageForms(this WebApplication app) => app.UseAntiforgery();

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().DisableRateLimiting().AllowAnonymous();
        var pages = app.MapGroup("").RequireAuthorization().WithMetadata(new ExcludeFromDescriptionAttribute()).WantAntiforgery();
        pages.MapSignIn(app.Services.GetRequiredService<SignInWays>());
        pages.MapLanguage();
        pages.MapDesk();
        pages.MapMeetings();
        pages.MapBriefings();
        pages.MapInitiativePages();
        pages.MapNotifications();
        pages.MapAdmin();
        pages.MapAlerts();
        pages.MapPartners();
    }
}

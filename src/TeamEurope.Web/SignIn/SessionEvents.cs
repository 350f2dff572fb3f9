using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Web.SignIn;

/// <summary>What happens to a session while it lives, and to whoever is not signed in, or not any more.</summary>
public sealed class SessionEvents(SignInWays ways, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string Began = "began";
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(1);

    /// <summary>What pages fetch by themselves, without anybody there.</summary>
    private static readonly string[] ByThemselves = ["/live/news", "/hubs"];

    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items[Began] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    /// <summary>Too long ago, or over at the provider: whoever has the cookie is signed out. The provider's person is taken as it is now.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // Styles and scripts are everybody's, and come also while the database is away.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return;
        }

        var sessions = context.HttpContext.RequestServices.GetService<IProviderSessions>();
        var principal = !HasBegunLately(context.Properties) ? null
            : sessions is null ? context.Principal
            : await sessions.FindAsync(context.Principal!, context.HttpContext.RequestAborted);
        if (principal is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SessionClaims.Scheme);
            return;
        }

        context.ReplacePrincipal(principal);
    }

    /// <summary>A session ends some time after its person last did something, and not half of that time later; but what a page does by itself is nobody's doing.</summary>
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        var idle = context.ElapsedTime + context.RemainingTime;
        context.ShouldRenew = context.ElapsedTime > (idle / 10 < Coarse ? idle / 10 : Coarse)
            && !ByThemselves.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
        return Task.CompletedTask;
    }

    /// <summary>A script's request is told so; a form is kept through the sign-in; a page is come back to.</summary>
    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (await request.HttpContext.RequestServices.GetRequiredService<KeptForms>().SealAsync(request) is { } kept)
        {
            if (ways.ByProvider)
            {
                KeptCookie.Set(context.Response, kept, ways.IsSecure);
            }

            var form = new SignInForm { Kept = kept };
            await PageResults.Show<SignInPage>(new { Form = form }, StatusCodes.Status401Unauthorized).ExecuteAsync(context.HttpContext);
            return;
        }

        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/";
        context.Response.Redirect("/sign-in" + QueryString.Create("returnUrl", back));
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool HasBegunLately(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Began, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var began)
        && clock.GetUtcNow() - began < ways.Longest;
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Web.SignIn;

/// <summary>What happens to whoever is not signed in, or not any more.</summary>
public sealed class SessionEvents : CookieAuthenticationEvents
{
    /// <summary>A script's request is told so; a form is kept through the sign-in; a page is come back to.</summary>
    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/live", StringComparison.Ordinal) || request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (await request.HttpContext.RequestServices.GetRequiredService<KeptForms>().SealAsync(request) is { } kept)
        {
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
}

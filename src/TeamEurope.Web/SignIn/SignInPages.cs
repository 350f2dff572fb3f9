using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Application.Common;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.SignIn;

/// <summary>What the sign-in page sends, and what it keeps meanwhile.</summary>
public sealed record SignInForm
{
    public string? Tenant { get; init; }
    public string? Role { get; init; }
    public string? User { get; init; }

    /// <summary>The page that was asked for before.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>The sealed form that came in after its session had ended.</summary>
    public string? Kept { get; init; }
}

/// <summary>Signing in by the identity provider, or as anybody on a development machine; signing out.</summary>
internal static class SignInPages
{
    private const int UserMaxLength = 100;
    private const string DonePath = "/sign-in/done";

    /// <summary>Only the ways that there are: of the others nothing is there to be found.</summary>
    public static void MapSignIn(this RouteGroupBuilder pages, SignInWays ways)
    {
        pages.MapGet("/sign-in", (string? returnUrl) => Show<SignInPage>(new { Form = new SignInForm { ReturnUrl = returnUrl } })).AllowAnonymous();
        pages.MapPost("/sign-out", SignOut).AllowAnonymous();
        if (ways.AsAnybody)
        {
            pages.MapPost("/sign-in", SignIn).AllowAnonymous();
        }

        if (ways.ByProvider)
        {
            pages.MapGet(StartPath, Start).AllowAnonymous();
            pages.MapGet("/sign-in/stopped", Stopped).AllowAnonymous();
            pages.MapGet(ways.SignedOutPath, () => Show<SignedOutPage>()).AllowAnonymous();
            pages.MapGet(DonePath, () => Show<SignedInPage>()).ForEverybody();
            pages.MapGet(KeptCookie.Path, GiveBackCarried).ForEverybody();
            // The page that the form was sealed into was nobody's, so its token is not the session's; the seal is ours all the same.
            pages.MapPost(KeptCookie.Path, ([FromForm] SignInForm form, KeptForms kept) => GiveBack(kept.Open(form.Kept))).DisableAntiforgery().ForEverybody();
        }
    }

    /// <summary>Where a browser is sent to the provider from, and comes back to: a link and no form, which the policy of the page would hold back.</summary>
    public static string StartAddress(SignInForm form) => StartPath + QueryString.Create("returnUrl",
        form.Kept is null ? form.ReturnUrl ?? "/" : KeptCookie.Takes(form.Kept) ? KeptCookie.Path : DonePath);

    private const string StartPath = "/sign-in/start";

    private static ChallengeHttpResult Start(string? returnUrl) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Here(returnUrl) }, [SessionClaims.ProviderScheme]);

    private static IResult Stopped(string? why)
    {
        var reason = StoppedReasons.Known(why);
        return Show<SignInStoppedPage>(new { Reason = reason }, StoppedReasons.StatusOf(reason));
    }

    private static IResult GiveBackCarried(HttpContext context, KeptForms kept, SignInWays ways) => GiveBack(kept.Open(KeptCookie.Take(context, ways.IsSecure)));

    private static IResult GiveBack(KeptForm? kept) => kept is null ? GoTo("/") : Show<KeptFormPage>(new { Kept = kept });

    private static async Task<IResult> SignIn(
        HttpContext context, [FromForm] SignInForm form, ReferenceData reference, CurrentUser user, KeptForms kept)
    {
        var errors = new FieldErrors();
        var tenant = Words.Known(form.Tenant) ?? "";
        ReferenceFilters.Check(errors, "tenant", tenant, reference.Tenants.Keys);
        var role = errors.WantedWord<Role>("role", form.Role);
        var name = errors.Text("user", form.User, UserMaxLength) ?? $"demo-{role?.ToString().ToLowerInvariant()}";
        if (errors.Any)
        {
            return Show<SignInPage>(new { Form = form, Errors = new FormErrors(errors.ToRefusal()) }, StatusCodes.Status400BadRequest);
        }

        var caller = new Caller(tenant, name, role!.Value);
        var principal = SessionClaims.PrincipalOf(caller);
        await context.SignInAsync(SessionClaims.Scheme, principal);
        if (kept.Open(form.Kept) is not { } keptForm)
        {
            return GoTo(form.ReturnUrl ?? "/");
        }

        // The page that gives the kept text back is already the new session's.
        context.User = principal;
        user.SignIn(caller);
        return Show<KeptFormPage>(new { Kept = keptForm });
    }

    /// <summary>
    /// Here, and at the provider where that is who signed in. The page goes there by itself: a form may lead nowhere else, and so an
    /// answer that redirects would be held back.
    /// </summary>
    private static async Task<IResult> SignOut(HttpContext context, SignInWays ways, [FromServices] IProviderSessions? sessions = null)
    {
        var back = UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, context.Request.PathBase, ways.SignedOutPath);
        var address = sessions is null ? null : await sessions.SignOutAsync(context.User, back, context.RequestAborted);
        await context.SignOutAsync(SessionClaims.Scheme);
        if (address is null)
        {
            return GoTo("/sign-in");
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity());
        context.RequestServices.GetRequiredService<CurrentUser>().SignOut();
        context.Response.Headers["Refresh"] = $"0;url={address}";
        return Show<SigningOutPage>(new { Address = address });
    }
}

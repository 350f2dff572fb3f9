using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Application.Common;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.Hosting;
using static TeamEurope.Web.Hosting.PageResults;

namespace TeamEurope.Web.SignIn;

/// <summary>What the sign-in page of a development machine sends.</summary>
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

/// <summary>Signing in as anybody, on a development machine; signing out anywhere.</summary>
internal static class SignInPages
{
    private const int UserMaxLength = 100;

    /// <summary>Development only: elsewhere the identity provider does this.</summary>
    public static void MapDevelopmentSignIn(this RouteGroupBuilder pages)
    {
        pages.MapGet("/sign-in", (string? returnUrl) => Show<SignInPage>(new { Form = new SignInForm { ReturnUrl = returnUrl } })).AllowAnonymous();
        pages.MapPost("/sign-in", SignIn).AllowAnonymous();
    }

    public static void MapSignOut(this RouteGroupBuilder pages) => pages.MapPost("/sign-out", (Delegate)SignOut).AllowAnonymous();

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

    private static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(SessionClaims.Scheme);
        return GoTo("/sign-in");
    }
}

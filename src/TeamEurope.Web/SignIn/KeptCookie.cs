using Microsoft.AspNetCore.Http;

namespace TeamEurope.Web.SignIn;

/// <summary>
/// Carries a kept form past the identity provider: the browser goes away from the page that it was sealed into. A form too large for a
/// cookie stays in its page, which is left open beside.
/// </summary>
internal static class KeptCookie
{
    /// <summary>Where the browser brings it back, signed in; sent to no other address.</summary>
    public const string Path = "/sign-in/kept";
    private const string Name = "teameurope-kept";
    private const int MostCharacters = 3_800;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Whether a cookie takes it.</summary>
    public static bool Takes(string kept) => kept.Length <= MostCharacters;

    public static void Set(HttpResponse response, string kept, bool isSecure)
    {
        if (Takes(kept))
        {
            response.Cookies.Append(NameOf(isSecure), kept, Options(isSecure, Lifetime));
        }
    }

    /// <summary>Gives it out once.</summary>
    public static string? Take(HttpContext context, bool isSecure)
    {
        var kept = context.Request.Cookies[NameOf(isSecure)];
        if (kept is not null)
        {
            context.Response.Cookies.Delete(NameOf(isSecure), Options(isSecure, null));
        }

        return kept;
    }

    private static string NameOf(bool isSecure) => isSecure ? $"__Secure-{Name}" : Name;

    private static CookieOptions Options(bool isSecure, TimeSpan? age) =>
        new() { Path = Path, HttpOnly = true, Secure = isSecure, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = age };
}

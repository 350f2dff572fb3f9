using Microsoft.AspNetCore.Http;

namespace TeamEurope.Web.Hosting;

/// <summary>
/// How cookies are named and kept. Outside Development a browser takes them by TLS only, and by their prefix only from this very host:
/// no neighbouring site can set them. Development has no TLS.
/// </summary>
internal static class Cookies
{
    private const string OfThisHost = "__Host-";

    public static string NameOf(string name, bool isDevelopment) => isDevelopment ? name : OfThisHost + name;

    public static CookieSecurePolicy SecurityOf(bool isDevelopment) => isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace TeamEurope.Web.SignIn;

/// <summary>How people sign in at the pages of this installation.</summary>
/// <param name="AsAnybody">On a development machine, as anybody of any tenant.</param>
/// <param name="ByProvider">By the identity provider.</param>
/// <param name="SignedOutPath">Where the provider sends whoever has signed out there.</param>
/// <param name="IsSecure">Whether cookies go over encrypted connections only.</param>
/// <param name="Longest">After which a session ends, whatever is done in it.</param>
public sealed record SignInWays(bool AsAnybody, bool ByProvider, string SignedOutPath, bool IsSecure, TimeSpan Longest);

/// <summary>The sessions that the identity provider began.</summary>
public interface IProviderSessions
{
    /// <summary>The principal as the provider knows it now; null where its session is over. A session of another kind is left as it is.</summary>
    Task<ClaimsPrincipal?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken);

    /// <summary>Ends the principal's session here.</summary>
    /// <param name="backTo">Where the provider sends the browser back to.</param>
    /// <returns>Where the browser goes to sign out at the provider too; null where there is nothing to sign out of.</returns>
    Task<string?> SignOutAsync(ClaimsPrincipal principal, string backTo, CancellationToken cancellationToken);
}

/// <summary>Why a sign-in came to nothing, as words of the page's address: reloading it or changing its language sends nothing again.</summary>
public static class StoppedReasons
{
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";
    public const string Away = "away";
    private const string Path = "/sign-in/stopped";

    private static readonly Dictionary<string, int> Statuses = new()
    {
        [Cancelled] = StatusCodes.Status200OK,
        [Failed] = StatusCodes.Status400BadRequest,
        [Away] = StatusCodes.Status503ServiceUnavailable,
        ["unknown-directory"] = StatusCodes.Status403Forbidden,
        ["no-role"] = StatusCodes.Status403Forbidden,
        ["tenant-disabled"] = StatusCodes.Status403Forbidden
    };

    /// <summary>Leads the browser to the page that says why.</summary>
    public static void Show(HttpContext context, string reason) => context.Response.Redirect(Path + QueryString.Create("why", reason));

    internal static string Known(string? reason) => reason is not null && Statuses.ContainsKey(reason) ? reason : Failed;

    internal static int StatusOf(string reason) => Statuses[reason];
}

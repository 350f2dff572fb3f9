using TeamEurope.Application.Common;

namespace TeamEurope.Api.SignIn;

/// <summary>How somebody came.</summary>
internal enum SignInWay { Pages, Api, Renewal }

/// <summary>
/// The one place that hears of every sign-in: that it succeeded, or why it did not. No names here: the log holds none.
/// </summary>
internal sealed partial class SignInLog(ILogger<SignInLog> log)
{
    /// <summary>Somebody has signed in at the pages by the provider.</summary>
    public void Succeeded(Caller caller) => LogSucceeded(log, caller.Tenant, caller.Role);

    /// <summary>Somebody was not let in, or not let on.</summary>
    /// <param name="reason">A word of few: those of <see cref="AdmissionRefusals"/>, <c>cancelled</c>, <c>failed</c>, <c>away</c>, <c>withdrawn</c>.</param>
    /// <param name="cause">The kind of failure behind it.</param>
    public void Refused(SignInWay way, string reason, Exception? cause = null) => LogRefused(log, way, reason, cause?.GetType().Name ?? "-");

    [LoggerMessage(LogLevel.Information, "Signed in for {Tenant} as {Role}")]
    private static partial void LogSucceeded(ILogger log, string tenant, Role role);

    [LoggerMessage(LogLevel.Warning, "Sign-in by {Way} refused: {Reason} ({Cause})")]
    private static partial void LogRefused(ILogger log, SignInWay way, string reason, string cause);
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using TeamEurope.Api.Endpoints;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Api.Hosting;

/// <summary>
/// How often anybody may ask in a minute: each person, each tenant, and each address from which nobody is signed in. What is over is
/// answered 429 with <c>Retry-After</c>. Each instance counts for itself. Health and static assets are not counted.
/// </summary>
internal static class RateLimits
{
    private const string Nobody = "unknown";
    private const int NetworkBytes = 8;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SignInLimiter>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<LimitSettings>((options, limits) =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected.HttpContext, rejected.Lease));
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => CallerOf(context) is { } caller
                    ? PerMinute(caller.Signature, limits.UserPerMinute)
                    : PerMinute(AddressOf(context), limits.AddressPerMinute)),
                PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    PerMinute(CallerOf(context)?.Tenant, limits.TenantPerMinute)),
                PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    PerMinute(IsPreview(context) ? CallerOf(context)?.Signature : null, limits.PreviewPerMinute)),
                PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    PerMinute(IsPreview(context) ? CallerOf(context)?.Tenant : null, limits.TenantPreviewPerMinute)));
        });
    }

    /// <summary>Before authentication, which answers an identity provider's callback itself.</summary>
    public static void UseSignInLimits(this WebApplication app) => app.Use(async (context, next) =>
    {
        using var lease = app.Services.GetRequiredService<SignInLimiter>().Acquire(context);
        if (lease.IsAcquired)
        {
            await next();
        }
        else
        {
            await RefuseAsync(context, lease);
        }
    });

    /// <summary>A partition with so many requests a minute; without a limit where there is no key or no number.</summary>
    internal static RateLimitPartition<string> PerMinute(string? key, int limit) => key is null || limit <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window });

    /// <summary>An IPv6 network of 64 bits is one address: whoever has one address there has all of them.</summary>
    internal static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => Nobody,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]).ToString(),
        var address => address.ToString()
    };

    private static Caller? CallerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<CurrentUser>() is { IsSignedIn: true } user ? user.Caller : null;

    private static bool IsPreview(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PreviewLimit>() is not null;

    private static async Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        var refusal = TooMany(wait);
        if (PageErrors.IsPage(context.Request.Path))
        {
            context.Response.Headers.RetryAfter = refusal.RetryAfterSeconds!.Value.ToString(CultureInfo.InvariantCulture);
            await PageErrors.WriteAsync(context, StatusCodes.Status429TooManyRequests, refusal);
        }
        else
        {
            await refusal.ToProblem().ExecuteAsync(context);
        }
    }

    private static Refusal TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Refusal(RefusalKind.TooMany, "too-many-requests", Say.Of("Refused.TooManyRequests", seconds)) { RetryAfterSeconds = seconds };
    }
}

/// <summary>Counts the steps of signing in from each address.</summary>
internal sealed class SignInLimiter(LimitSettings limits) : IDisposable
{
    /// <summary>Where people and tokens come in: our own pages, the callbacks of identity providers, the tokens of Development.</summary>
    private static readonly PathString[] Doors = ["/sign-in", "/signin", "/signin-oidc", "/dev/token"];

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimits.PerMinute(Doors.Any(d => context.Request.Path.StartsWithSegments(d, StringComparison.OrdinalIgnoreCase)) ? RateLimits.AddressOf(context) : null, limits.SignInPerMinute));

    public RateLimitLease Acquire(HttpContext context) => limiter.AttemptAcquire(context);

    public void Dispose() => limiter.Dispose();
}

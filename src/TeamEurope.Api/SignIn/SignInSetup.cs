using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using TeamEurope.Api.Endpoints;
using TeamEurope.Api.Hosting;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.SignIn;

namespace TeamEurope.Api.SignIn;

/// <summary>Who may come in: development tokens in Development; elsewhere only what is configured, and nothing starts without it.</summary>
internal static class SignInSetup
{
    public const string DevIssuer = "teameurope-development";
    private const string BySession = "session-or-token";
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(8);
    private const string DevKeySetting = "Development:TokenKey";
    private const string UsualDevKey = "teameurope-development-only-key-that-opens-nothing-elsewhere";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        if (!isDevelopment && builder.Configuration[DevKeySetting] is not null)
        {
            throw new StartRefusedException($"{DevKeySetting} is set outside Development: it would accept development tokens. Remove it.");
        }

        if (!isDevelopment)
        {
            throw new StartRefusedException(
                "No sign-in is configured. Outside Development the product needs an identity provider (section AzureAd: Instance, TenantId, ClientId, Audience), "
                + "which this version cannot use yet. For a try-out start it with ASPNETCORE_ENVIRONMENT=Development.");
        }

        var authentication = builder.Services.AddAuthentication(BySession);

        // Pages live by a session, the API by tokens alone: a forged request from another site finds no session there.
        authentication.AddPolicyScheme(BySession, null, scheme => scheme.ForwardDefaultSelector = context =>
            PageErrors.IsPage(context.Request.Path) || IsSocketOfAPage(context.Request)
                ? SessionClaims.Scheme
                : JwtBearerDefaults.AuthenticationScheme);
        authentication.AddCookie(SessionClaims.Scheme, session =>
        {
            session.Cookie.Name = "teameurope-session";
            session.Cookie.HttpOnly = true;
            session.Cookie.SameSite = SameSiteMode.Lax;
            session.ExpireTimeSpan = SessionLifetime;
            session.SlidingExpiration = true;
            session.LoginPath = "/sign-in";
            session.EventsType = typeof(SessionEvents);
        });
        authentication.AddJwtBearer(jwt =>
        {
            jwt.MapInboundClaims = false;
            jwt.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = DevIssuer,
                ValidAudience = DevIssuer,
                IssuerSigningKey = DevKey(builder.Configuration),
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                ClockSkew = TimeSpan.FromSeconds(30)
            };
            jwt.Events = new JwtBearerEvents
            {
                // A browser's WebSocket cannot send headers.
                OnMessageReceived = context =>
                {
                    if (context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
                    {
                        context.Token = context.Request.Query["access_token"].FirstOrDefault() ?? context.Token;
                    }

                    return Task.CompletedTask;
                }
            };
        });
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<PersonDirectory>();
    }

    /// <summary>
    /// A browser's live connection comes with its session. Other sites can open sockets too, and the browser would send the
    /// session along: only our own pages may.
    /// </summary>
    private static bool IsSocketOfAPage(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal)
        && request.Headers.Authorization.Count == 0 && !request.Query.ContainsKey("access_token")
        && Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
        && origin.Authority == request.Host.Value;

    public static SymmetricSecurityKey DevKey(IConfiguration configuration) =>
        new(Encoding.UTF8.GetBytes(configuration[DevKeySetting] ?? UsualDevKey));

    /// <summary>Turns a valid token into the scope's caller. A tenant or role that is not ours is refused.</summary>
    public static void UseCaller(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var reference = context.RequestServices.GetRequiredService<ReferenceData>();
            if (Read(context.User, reference) is not { } caller)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            context.RequestServices.GetRequiredService<CurrentUser>().SignIn(caller, AddressOf(context));
            if (!await context.RequestServices.GetRequiredService<PersonDirectory>().LetInAsync(caller, context.RequestAborted))
            {
                await RefuseBlockedAsync(context);
                return;
            }
        }

        await next();
    });

    /// <summary>Where the request came from, for the audit chain: as the proxy says where one is trusted.</summary>
    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : "unknown";

    /// <summary>A blocked person's session ends with it, so that somebody else can sign in there.</summary>
    private static async Task RefuseBlockedAsync(HttpContext context)
    {
        if (PageErrors.IsPage(context.Request.Path))
        {
            await context.SignOutAsync(SessionClaims.Scheme);
        }

        await Problems.Of(403, "blocked", Say.Of("Problem.Blocked")).ExecuteAsync(context);
    }

    private static Caller? Read(ClaimsPrincipal principal, ReferenceData reference)
    {
        var tenant = principal.FindFirstValue(SessionClaims.Tenant);
        return tenant is not null && reference.Tenants.ContainsKey(tenant)
            && Words.TryRead<Role>(principal.FindFirstValue(SessionClaims.Role) ?? "", out var role)
            && principal.FindFirstValue(SessionClaims.User) is { Length: > 0 } user
            ? new Caller(tenant, user, role)
            : null;
    }
}

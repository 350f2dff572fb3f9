using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TeamEurope.Api.Endpoints;
using TeamEurope.Api.Hosting;
using TeamEurope.Application.Common;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Api.SignIn;

/// <summary>Who may come in: development tokens in Development; elsewhere only what is configured, and nothing starts without it.</summary>
internal static class SignInSetup
{
    public const string DevIssuer = "teameurope-development";
    public const string TenantClaim = "tenant";
    public const string RoleClaim = "role";
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

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt =>
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

            context.RequestServices.GetRequiredService<CurrentUser>().SignIn(caller);
            if (!await context.RequestServices.GetRequiredService<PersonDirectory>().LetInAsync(caller, context.RequestAborted))
            {
                await Problems.Of(403, "blocked", "Your own tenant's lead has blocked you here; only a lead can undo it.").ExecuteAsync(context);
                return;
            }
        }

        await next();
    });

    private static Caller? Read(ClaimsPrincipal principal, ReferenceData reference)
    {
        var tenant = principal.FindFirstValue(TenantClaim);
        return tenant is not null && reference.Tenants.ContainsKey(tenant)
            && Words.TryRead<Role>(principal.FindFirstValue(RoleClaim) ?? "", out var role)
            && principal.FindFirstValue(JwtRegisteredClaimNames.Sub) is { Length: > 0 } user
            ? new Caller(tenant, user, role)
            : null;
    }
}

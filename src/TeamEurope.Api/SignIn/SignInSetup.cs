using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TeamEurope.Api.Endpoints;
using TeamEurope.Api.Hosting;
using TeamEurope.Application.Common;
using TeamEurope.Domain;
using TeamEurope.Rules.Reference;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.SignIn;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// Who may come in: in Development with development tokens; anywhere by the identity provider that is configured. Outside Development
/// nothing starts without one.
/// </summary>
internal static class SignInSetup
{
    public const string DevIssuer = "teameurope-development";
    private const string BySession = "session-or-token";
    private const string ProviderBearer = "provider-token";
    private const string DevKeySetting = "Development:TokenKey";
    private const string UsualDevKey = "teameurope-development-only-key-that-opens-nothing-elsewhere";
    private const string SessionName = "teameurope-session";
    private const double UsualIdleMinutes = 60;
    private const double UsualIdleMinutesInDevelopment = 480;
    private const double UsualLongestMinutes = 600;
    private const double UsualRenewMinutes = 5;
    private static readonly string[] Scopes = ["openid", "profile", "offline_access"];
    private static readonly TimeSpan ProviderPatience = TimeSpan.FromSeconds(10);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        ProviderTokens.FetchKeysWhenWanted();
        var (isDevelopment, configuration) = (builder.Environment.IsDevelopment(), builder.Configuration);
        if (!isDevelopment && configuration[DevKeySetting] is not null)
        {
            throw new StartRefusedException($"{DevKeySetting} is set outside Development: it would accept development tokens. Remove it.");
        }

        var provider = ProviderSettings.Read(configuration);
        if (!isDevelopment && provider is null)
        {
            throw new StartRefusedException(
                $"No sign-in is configured. Outside Development the product needs an identity provider: the section {ProviderSettings.EntraSection} (TenantId, ClientId, ClientSecret) or "
                + $"{ProviderSettings.PlainSection} (Authority, ClientId, ClientSecret, Audience), and the section Directories. For a try-out start it with ASPNETCORE_ENVIRONMENT=Development.");
        }

        var idle = SessionTimes.Minutes(configuration, "IdleMinutes", isDevelopment ? UsualIdleMinutesInDevelopment : UsualIdleMinutes);
        var longest = SessionTimes.Minutes(configuration, "LongestMinutes", UsualLongestMinutes);
        var renew = SessionTimes.Minutes(configuration, "RenewMinutes", UsualRenewMinutes);
        var ways = new SignInWays(isDevelopment, provider is not null, provider?.SignedOutCallbackPath ?? "/sign-in", !isDevelopment, longest);
        builder.Services.AddSingleton(ways);
        builder.Services.AddSingleton(services => Directories.Read(configuration, services.GetRequiredService<ReferenceData>(), provider is not null));

        // Pages live by a session, the API by tokens alone: a forged request from another site finds no session there.
        var authentication = builder.Services.AddAuthentication(BySession);
        authentication.AddPolicyScheme(BySession, null, scheme => scheme.ForwardDefaultSelector = context =>
            PageErrors.IsPage(context.Request.Path) || IsSocketOfAPage(context.Request) ? SessionClaims.Scheme : BearerOf(context.Request, ways));
        authentication.AddCookie(SessionClaims.Scheme, session =>
        {
            session.Cookie.Name = ways.IsSecure ? $"__Host-{SessionName}" : SessionName;
            session.Cookie.HttpOnly = true;
            session.Cookie.SameSite = SameSiteMode.Lax;
            session.Cookie.SecurePolicy = ways.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            session.ExpireTimeSpan = idle;
            session.SlidingExpiration = true;
            session.LoginPath = "/sign-in";
            session.EventsType = typeof(SessionEvents);
        });
        if (isDevelopment)
        {
            authentication.AddJwtBearer(jwt => AcceptDevTokens(jwt, DevKey(configuration)));
        }

        if (provider is not null)
        {
            builder.Services.AddProvider(authentication, provider, new SessionTimesOf(longest, renew), ways);
        }

        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<PersonDirectory>().AddSingleton<SignInLog>();
    }

    /// <summary>Bad settings stop the start, not the first one who signs in.</summary>
    public static void CheckSignIn(this WebApplication app) => app.Services.GetRequiredService<Directories>();

    private static void AcceptDevTokens(JwtBearerOptions jwt, SecurityKey key)
    {
        jwt.MapInboundClaims = false;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = DevIssuer,
            ValidAudience = DevIssuer,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.FromSeconds(30)
        };
        jwt.Events = new JwtBearerEvents { OnMessageReceived = TakeFromAddress };
    }

    private static void AddProvider(this IServiceCollection services, AuthenticationBuilder authentication, ProviderSettings provider, SessionTimesOf times, SignInWays ways)
    {
        services.AddSingleton(provider).AddSingleton(times);
        services.AddKeyedSingleton(typeof(ProviderTokens), (_, _) => new HttpClient(new ProviderAnswers()) { Timeout = ProviderPatience });
        services.AddSingleton<ProviderTokens>().AddSingleton<ProviderRenewal>().AddSingleton<Admission>();
        services.AddSingleton<ProviderSessions>().AddSingleton<IProviderSessions>(s => s.GetRequiredService<ProviderSessions>());
        services.AddHostedService<SessionKeeper>();
        authentication.AddOAuth<ProviderOptions, ProviderHandler>(SessionClaims.ProviderScheme, oauth =>
        {
            oauth.ClientId = provider.ClientId;
            oauth.ClientSecret = provider.ClientSecret;
            oauth.CallbackPath = provider.CallbackPath;
            oauth.SignInScheme = SessionClaims.Scheme;
            oauth.UsePkce = true;
            oauth.BackchannelTimeout = ProviderPatience;
            oauth.BackchannelHttpHandler = new ProviderAnswers();
            Scopes.ToList().ForEach(oauth.Scope.Add);
            // The answer comes by an address, which browsers follow with cookies of this kind.
            oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
            oauth.CorrelationCookie.SecurePolicy = ways.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            oauth.CorrelationCookie.Name = ways.IsSecure ? "__Secure-teameurope-state." : "teameurope-state.";
            oauth.Events.OnRemoteFailure = ProviderHandler.StopAsync;
            oauth.Events.OnAccessDenied = ProviderHandler.StopAsync;
        });
        authentication.AddJwtBearer(ProviderBearer, jwt =>
        {
            jwt.MapInboundClaims = false;
            jwt.Events = new JwtBearerEvents { OnMessageReceived = TakeFromAddress, OnTokenValidated = Admit };
        });
        services.AddOptions<JwtBearerOptions>(ProviderBearer).Configure<ProviderTokens>((jwt, tokens) =>
        {
            jwt.TokenValidationParameters = tokens.For(provider.Audiences);
            jwt.ConfigurationManager = tokens.Configuration;
        });
    }

    /// <summary>A genuine token becomes who its person is here. Who is nobody here is told so later, where problems are written.</summary>
    private static Task Admit(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.SecurityToken is not JsonWebToken token || !services.GetRequiredService<ProviderTokens>().IsForApi(token))
        {
            context.Fail("The token was not made for this API.");
            return Task.CompletedTask;
        }

        var decision = services.GetRequiredService<Admission>().Decide([.. token.Claims]);
        if (decision.Refusal is { } refusal)
        {
            services.GetRequiredService<SignInLog>().Refused(SignInWay.Api, refusal.Code);
            context.HttpContext.Features.Set(refusal);
        }
        else
        {
            context.Principal = SessionClaims.PrincipalOf(decision.Value);
        }

        return Task.CompletedTask;
    }

    /// <summary>A browser's WebSocket cannot send headers.</summary>
    private static Task TakeFromAddress(MessageReceivedContext context)
    {
        if (context.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase))
        {
            context.Token = context.Request.Query["access_token"].FirstOrDefault() ?? context.Token;
        }

        return Task.CompletedTask;
    }

    /// <summary>In Development with a provider there are tokens of two kinds: each is held against its own rules.</summary>
    private static string BearerOf(HttpRequest request, SignInWays ways) =>
        !ways.ByProvider || (ways.AsAnybody && IsDevToken(request)) ? JwtBearerDefaults.AuthenticationScheme : ProviderBearer;

    private static bool IsDevToken(HttpRequest request)
    {
        var text = request.Headers.Authorization.FirstOrDefault()?.Split(' ', 2).ElementAtOrDefault(1) ?? request.Query["access_token"].FirstOrDefault();
        try
        {
            return text is not null && new JsonWebTokenHandler().ReadJsonWebToken(text).Issuer == DevIssuer;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return false;
        }
    }

    /// <summary>
    /// A browser's live connection comes with its session. Other sites can open sockets too, and the browser would send the
    /// session along: only our own pages may.
    /// </summary>
    private static bool IsSocketOfAPage(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
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
            if (context.Features.Get<Refusal>() is { } refusal)
            {
                await refusal.ToProblem().ExecuteAsync(context);
                return;
            }

            var reference = context.RequestServices.GetRequiredService<ReferenceData>();
            if (Read(context.User, reference) is not { } caller)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            if (context.RequestServices.GetRequiredService<Directories>().IsDisabled(caller.Tenant))
            {
                await RefuseDisabledAsync(context);
                return;
            }

            context.RequestServices.GetRequiredService<CurrentUser>().SignIn(caller, context.Connection.AddressName());
            if (!await context.RequestServices.GetRequiredService<PersonDirectory>().LetInAsync(caller, context.RequestAborted))
            {
                await RefuseBlockedAsync(context);
                return;
            }
        }

        await next();
    });

    /// <summary>Where the request came from, for the audit chain: as the proxy says where one is trusted.</summary>
    public static string AddressName(this ConnectionInfo connection) => connection.RemoteIpAddress is { } address
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

    private static async Task RefuseDisabledAsync(HttpContext context)
    {
        if (PageErrors.IsPage(context.Request.Path))
        {
            await context.SignOutAsync(SessionClaims.Scheme);
            await PageErrors.WriteAsync(context, StatusCodes.Status403Forbidden, AdmissionRefusals.TenantDisabled);
            return;
        }

        await AdmissionRefusals.TenantDisabled.ToProblem().ExecuteAsync(context);
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

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using TeamEurope.Domain;
using TeamEurope.Web.SignIn;

namespace TeamEurope.Api.SignIn;

/// <summary>The framework's OAuth options; where the provider's endpoints are, the provider says.</summary>
internal sealed class ProviderOptions : OAuthOptions
{
    /// <summary>The endpoints are not known before the provider was asked.</summary>
    public override void Validate()
    {
    }
}

/// <summary>
/// Signs people in at the pages by authorization code, with PKCE, state and nonce. The framework keeps state and code; here the
/// provider's endpoints are found, the id token is held against the question, and who it is is decided.
/// </summary>
internal sealed class ProviderHandler(
    IOptionsMonitor<ProviderOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    ProviderTokens tokens, Admission admission, ProviderSessions sessions, SignInLog log)
    : OAuthHandler<ProviderOptions>(options, loggers, encoder)
{
    private const string Nonce = "nonce";
    private const string AskedAt = "asked";
    private const int NonceBytes = 32;

    /// <summary>Asks the provider who it is.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await FindEndpointsAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            log.Refused(SignInWay.Pages, StoppedReasons.Away, e);
            StoppedReasons.Show(Context, StoppedReasons.Away);
            return;
        }

        properties.Items[Nonce] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(NonceBytes));
        properties.Items[AskedAt] = TimeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), new Dictionary<string, string?>
        {
            [Nonce] = properties.Items[Nonce], ["ui_locales"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName
        });

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await FindEndpointsAsync();
        return await base.HandleRemoteAuthenticateAsync();
    }

    /// <summary>None where it is not let in; why not, goes with the request.</summary>
    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        System.Security.Claims.ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse response)
    {
        // The framework says that there is always a ticket, and takes none for a failure.
        AuthenticationTicket none = null!;
        var got = ProviderGrant.Of(response.Response!);
        if (got.IdToken is null || !IsFresh(properties) || await tokens.ReadIdTokenAsync(got.IdToken, properties.Items[Nonce]) is not { } token)
        {
            return none;
        }

        var decision = admission.Decide([.. token.Claims]);
        if (decision.IsRefused)
        {
            Context.Features.Set(decision.Refusal);
            return none;
        }

        // What the question was marked with has done its duty; the session keeps only where to go on.
        properties.Items.Remove(Nonce);
        properties.Items.Remove(AskedAt);
        var session = await sessions.BeginAsync(decision.Value, Context.Connection.AddressName(), token.Subject, got, Context.RequestAborted);
        log.Succeeded(decision.Value);
        return new AuthenticationTicket(ProviderSessions.PrincipalOf(decision.Value, session), properties, Scheme.Name);
    }

    /// <summary>What the framework found wrong, as a page that can be reloaded; the reason is logged by its kind.</summary>
    public static Task StopAsync(RemoteFailureContext context)
    {
        var reason = context.HttpContext.Features.Get<Refusal>()?.Code
            ?? (context.Failure is HttpRequestException or IOException or TaskCanceledException ? StoppedReasons.Away : StoppedReasons.Failed);
        return Stop(context, reason, context.Failure);
    }

    public static Task StopAsync(AccessDeniedContext context) => Stop(context, StoppedReasons.Cancelled, null);

    private static Task Stop(HandleRequestContext<RemoteAuthenticationOptions> context, string reason, Exception? cause)
    {
        context.HttpContext.RequestServices.GetRequiredService<SignInLog>().Refused(SignInWay.Pages, reason, cause);
        StoppedReasons.Show(context.HttpContext, reason);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private bool IsFresh(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.Items[AskedAt], CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
        && TimeProvider.GetUtcNow() - asked < Options.RemoteAuthenticationTimeout;

    private async Task FindEndpointsAsync()
    {
        var found = await tokens.Configuration.GetConfigurationAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (found.AuthorizationEndpoint, found.TokenEndpoint);
    }
}

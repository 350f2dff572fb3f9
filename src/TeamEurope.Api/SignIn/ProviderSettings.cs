using System.Globalization;
using TeamEurope.Api.Hosting;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// The one identity provider: Microsoft Entra ID (section <c>AzureAd</c>, with the names of Microsoft.Identity.Web) or any OpenID Connect
/// issuer (section <c>OpenIdConnect</c>). What is read from either is the same from here on.
/// </summary>
internal sealed record ProviderSettings
{
    public const string EntraSection = "AzureAd";
    public const string PlainSection = "OpenIdConnect";
    private const string UsualInstance = "https://login.microsoftonline.com/";
    private const string DiscoveryPath = "/.well-known/openid-configuration";

    /// <summary>Whether issuers are Entra's: one for each directory, in two shapes.</summary>
    public required bool IsEntra { get; init; }
    public required string MetadataAddress { get; init; }
    public required string ClientId { get; init; }
    public required string ClientSecret { get; init; }

    /// <summary>For whom an access token is made that opens the API.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Of which an access token must carry one, where any are named.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The claim that names the directory.</summary>
    public required string DirectoryClaim { get; init; }
    public required string RoleClaim { get; init; }

    /// <summary>The claims that may name the person, in this order.</summary>
    public required IReadOnlyList<string> NameClaims { get; init; }
    public required string CallbackPath { get; init; }
    public required string SignedOutCallbackPath { get; init; }

    /// <summary>Null where neither section is there.</summary>
    public static ProviderSettings? Read(IConfiguration configuration)
    {
        var (entra, plain) = (configuration.GetSection(EntraSection), configuration.GetSection(PlainSection));
        if (entra.Exists() && plain.Exists())
        {
            throw new StartRefusedException($"Both {EntraSection} and {PlainSection} are set. Set the one section of the one identity provider.");
        }

        return entra.Exists() ? ReadEntra(entra) : plain.Exists() ? ReadPlain(plain) : null;
    }

    private static ProviderSettings ReadEntra(IConfigurationSection section)
    {
        var instance = Address(section, "Instance", UsualInstance).TrimEnd('/');
        var tenant = Wanted(section, "TenantId", "'organizations' for any directory, or the id of one");
        if (tenant is "common" or "consumers")
        {
            throw new StartRefusedException($"{section.Path}:TenantId is '{tenant}', which lets personal accounts in; possible: organizations, or the id of one directory.");
        }

        var client = Wanted(section, "ClientId", "the application's id");
        return Common(section, client) with
        {
            IsEntra = true,
            MetadataAddress = $"{instance}/{tenant}/v2.0{DiscoveryPath}",
            Audiences = Known(section, "Audience") is { } audience ? [client, audience] : [client, $"api://{client}"]
        };
    }

    private static ProviderSettings ReadPlain(IConfigurationSection section)
    {
        var authority = Address(section, "Authority", null).TrimEnd('/');
        var client = Wanted(section, "ClientId", "the client's id at the issuer");
        var audience = Wanted(section, "Audience", "whom the issuer makes access tokens for the API for");
        if (audience == client)
        {
            throw new StartRefusedException(
                $"{section.Path}:Audience is the same as {section.Path}:ClientId: then what signs people in at the pages would open the API too. Let the issuer make access tokens for an audience of their own.");
        }

        return Common(section, client) with { MetadataAddress = $"{authority}{DiscoveryPath}", Audiences = [audience], DirectoryClaim = Known(section, "DirectoryClaim") ?? "iss" };
    }

    private static ProviderSettings Common(IConfigurationSection section, string client) => new()
    {
        IsEntra = false,
        MetadataAddress = "",
        ClientId = client,
        ClientSecret = Wanted(section, "ClientSecret", "the client's secret; keep it out of files that others read"),
        Audiences = [],
        Scopes = (Known(section, "Scopes") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        DirectoryClaim = "tid",
        RoleClaim = Known(section, "RoleClaim") ?? "roles",
        NameClaims = Known(section, "NameClaim") is { } name ? [name] : ["preferred_username", "upn", "unique_name"],
        CallbackPath = PathOf(section, "CallbackPath", "/signin-oidc"),
        SignedOutCallbackPath = PathOf(section, "SignedOutCallbackPath", "/signout-callback-oidc")
    };

    private static string? Known(IConfigurationSection section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name]!.Trim();

    private static string Wanted(IConfigurationSection section, string name, string what) =>
        Known(section, name) ?? throw new StartRefusedException($"{section.Path}:{name} is not set: {what}.");

    private static string PathOf(IConfigurationSection section, string name, string usual)
    {
        var path = Known(section, name) ?? usual;
        return path is ['/', not '/', ..]
            ? path
            : throw new StartRefusedException($"{section.Path}:{name} is '{path}'; possible: a path here, such as {usual}.");
    }

    /// <summary>Keys and tokens come from there: unencrypted only from this machine itself.</summary>
    private static string Address(IConfigurationSection section, string name, string? usual)
    {
        var text = usual is null ? Wanted(section, name, "the issuer's address") : Known(section, name) ?? usual;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? text
            : throw new StartRefusedException($"{section.Path}:{name} is '{text}'; possible: an address with https (http only on this machine itself).");
    }
}

/// <summary>How long sessions live, and how often the provider is asked about them.</summary>
internal static class SessionTimes
{
    public static TimeSpan Minutes(IConfiguration configuration, string name, double usual)
    {
        var text = configuration[$"Session:{name}"];
        return text is null ? TimeSpan.FromMinutes(usual)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 60 * 24 * 7
                ? TimeSpan.FromMinutes(minutes)
                : throw new StartRefusedException($"Session:{name} is '{text}'; possible: a number of minutes above 0, a week's at most.");
    }
}

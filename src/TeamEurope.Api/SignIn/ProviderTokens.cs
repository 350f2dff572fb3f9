using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TeamEurope.Api.SignIn;

/// <summary>
/// What the provider says of itself, and which of its tokens are genuine. Its keys are asked for every few minutes and as soon as a token
/// names one that is not known; a key that it has withdrawn opens nothing from then on.
/// </summary>
internal sealed class ProviderTokens
{
    private const string TenantPlace = "{tenantid}";
    private static readonly TimeSpan KeysHoldFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Signed with a private key: whoever knows the public one can sign nothing.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512
    ];

    /// <summary>What only id tokens carry.</summary>
    private static readonly string[] OfIdTokens = ["nonce", "at_hash", "c_hash"];

    private readonly ProviderSettings settings;

    public ProviderTokens(ProviderSettings settings, [FromKeyedServices(typeof(ProviderTokens))] HttpClient http)
    {
        this.settings = settings;
        Configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
            settings.MetadataAddress, new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = settings.MetadataAddress.StartsWith("https:", StringComparison.OrdinalIgnoreCase) })
        {
            AutomaticRefreshInterval = KeysHoldFor,
            RefreshInterval = BetweenQuestions,
            UseLastKnownGoodConfiguration = false
        };
    }

    public ConfigurationManager<OpenIdConnectConfiguration> Configuration { get; }

    /// <summary>
    /// Before the library is first used, which reads it once: else it would fetch new keys behind the back of the token that needs them, and
    /// refuse it meanwhile.
    /// </summary>
    public static void FetchKeysWhenWanted() => AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    /// <summary>What a token for one of these audiences must be like.</summary>
    public TokenValidationParameters For(IReadOnlyList<string> audiences) => new()
    {
        ConfigurationManager = Configuration,
        ValidAudiences = audiences,
        ValidAlgorithms = Algorithms,
        ClockSkew = Skew,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        IssuerValidatorUsingConfiguration = (issuer, token, _, configuration) => IssuerOf(issuer, token, configuration),
        IssuerSigningKeyValidatorUsingConfiguration = (key, token, _, configuration) => IsKeyOf(key, token, configuration)
    };

    /// <summary>Null where the id token is not genuine, not ours, or not the answer to this question.</summary>
    /// <param name="nonce">What the question was marked with; null where there was none to come back.</param>
    public async Task<JsonWebToken?> ReadIdTokenAsync(string text, string? nonce)
    {
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, For([settings.ClientId]));
        return result.IsValid && result.SecurityToken is JsonWebToken token
            && (nonce is null || (token.TryGetPayloadValue<string>("nonce", out var marked) && marked == nonce))
            && (!token.TryGetPayloadValue<string>("azp", out var party) || party == settings.ClientId)
                ? token
                : null;
    }

    /// <summary>Whether a genuine token is one for the API: not what signs somebody in at the pages, and for a scope of ours.</summary>
    public bool IsForApi(JsonWebToken token) =>
        !OfIdTokens.Any(claim => token.TryGetPayloadValue<object>(claim, out _))
        && (settings.Scopes.Count == 0 || settings.Scopes.Intersect(ScopesOf(token), StringComparer.Ordinal).Any());

    private static IEnumerable<string> ScopesOf(JsonWebToken token) =>
        token.Claims.Where(c => c.Type is "scp" or "scope").SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Entra has an issuer for each directory, and another shape of it in tokens of version 1.</summary>
    private string IssuerOf(string issuer, SecurityToken token, BaseConfiguration? configuration)
    {
        var known = configuration?.Issuer ?? throw new SecurityTokenInvalidIssuerException("The provider's own issuer is not known.");
        return PossibleIssuers(known, token).Contains(issuer, StringComparer.Ordinal)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The issuer is not the provider's.");
    }

    /// <summary>All of Entra signs with the same keys: where one directory alone is set, a token of version 1 must be that one's too.</summary>
    private string[] PossibleIssuers(string known, SecurityToken token) => !settings.IsEntra ? [known]
        : Directory(token) is { } id && (known.Contains(TenantPlace, StringComparison.Ordinal) || known.Contains(id, StringComparison.OrdinalIgnoreCase))
            ? [known.Replace(TenantPlace, id, StringComparison.Ordinal), $"https://sts.windows.net/{id}/"]
            : [];

    /// <summary>Entra says of some keys which issuer alone may sign with them.</summary>
    private bool IsKeyOf(SecurityKey key, SecurityToken token, BaseConfiguration? configuration)
    {
        if (!settings.IsEntra || configuration is not OpenIdConnectConfiguration { JsonWebKeySet: { } keys }
            || keys.Keys.FirstOrDefault(k => k.KeyId == key.KeyId) is not { } found
            || !found.AdditionalData.TryGetValue("issuer", out var said) || said?.ToString() is not { Length: > 0 } issuer)
        {
            return true;
        }

        return Directory(token) is { } id && PossibleIssuers(configuration.Issuer, token).Contains(issuer.Replace(TenantPlace, id, StringComparison.Ordinal), StringComparer.Ordinal);
    }

    private static string? Directory(SecurityToken token) =>
        token is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var id) && Guid.TryParse(id, out _) ? id : null;
}

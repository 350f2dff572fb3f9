using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TeamEurope.Testing;

/// <summary>
/// What Entra ID says of itself, on loopback, with keys of the test: tokens are signed here in the shapes that Entra gives them. It signs
/// nobody in.
/// </summary>
public sealed class EntraStandIn : IAsyncDisposable
{
    public const string Client = "11111111-2222-4333-8444-555555555555";
    private readonly WebApplication app;
    private RsaSecurityKey[] published;

    private EntraStandIn(WebApplication app, RsaSecurityKey key) => (this.app, Key, published) = (app, key, [key]);

    /// <summary>What it signs with at present.</summary>
    public RsaSecurityKey Key { get; private set; }

    public string Address => app.Urls.First();

    /// <summary>The one issuer that its keys may be used for; null where it does not say.</summary>
    public string? KeyIssuer { get; set; }

    public static async Task<EntraStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var entra = new EntraStandIn(app, NewKey());
        app.MapGet("/organizations/v2.0/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = $"{entra.Address}/{{tenantid}}/v2.0", authorization_endpoint = $"{entra.Address}/authorize", token_endpoint = $"{entra.Address}/token",
            jwks_uri = $"{entra.Address}/keys", response_types_supported = new[] { "code" }, subject_types_supported = new[] { "pairwise" },
            id_token_signing_alg_values_supported = new[] { "RS256" }
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = entra.published.Select(entra.Publish) }));
        await app.StartAsync();
        return entra;
    }

    /// <summary>What the product is to be told.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["AzureAd:Instance"] = Address, ["AzureAd:TenantId"] = "organizations", ["AzureAd:ClientId"] = Client, ["AzureAd:ClientSecret"] = "never used here",
        [$"Directories:{TestProvider.Dutch}"] = "NL", [$"Directories:{TestProvider.Commission}"] = "EC"
    };

    public string IssuerOf(string tid) => $"{Address}/{tid}/v2.0";

    /// <summary>From now on it signs with another key.</summary>
    /// <param name="keepsOld">Whether it still vouches for the ones before.</param>
    public void ChangeKey(bool keepsOld)
    {
        Key = NewKey();
        published = keepsOld ? [Key, .. published] : [Key];
    }

    /// <summary>A version 2 access token, changed as the test wants it: a claim that is null is left out.</summary>
    public string Token(Dictionary<string, object?>? changes = null, SigningCredentials? credentials = null, TimeSpan? from = null, TimeSpan? until = null)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = IssuerOf(TestProvider.Dutch), ["aud"] = Client, ["ver"] = "2.0", ["tid"] = TestProvider.Dutch, ["oid"] = "0f0f0f0f-0000-4000-8000-000000000001",
            ["sub"] = "pairwise-subject", ["preferred_username"] = "Jansen@MinBuza.example", ["roles"] = new[] { "Desk" }, ["scp"] = "access_as_user", ["azp"] = Client
        };
        foreach (var (name, value) in changes ?? [])
        {
            claims[name] = value;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!),
            NotBefore = now + (from ?? TimeSpan.FromMinutes(-1)), Expires = now + (until ?? TimeSpan.FromMinutes(10)),
            SigningCredentials = credentials ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256)
        });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private Dictionary<string, string> Publish(RsaSecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(key);
        var said = new Dictionary<string, string> { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.KeyId, ["n"] = jwk.N, ["e"] = jwk.E };
        if (KeyIssuer is not null)
        {
            said["issuer"] = KeyIssuer;
        }

        return said;
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("n") };
}

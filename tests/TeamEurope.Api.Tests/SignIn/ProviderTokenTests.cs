using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.SignIn;

/// <summary>One product that takes the tokens of a stand-in for Entra ID.</summary>
public sealed class EntraFixture : IAsyncLifetime
{
    public EntraStandIn Entra { get; private set; } = null!;

    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Entra = await EntraStandIn.StartAsync();
        App = await TestApp.StartAsync(settings: new Dictionary<string, string>(Entra.Settings) { ["Tenants:Disabled"] = "EC" });
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Entra.DisposeAsync();
    }
}

/// <summary>Which of the provider's tokens open the API, in the shapes of Entra ID.</summary>
public class ProviderTokenTests(EntraFixture fixture) : IClassFixture<EntraFixture>
{
    private const string Dutch = TestProvider.Dutch;

    private EntraStandIn Entra => fixture.Entra;

    [Fact]
    public async Task A_token_of_version_2_opens_the_api_as_its_person()
    {
        (await AskAsync(Entra.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PeopleAsync(Entra.Token(new() { ["roles"] = new[] { "Lead" } }))).ShouldContain("jansen@minbuza.example");
    }

    [Theory]
    [InlineData("upn")]
    [InlineData("unique_name")]
    public async Task A_token_of_version_1_opens_it_too(string name)
    {
        var token = Entra.Token(new()
        {
            ["iss"] = $"https://sts.windows.net/{Dutch}/", ["aud"] = $"api://{EntraStandIn.Client}", ["ver"] = "1.0", ["azp"] = null, ["appid"] = EntraStandIn.Client,
            ["preferred_username"] = null, [name] = "visser@minbuza.example", ["roles"] = new[] { "Lead" }
        });
        (await PeopleAsync(token)).ShouldContain("visser@minbuza.example");
    }

    [Fact]
    public async Task Who_has_no_name_that_can_be_shown_is_known_by_an_id()
    {
        var id = Guid.NewGuid().ToString();
        var without = new Dictionary<string, object?> { ["preferred_username"] = null, ["oid"] = id, ["roles"] = new[] { "Lead" } };
        (await PeopleAsync(Entra.Token(without))).ShouldContain(id);
        without["preferred_username"] = "NL/somebody else";
        without["oid"] = null;
        without["sub"] = "pairwise-7";
        (await PeopleAsync(Entra.Token(without))).ShouldContain("pairwise-7");
    }

    public static readonly TheoryData<string> NotGenuine =
    [
        "expired", "not yet valid", "no end", "another audience", "another issuer", "an issuer of another directory", "a version 1 issuer of another directory",
        "no directory", "a directory that is no id", "another key", "no algorithm", "the public key as a secret", "changed on its way", "no signature", "an id token", "not a token"
    ];

    [Theory]
    [MemberData(nameof(NotGenuine))]
    public async Task A_token_that_is_not_genuine_is_nobody_s(string what)
    {
        var good = Entra.Token();
        var token = what switch
        {
            "expired" => Entra.Token(from: TimeSpan.FromHours(-2), until: TimeSpan.FromMinutes(-2)),
            "not yet valid" => Entra.Token(from: TimeSpan.FromMinutes(2)),
            "no end" => WithoutEnd(),
            "another audience" => Entra.Token(new() { ["aud"] = "00000003-0000-0000-c000-000000000000" }),
            "another issuer" => Entra.Token(new() { ["iss"] = $"https://login.example/{Dutch}/v2.0" }),
            "an issuer of another directory" => Entra.Token(new() { ["iss"] = Entra.IssuerOf(TestProvider.Commission) }),
            "a version 1 issuer of another directory" => Entra.Token(new() { ["iss"] = $"https://sts.windows.net/{TestProvider.Commission}/" }),
            "no directory" => Entra.Token(new() { ["tid"] = null }),
            "a directory that is no id" => Entra.Token(new() { ["tid"] = "nl", ["iss"] = Entra.IssuerOf("nl") }),
            "another key" => Entra.Token(credentials: new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = Entra.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
            "no algorithm" => $"{Part("""{ "alg": "none", "typ": "JWT" }""")}.{good.Split('.')[1]}.",
            "the public key as a secret" => Entra.Token(credentials: new SigningCredentials(
                new SymmetricSecurityKey(Encoding.ASCII.GetBytes(Entra.Key.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = Entra.Key.KeyId }, SecurityAlgorithms.HmacSha256)),
            "changed on its way" => Changed(good),
            "no signature" => $"{good.Split('.')[0]}.{good.Split('.')[1]}.",
            "an id token" => Entra.Token(new() { ["nonce"] = "n" }),
            _ => "not.a.token"
        };
        await (await AskAsync(token)).ProblemAsync(401, "not-signed-in");
        (await AskAsync(good)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_genuine_token_of_somebody_who_is_nobody_here_is_told_so()
    {
        var unknown = Guid.NewGuid().ToString();
        await RefusedAsync(new() { ["tid"] = unknown, ["iss"] = Entra.IssuerOf(unknown) }, "unknown-directory");
        await RefusedAsync(new() { ["roles"] = null }, "no-role");
        await RefusedAsync(new() { ["roles"] = new[] { "desk", "King" } }, "no-role");
        await RefusedAsync(new() { ["tid"] = TestProvider.Commission, ["iss"] = Entra.IssuerOf(TestProvider.Commission) }, "tenant-disabled");
    }

    [Fact]
    public async Task A_directory_gives_only_the_roles_that_are_its_own_to_give()
    {
        await RefusedAsync(new() { ["roles"] = new[] { "Coordinator", "Operator" } }, "no-role");
        var people = await PeopleAsync(Entra.Token(new() { ["roles"] = new[] { "Auditor", "Desk", "Coordinator", "Lead" }, ["preferred_username"] = "many" }));
        people.ShouldContain("\"user\":\"many\",\"role\":\"Lead\"");
    }

    [Fact]
    public async Task Claims_that_only_look_like_ours_say_nothing() =>
        await RefusedAsync(new() { ["roles"] = null, ["tenant"] = "FR", ["role"] = "Lead" }, "no-role");

    [Fact]
    public async Task A_key_that_may_sign_for_one_directory_alone_signs_for_no_other()
    {
        await using var entra = await EntraStandIn.StartAsync();
        entra.KeyIssuer = entra.IssuerOf(TestProvider.Commission);
        await using var app = await TestApp.StartAsync(settings: entra.Settings);
        (await AskAsync(app, entra.Token())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(app, entra.Token(new() { ["tid"] = TestProvider.Commission, ["iss"] = entra.IssuerOf(TestProvider.Commission) }))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_key_is_taken_at_once_and_a_withdrawn_one_no_more()
    {
        await using var entra = await EntraStandIn.StartAsync();
        await using var app = await TestApp.StartAsync(settings: entra.Settings);
        var first = entra.Token();
        (await AskAsync(app, first)).StatusCode.ShouldBe(HttpStatusCode.OK);

        entra.ChangeKey(keepsOld: true);
        (await AskAsync(app, entra.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, first)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // What the provider says is asked for again two seconds later at the earliest, whoever makes up keys.
        await Task.Delay(TimeSpan.FromSeconds(2.2));
        entra.ChangeKey(keepsOld: false);
        (await AskAsync(app, entra.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, first)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Where_a_scope_is_named_a_token_without_it_opens_nothing()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string>(Entra.Settings) { ["AzureAd:Scopes"] = "access_as_user" });
        (await AskAsync(app, Entra.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, Entra.Token(new() { ["scp"] = "User.Read" }))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(app, Entra.Token(new() { ["scp"] = null }))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_live_connection_takes_the_token_in_its_address()
    {
        using var http = fixture.App.Http();
        async Task<HttpStatusCode> NegotiateAsync(string token) =>
            (await http.PostAsync(new Uri($"hubs/notifications/negotiate?negotiateVersion=1&access_token={token}", UriKind.Relative), null)).StatusCode;
        (await NegotiateAsync(Entra.Token())).ShouldBe(HttpStatusCode.OK);
        (await NegotiateAsync(Entra.Token(until: TimeSpan.FromSeconds(-40)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await NegotiateAsync(Entra.Token(new() { ["roles"] = null }))).ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task RefusedAsync(Dictionary<string, object?> changes, string code) =>
        (await (await AskAsync(Entra.Token(changes))).ProblemAsync(403, code)).GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();

    private async Task<string> PeopleAsync(string leadsToken) =>
        await (await AskAsync(fixture.App, leadsToken, "api/v1/people")).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private Task<HttpResponseMessage> AskAsync(string token) => AskAsync(fixture.App, token);

    private static async Task<HttpResponseMessage> AskAsync(TestApp app, string token, string address = "api/v1/initiatives")
    {
        using var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetAsync(new Uri(address, UriKind.Relative));
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Part(Base64UrlEncoder.Decode(parts[1]).Replace("Desk", "Lead", StringComparison.Ordinal))}.{parts[2]}";
    }

    private string WithoutEnd()
    {
        var claims = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.Decode(Entra.Token().Split('.')[1]))!;
        claims.Remove("exp");
        var text = $"{Entra.Token().Split('.')[0]}.{Part(JsonSerializer.Serialize(claims))}";
        return $"{text}.{Base64UrlEncoder.Encode(Entra.Key.Rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}

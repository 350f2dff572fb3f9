using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;

namespace TeamEurope.Testing;

/// <summary>Somebody in the test provider's directory.</summary>
/// <param name="Tid">The directory's id; null where the token names none.</param>
public sealed record TestUser(string? Tid, string[]? Roles, string? Name = null);

/// <summary>
/// A real OpenID provider on loopback (npm oidc-provider; tests/IdentityProvider), whose people, roles and keys change while it runs.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "teameurope";
    public const string Secret = "a-secret-of-the-tests";
    public const string Audience = "urn:teameurope:api";

    /// <summary>The directory of the Netherlands.</summary>
    public const string Dutch = "72f988bf-0000-4000-8000-0000000000aa";

    /// <summary>The directory of the Commission.</summary>
    public const string Commission = "72f988bf-0000-4000-8000-0000000000ec";

    private static readonly string Script = typeof(TestProvider).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "IdentityProvider").Value!;
    private readonly Process process;
    private readonly HttpClient http;

    private TestProvider(Process process, string issuer) => (this.process, Issuer, http) = (process, issuer, new HttpClient { BaseAddress = new Uri(issuer) });

    public string Issuer { get; }

    /// <summary>Starts it for a product at this address, with a few people.</summary>
    public static async Task<TestProvider> StartAsync(string product = "http://localhost")
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Script, $"{product}/signin-oidc", $"{product}/signout-callback-oidc", Audience })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var issuer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The identity provider did not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        var provider = new TestProvider(process, issuer);
        await provider.SetAsync("jansen", new TestUser(Dutch, ["Desk"], "jansen@minbuza.example"));
        await provider.SetAsync("visser", new TestUser(Dutch, ["Lead"], "visser@minbuza.example"));
        await provider.SetAsync("novak", new TestUser(Commission, ["Coordinator"], "novak@ec.example"));
        await provider.SetAsync("stranger", new TestUser("72f988bf-0000-4000-8000-00000000ffff", ["Desk"], "stranger@elsewhere.example"));
        await provider.SetAsync("nobody", new TestUser(Dutch, [], "nobody@minbuza.example"));
        return provider;
    }

    /// <summary>What the product is to be told, to sign people in by it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OpenIdConnect:Authority"] = Issuer, ["OpenIdConnect:ClientId"] = Client, ["OpenIdConnect:ClientSecret"] = Secret,
        ["OpenIdConnect:Audience"] = Audience, ["OpenIdConnect:DirectoryClaim"] = "tid",
        [$"Directories:{Dutch}"] = "NL", [$"Directories:{Commission}"] = "EC"
    };

    /// <summary>Adds somebody, or changes who they are.</summary>
    public async Task SetAsync(string subject, TestUser user) => await SendAsync("users", JsonContent.Create(new Dictionary<string, object>
    {
        [subject] = new { tid = user.Tid, roles = user.Roles, preferred_username = user.Name }
    }));

    /// <summary>Somebody leaves.</summary>
    public Task RemoveAsync(string subject) => SendAsync("users/gone", new StringContent(subject));

    /// <summary>From now on it signs with another key.</summary>
    /// <param name="keepsOld">Whether it still vouches for the one before.</param>
    public Task ChangeKeyAsync(bool keepsOld) => SendAsync("keys", new StringContent(keepsOld ? "keep" : "drop"));

    /// <summary>Whether it answers nobody.</summary>
    public Task GoAwayAsync(bool isAway) => SendAsync("away", new StringContent(isAway ? "true" : "false"));

    /// <summary>How often sessions were ended there.</summary>
    public async Task<int> EndingsAsync() => (await SendAsync("asked", new StringContent(""))).GetProperty("endings").GetInt32();

    /// <summary>How often a session was renewed there.</summary>
    public async Task<int> RenewalsAsync() => (await SendAsync("asked", new StringContent(""))).GetProperty("renewals").GetInt32();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<JsonElement> SendAsync(string what, HttpContent content)
    {
        using var answer = await http.PostAsync(new Uri($"/control/{what}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

using System.Net;
using System.Net.Http.Headers;
using Shouldly;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.SignIn;

/// <summary>The product as a process of its own in Production, behind something that ends TLS, as it is operated.</summary>
public class ProductionTests
{
    [Fact]
    public async Task With_an_identity_provider_it_starts_and_works_and_nothing_of_development_is_there()
    {
        // The provider knows the product's public address, which is not where it listens.
        var address = new Uri("https://teameurope.example");
        await using var provider = await TestProvider.StartAsync("https://teameurope.example");
        await using var database = await TestDatabase.CreateAsync();
        var settings = provider.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        await using var service = await ServiceProcess.StartAsync(database, environment: settings);

        using var proxy = new Proxy(service.Address);
        using var surfer = new Surfer(proxy, address);
        foreach (var gone in new[] { "/dev/token", "/openapi/v1.json" })
        {
            (await surfer.GetAsync(gone)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);
        }

        (await surfer.Http.PostAsync(new Uri("/sign-in", UriKind.Relative), null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await (await surfer.GetAsync("/sign-in")).Content.ReadAsStringAsync()).ShouldNotContain("name=\"tenant\"");
        using var forger = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/initiatives", UriKind.Relative));
        await using (var development = await TestApp.StartAsync())
        {
            forger.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await development.TokenAsync("NL"));
        }

        (await surfer.Http.SendAsync(forger)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var desk = await surfer.SignInAsync("jansen");
        desk.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Content.ReadAsStringAsync()).ShouldContain("jansen@minbuza.example");
        var session = surfer.Cookies.GetAllCookies().Single(c => c.Name == "__Host-teameurope-session");
        (session.Secure, session.HttpOnly, session.Path).ShouldBe((true, true, "/"));
    }

    /// <summary>Sends on what came encrypted, as a balancer does.</summary>
    private sealed class Proxy(Uri product) : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            request.Headers.Host = asked.Authority;
            request.Headers.Add("X-Forwarded-Proto", asked.Scheme);
            request.RequestUri = new Uri(product, asked.PathAndQuery);
            var answer = await base.SendAsync(request, cancellationToken);
            request.RequestUri = asked;
            return answer;
        }
    }
}

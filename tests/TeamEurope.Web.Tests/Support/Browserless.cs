using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using TeamEurope.Testing;

namespace TeamEurope.Web.Tests.Support;

/// <summary>A person at the pages without a browser: keeps cookies, follows no redirects, sends forms with the token of the page they stand on.</summary>
public sealed partial class Browserless : IDisposable
{
    private const string Token = "__RequestVerificationToken";
    private readonly HttpClient http;
    private readonly CookieContainer cookies;

    private Browserless(TestApp app)
    {
        var jar = new CookieContainerHandler { InnerHandler = app.Server.CreateHandler() };
        cookies = jar.Container;
        http = new HttpClient(jar) { BaseAddress = app.Server.BaseAddress };
    }

    public static Browserless At(TestApp app) => new(app);

    public static async Task<Browserless> SignedInAsync(TestApp app, string tenant = "NL", string role = "Desk", string user = "jansen")
    {
        var person = At(app);
        (await person.SignInAsync(tenant, role, user)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return person;
    }

    public string? Session => cookies.GetCookies(http.BaseAddress!)["teameurope-session"]?.Value;

    public HttpClient Http => http;

    public Task<HttpResponseMessage> GetAsync(string address) => http.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>Sends the sign-in page's form.</summary>
    public Task<HttpResponseMessage> SignInAsync(string tenant, string role, string user, string? returnUrl = null, string? kept = null) =>
        PostAsync("/sign-in", [("tenant", tenant), ("role", role), ("user", user), ("returnUrl", returnUrl ?? ""), ("kept", kept ?? "")]);

    /// <summary>Sends a form as its page does: with the token of a page fetched before.</summary>
    /// <param name="from">The page that the form stands on.</param>
    public async Task<HttpResponseMessage> PostAsync(string address, (string Name, string Value)[] fields, string from = "/sign-in")
    {
        var page = await (await GetAsync(from)).Content.ReadAsStringAsync();
        return await PostRawAsync(address, [.. fields, (Token, ValueOf(page, Token))]);
    }

    /// <summary>Sends a form with nothing but these fields.</summary>
    public async Task<HttpResponseMessage> PostRawAsync(string address, (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await http.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    /// <summary>What a field of the page's forms holds.</summary>
    public static string ValueOf(string page, string field)
    {
        var input = Input().Matches(page).Select(m => m.Value).First(i => i.Contains($"name=\"{field}\"", StringComparison.Ordinal));
        return WebUtility.HtmlDecode(ValueAttribute().Match(input).Groups[1].Value);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValueAttribute();
}

/// <summary>One running product for the tests of a class that need no browser.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}

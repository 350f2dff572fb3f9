using System.Collections.Concurrent;
using Microsoft.Playwright;
using TeamEurope.Client;
using TeamEurope.Testing;

namespace TeamEurope.Web.Tests.Support;

/// <summary>
/// One product as a process of its own, with the demo register, and one Chromium, for all tests in a browser. Nothing starts before
/// it is wanted, so that a run without browser tests pays for neither. Tests stay out of each other's way by country and person.
/// </summary>
public sealed class WebFixture : IAsyncLifetime
{
    private TestDatabase database = null!;
    private readonly ConcurrentDictionary<(string, string, string), Lazy<Task<string>>> sessions = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Guid>>> found = new();
    private ServiceProcess service = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public Uri Address => service.Address;

    public async Task InitializeAsync()
    {
        if (Chromium.WhySkipped is not null)
        {
            return;
        }

        database = await TestDatabase.CreateAsync();
        var starting = ServiceProcess.StartAsync(database, demo: true);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path ?? throw new InvalidOperationException("'chromium' is not installed, and in CI no test may be skipped."),
            Args = Chromium.Arguments
        });
        service = await starting;
        await (await ApiAsync("NL")).WaitUntilEvaluatedAsync(TimeSpan.FromMinutes(1), alsoNotified: true);
    }

    /// <summary>What one test found or made, for all tests after it.</summary>
    public Task<Guid> OnceAsync(string name, Func<Task<Guid>> find) => found.GetOrAdd(name, _ => new Lazy<Task<Guid>>(find)).Value;

    /// <summary>The API as this user: for what a story needs to have happened before it begins.</summary>
    public Task<TeamEuropeClient> ApiAsync(string tenant, string role = "Desk", string? user = null) => service.SignInAsync(tenant, role, user);

    /// <summary>Somebody at a browser who has not signed in.</summary>
    public Task<Visitor> VisitAsync(int width = 1280, bool dark = false, string language = "en", bool scripts = true) =>
        Visitor.OpenAsync(browser, Options(width, dark, language, scripts));

    /// <summary>
    /// Somebody at a browser of their own, signed in. The first time each person goes through the sign-in page; afterwards
    /// they come back with the session that they got there.
    /// </summary>
    public async Task<Visitor> SignInAsync(
        string tenant, string role, string user, int width = 1280, bool dark = false, string language = "en", bool scripts = true)
    {
        var options = Options(width, dark, language, scripts);
        options.StorageState = await sessions.GetOrAdd((tenant, role, user), key => new Lazy<Task<string>>(() => SessionOfAsync(tenant, role, user))).Value;
        return await Visitor.OpenAsync(browser, options);
    }

    /// <summary>Requests without a browser, signed out.</summary>
    public HttpClient Http() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>The cookies of a person signed in, for requests without a browser.</summary>
    public async Task<HttpClient> HttpAsync(string tenant, string role, string user)
    {
        await using var visitor = await SignInAsync(tenant, role, user);
        var cookies = await visitor.Page.Context.CookiesAsync();
        var http = Http();
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")));
        return http;
    }

    private async Task<string> SessionOfAsync(string tenant, string role, string user)
    {
        await using var visitor = await VisitAsync();
        await visitor.SignInAsync(tenant, role, user);
        return await visitor.Page.Context.StorageStateAsync();
    }

    private BrowserNewContextOptions Options(int width, bool dark, string language, bool scripts) => new()
    {
        BaseURL = Address.ToString(),
        ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 900 },
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        // The browser asks for pages in this language, as its user told it to.
        Locale = language,
        JavaScriptEnabled = scripts,
        ReducedMotion = ReducedMotion.Reduce
    };

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (service is not null)
        {
            await service.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}

/// <summary>The tests that share the browser and the product.</summary>
[CollectionDefinition(Name)]
public sealed class WebGroup : ICollectionFixture<WebFixture>
{
    public const string Name = "web";
}

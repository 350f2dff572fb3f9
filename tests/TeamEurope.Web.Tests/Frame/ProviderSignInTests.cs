using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using TeamEurope.Testing;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Frame;

/// <summary>A product of its own with a real identity provider beside it, and a browser.</summary>
public sealed class ProviderWebFixture : IAsyncLifetime
{
    private TestDatabase database = null!;
    private ServiceProcess service = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public TestProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.WhySkipped is not null)
        {
            return;
        }

        // The provider is to know where the product will be.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Provider = await TestProvider.StartAsync($"http://127.0.0.1:{port}");
        database = await TestDatabase.CreateAsync();
        var settings = Provider.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        settings["Session__RenewMinutes"] = "0.05";
        settings["Tenants__Disabled"] = "EC";
        service = await ServiceProcess.StartAsync(database, environment: settings, host: new ServiceHost(Port: port));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
    }

    public Task<Visitor> VisitAsync(int width = 1280, string language = "en", bool scripts = true) => Visitor.OpenAsync(browser, new BrowserNewContextOptions
    {
        BaseURL = service.Address.ToString(), Locale = language, JavaScriptEnabled = scripts, ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 900 }
    });

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
            playwright.Dispose();
            await service.DisposeAsync();
            await database.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }
}

/// <summary>Signing in and out by the identity provider, as people see it.</summary>
public class ProviderSignInTests(ProviderWebFixture web) : IClassFixture<ProviderWebFixture>
{
    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_by_the_directory_to_where_one_wanted_and_out_of_both(bool scripts)
    {
        await using var visitor = await web.VisitAsync(language: "nl", scripts: scripts);
        await visitor.GoAsync("/partners/TN");
        await ChooseAsync(visitor, "jansen");
        await visitor.Page.WaitForURLAsync("**/partners/TN");
        (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("nl");

        var before = await web.Provider.EndingsAsync();
        await visitor.Page.Locator("summary.menu__summary").ClickAsync();
        await visitor.Button("Shell.SignOut").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Yes" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/signout-callback-oidc**");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Says("SignIn.SignedOutTitle"));
        (await web.Provider.EndingsAsync()).ShouldBe(before + 1);

        // The provider asks who it is again, and the product too.
        await visitor.GoAsync("/partners/TN");
        await visitor.Link("SignIn.ByProvider").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Who are you?");
    }

    [BrowserTheory]
    [InlineData("stranger", "unknown-directory", 403, "nl")]
    [InlineData("nobody", "no-role", 403, "de")]
    [InlineData("novak", "tenant-disabled", 403, "fr")]
    [InlineData("cancel", "cancelled", 200, "en")]
    public async Task Who_does_not_come_in_reads_why(string user, string why, int status, string language)
    {
        foreach (var width in new[] { 1280, 360 })
        {
            await using var visitor = await web.VisitAsync(width, language);
            await visitor.GoAsync("/sign-in");
            await visitor.ShouldBeGoodAsync("sign-in-both");
            await ChooseAsync(visitor, user);
            await visitor.Page.WaitForURLAsync("**/sign-in/stopped**");
            (await visitor.Page.Locator("main").InnerTextAsync()).ShouldContain(visitor.Says($"SignInStopped.{why}"));
            await visitor.ShouldBeGoodAsync($"sign-in-{why}", status);
        }
    }

    [BrowserFact]
    public async Task Whose_role_is_taken_away_is_shown_out_while_only_reading()
    {
        await web.Provider.SetAsync("smit", new TestUser(TestProvider.Dutch, ["Desk"], "smit@minbuza.example"));
        await using var visitor = await web.VisitAsync();
        await visitor.GoAsync("/partners");
        await ChooseAsync(visitor, "smit");
        await visitor.Page.WaitForURLAsync("**/partners");
        await web.Provider.SetAsync("smit", new TestUser(TestProvider.Dutch, [], "smit@minbuza.example"));
        await Task.Delay(TimeSpan.FromSeconds(4));
        await visitor.GoAsync("/alerts");
        visitor.Page.Url.ShouldContain("/sign-in?returnUrl=");
    }

    [BrowserFact]
    public async Task What_was_typed_when_the_session_ended_comes_back_after_the_directory()
    {
        await using var visitor = await web.VisitAsync();
        await visitor.GoAsync("/initiatives/new");
        await ChooseAsync(visitor, "visser");
        await visitor.Page.WaitForURLAsync("**/initiatives/new");
        await visitor.Page.Locator("input[name=title]").FillAsync("Vessels & “crews”");
        await visitor.Page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "teameurope-session" });
        await visitor.Page.Locator("main form[method=post] button[type=submit]").Last.ClickAsync();
        await visitor.Link("SignIn.ByProvider").ClickAsync();
        // The directory still knows who it is and does not ask.
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(visitor.Says("SignIn.KeptTitle"));
        await visitor.Button("SignIn.GoOn").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("input[name=title]")).ToHaveValueAsync("Vessels & “crews”");
    }

    [BrowserTheory]
    [InlineData("/sign-in/stopped?why=failed", "sign-in-failed", 400)]
    [InlineData("/sign-in/stopped?why=away", "sign-in-away", 503)]
    [InlineData("/signout-callback-oidc", "signed-out", 200)]
    public async Task Every_page_on_the_way_is_as_pages_must_be(string address, string name, int status)
    {
        foreach (var width in new[] { 1280, 360 })
        {
            await using var visitor = await web.VisitAsync(width, "de");
            await visitor.GoAsync(address);
            await visitor.ShouldBeGoodAsync(name, status);
        }
    }

    /// <summary>From the sign-in page to the directory, and there says who it is.</summary>
    private static async Task ChooseAsync(Visitor visitor, string user)
    {
        await visitor.Link("SignIn.ByProvider").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = user, Exact = true }).ClickAsync();
    }
}

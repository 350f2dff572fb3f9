using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TeamEurope.Web.Tests.Words;

namespace TeamEurope.Web.Tests.Support;

/// <summary>Somebody at a browser of their own: its one page, and all that went wrong on it since it was opened.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    /// <summary>Longer than anything takes on a busy machine, and shorter than a run that hangs.</summary>
    private const float Patience = 20_000;
    private readonly ConcurrentQueue<(string Address, string Text)> complaints = new();
    private readonly ConcurrentDictionary<string, bool> documents = new();
    private IResponse? document;

    private Visitor(IPage page, string language) => (Page, Language) = (page, language);

    public IPage Page { get; }

    /// <summary>The language of this visitor's pages.</summary>
    public string Language { get; }

    /// <summary>What the pages call it, to this visitor.</summary>
    public string Says(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, TextFiles.All[key][Language], values);

    public ILocator Link(string key) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = Says(key), Exact = true });

    public ILocator Button(string key) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = Says(key), Exact = true });

    /// <summary>A control of a form by the beginning of its label, after which it may say that it is required.</summary>
    public ILocator Field(string key, ILocator? within = null) =>
        (within ?? Page.GetByRole(AriaRole.Main)).Locator("input, select, textarea").And(Page.GetByLabel(new Regex($"^\\s*{Regex.Escape(Says(key))}(\\W|$)")));

    /// <summary>What tells the outcome of an act.</summary>
    public ILocator Told(string text) => Page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>The answer that the page on the screen came with.</summary>
    public IResponse Document => document ?? throw new InvalidOperationException("No page was opened yet.");

    /// <summary>What the browser complained of: script errors, refused contents, failed requests. A page that answers with an error status is not a complaint.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. complaints.Where(c => !(documents.ContainsKey(c.Address) && c.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))).Select(c => $"{c.Text} ({c.Address})")];

    public static async Task<Visitor> OpenAsync(IBrowser browser, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(page, options.Locale ?? "en");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visitor.complaints.Enqueue((LineAndColumn().Replace(message.Location, "").Split('#')[0], message.Text));
            }
        };
        page.PageError += (_, error) => visitor.complaints.Enqueue(("", error));
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Frame == page.MainFrame && response.Status is < 300 or >= 400)
            {
                visitor.document = response;
                visitor.documents[response.Url] = true;
            }
        };
        return visitor;
    }

    public async Task<IResponse> GoAsync(string address) =>
        await Page.GotoAsync(address) ?? throw new InvalidOperationException($"{address} gave no page.");

    /// <summary>As everybody does: by the sign-in page.</summary>
    public async Task SignInAsync(string tenant, string role, string user)
    {
        await GoAsync("/sign-in");
        await Page.Locator("select[name=tenant]").SelectOptionAsync(tenant);
        await Page.Locator("select[name=role]").SelectOptionAsync(role);
        await Page.Locator("input[name=user]").FillAsync(user);
        await Page.Locator("main button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync(address => new Uri(address).AbsolutePath != "/sign-in");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    [GeneratedRegex(@":\d+:\d+$")]
    private static partial Regex LineAndColumn();
}

using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TeamEurope.Web.Tests.Support;

/// <summary>Somebody at a browser of their own: its one page, and all that went wrong on it since it was opened.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Longer than anything takes on a busy machine, and shorter than a run that hangs.</summary>
    private const float Patience = 20_000;
    private readonly ConcurrentQueue<(string Address, string Text)> complaints = new();
    private IResponse? document;

    private Visitor(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>The answer that the page on the screen came with.</summary>
    public IResponse Document => document ?? throw new InvalidOperationException("No page was opened yet.");

    /// <summary>What the browser complained of: script errors, refused contents, failed requests. A page that answers with an error status is not a complaint.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. complaints.Where(c => !(c.Address == document?.Url && c.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))).Select(c => $"{c.Text} ({c.Address})")];

    public static async Task<Visitor> OpenAsync(IBrowser browser, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visitor.complaints.Enqueue((message.Location.Split('#')[0].TrimEnd(':', '0'), message.Text));
            }
        };
        page.PageError += (_, error) => visitor.complaints.Enqueue(("", error));
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Frame == page.MainFrame && response.Status is < 300 or >= 400)
            {
                visitor.document = response;
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
}

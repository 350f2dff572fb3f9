using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace TeamEurope.Web.Tests.Support;

/// <summary>Looking at the page that is on the screen: is it as every page must be?</summary>
public static class Look
{
    /// <summary>WCAG 2.2 A and AA, which hold all that EN 301 549 asks of web pages.</summary>
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>Put in by the browser's own console, which the policy of the page does not bind.</summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");

    /// <summary>
    /// axe finds nothing, nothing is wider than the screen, one heading of the first level, a title, no complaint of the browser,
    /// a strict policy. Leaves a screenshot behind.
    /// </summary>
    /// <param name="name">What the screenshot is called.</param>
    public static async Task ShouldBeGoodAsync(this Visitor visitor, string name, int status = 200)
    {
        var page = visitor.Page;
        visitor.Document.Status.ShouldBe(status, page.Url);
        ShouldBeStrict(await visitor.Document.HeaderValueAsync("content-security-policy"));
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await ScreenshotAsync(page, name);
        (await page.Locator("h1").CountAsync()).ShouldBe(1, $"{name}: headings of the first level");
        (await page.TitleAsync()).Trim('–', ' ').ShouldNotBeNullOrWhiteSpace(name);
        await page.ShouldFitAsync(name);
        await page.ShouldBeAccessibleAsync(name);
        visitor.Complaints.ShouldBeEmpty($"{name}: the browser complained");
    }

    /// <summary>Nobody has to scroll sideways.</summary>
    public static async Task ShouldFitAsync(this IPage page, string name)
    {
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => {
              const screen = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= screen) return [];
              return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > screen + 1)
                .slice(0, 8).map(e => `${e.tagName.toLowerCase()}.${e.className} reaches ${Math.round(e.getBoundingClientRect().right)} of ${screen}`);
            }
            """);
        wide.ShouldBeEmpty($"{name} is wider than the screen");
    }

    /// <summary>axe finds nothing.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page, string name)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        var violations = await page.EvaluateAsync<string[]>(
            """
            async tags => (await axe.run({ runOnly: tags, resultTypes: ['violations'], performanceTimer: false })).violations
              .flatMap(v => v.nodes.map(n => `${v.id} at ${n.target}: ${v.help}\n    ${n.html.slice(0, 300)}\n    ${n.failureSummary}`))
            """, Tags);
        violations.ShouldBeEmpty($"{name} at {page.ViewportSize!.Width}: axe found\n{string.Join('\n', violations)}");
    }

    /// <summary>Everything from here, nothing inline, no evaluation of text.</summary>
    public static void ShouldBeStrict(string? policy)
    {
        var directives = policy.ShouldNotBeNull("no Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(d => d.Split(' ', 2)).ToDictionary(d => d[0], d => d.ElementAtOrDefault(1) ?? "");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("*");
        policy.ShouldNotContain("http");
        directives["default-src"].ShouldBe("'none'");
        directives["script-src"].ShouldBe("'self'");
        directives["style-src"].ShouldBe("'self'");
        directives["base-uri"].ShouldBe("'none'");
        directives["form-action"].ShouldBe("'self'");
        directives["frame-ancestors"].ShouldBe("'none'");
    }

    private static async Task ScreenshotAsync(IPage page, string name)
    {
        var dark = await page.EvaluateAsync<bool>("() => matchMedia('(prefers-color-scheme: dark)').matches");
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Screenshots, $"{name}-{page.ViewportSize!.Width}-{(dark ? "dark" : "light")}.png"),
            FullPage = true
        });
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TeamEurope.Web.Tests.Support;
using TeamEurope.Web.Tests.Words;

namespace TeamEurope.Web.Tests.Everywhere;

/// <summary>What holds for every page.</summary>
[Collection(WebGroup.Name)]
public partial class PageTests(WebFixture web)
{
    private const int Narrow = 360;

    /// <summary>1280 pixels at 400 %.</summary>
    private const int Zoomed = 320;

    /// <summary>Each page at each width and in each scheme once: colours do not depend on the width, nor the layout on the colours.</summary>
    [BrowserTheory]
    [MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task Is_good_at_both_widths_light_and_dark_and_reflows_at_400_percent(string name)
    {
        var place = Places.Of(name);
        await Task.WhenAll(LookAsync(1280, ColorScheme.Light), LookAsync(Narrow, ColorScheme.Dark));

        async Task LookAsync(int width, ColorScheme scheme)
        {
            await using var visitor = await web.OpenAsync(place, width);
            await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await visitor.ShouldBeGoodAsync(name);
            if (width == Narrow)
            {
                await visitor.Page.SetViewportSizeAsync(Zoomed, 256);
                await visitor.Page.ShouldFitAsync($"{name} at 400 %");
            }
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task Is_walked_through_by_keyboard_in_order_and_shows_where_one_is(string name)
    {
        await using var visitor = await web.OpenAsync(Places.Of(name));
        await visitor.Page.ShouldBeWalkableAsync(name);
    }

    [BrowserTheory]
    [MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task Speaks_all_four_languages(string name)
    {
        var place = Places.Of(name);
        var address = await web.AddressOfAsync(place);
        using var http = place.Tenant.Length == 0 ? web.Http() : await web.HttpAsync(place.Tenant, place.Role, place.User);
        var texts = new List<string>();
        foreach (var language in TextFiles.Languages)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.Add("Accept-Language", language);
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            var page = await answer.Content.ReadAsStringAsync();
            page.ShouldContain($"<html lang=\"{language}\"");
            var heading = WebUtility.HtmlDecode(Tag().Replace(Heading().Match(page).Groups[1].Value, "")).Trim();
            heading.ShouldNotBeNullOrEmpty();
            TextFiles.All.Keys.ShouldNotContain(heading);
            texts.Add(WebUtility.HtmlDecode(Tag().Replace(Middle().Match(page).Value, " ")));
        }

        texts.Distinct().Count().ShouldBe(TextFiles.Languages.Length, $"{name} says the same in two languages");
    }

    [BrowserTheory]
    [MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task Shows_its_content_without_scripts(string name)
    {
        await using var visitor = await web.OpenAsync(Places.Of(name), scripts: false);
        visitor.Document.Status.ShouldBe(200);
        var main = visitor.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToBeVisibleAsync();
        (await main.InnerTextAsync()).Length.ShouldBeGreaterThan(60);
        (await visitor.Page.Locator(".needs-scripts:visible").CountAsync()).ShouldBe(0, "what works by a script only is not offered without");
        visitor.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Middle();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}

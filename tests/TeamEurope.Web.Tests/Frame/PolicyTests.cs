using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Infrastructure.Persistence;
using TeamEurope.Testing;
using TeamEurope.Web.Tests.Support;

namespace TeamEurope.Web.Tests.Frame;

/// <summary>Whatever is answered carries the strict policy.</summary>
public partial class PolicyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("/sign-in", 200)]
    [InlineData("/", 302)]
    [InlineData("/nowhere", 404)]
    [InlineData("/favicon.svg", 200)]
    public async Task Signed_out(string address, int status)
    {
        using var person = Browserless.At(fixture.App);
        ShouldBeFramed(await person.GetAsync(address), status);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/nowhere", 404)]
    public async Task Signed_in(string address, int status)
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        var answer = await person.GetAsync(address);
        ShouldBeFramed(answer, status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<main");
    }

    [Fact]
    public async Task Styles_and_scripts()
    {
        using var person = Browserless.At(fixture.App);
        var page = await person.Http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var assets = Asset().Matches(page).Select(m => m.Groups[1].Value).ToList();
        assets.Count.ShouldBeGreaterThan(2);
        foreach (var asset in assets)
        {
            var answer = await person.GetAsync(asset);
            ShouldBeFramed(answer, 200);
            answer.Content.Headers.ContentType?.MediaType.ShouldNotBe("text/html", asset);
        }
    }

    [Fact]
    public async Task A_failure_of_ours()
    {
        await using var app = await TestApp.StartAsync();
        using var person = await Browserless.SignedInAsync(app);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<TeamEuropeDb>().Database.ExecuteSqlRawAsync("""DROP TABLE "CoordinatorTenants" """);
        }

        using var coordinator = await Browserless.SignedInAsync(app, "EC", "Coordinator", "novak");
        var answer = await coordinator.GetAsync("/");
        ShouldBeFramed(answer, 500);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("<h1>");
        page.ShouldNotContain("CoordinatorTenants");
        page.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task No_page_has_scripts_or_styles_in_its_text()
    {
        using var person = await Browserless.SignedInAsync(fixture.App);
        foreach (var address in new[] { "/sign-in", "/", "/nowhere" })
        {
            var page = await (await person.GetAsync(address)).Content.ReadAsStringAsync();
            Inline().Matches(page).Select(m => m.Value).ShouldBeEmpty(address);
        }
    }

    private static void ShouldBeFramed(HttpResponseMessage answer, int status)
    {
        answer.StatusCode.ShouldBe((HttpStatusCode)status);
        Look.ShouldBeStrict(answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : null);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [GeneratedRegex("(?:href|src)=\"(/(?!/)[^\"]*\\.(?:css|js|svg))\"")]
    private static partial Regex Asset();

    [GeneratedRegex("<script(?![^>]*src=)[^>]*>|<style[^>]*>|\\sstyle=\"[^\"]*\"|\\son[a-z]+=\"[^\"]*\"|javascript:[^\"]*")]
    private static partial Regex Inline();
}

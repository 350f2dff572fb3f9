using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Shouldly;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Support;

/// <summary>A browser's session: its cookies, redirects not followed, and the token that its forms carry.</summary>
internal sealed partial record PageSession(HttpClient Http, string Token) : IDisposable
{
    public const string TokenField = "__RequestVerificationToken";
    private const string SignIn = "/sign-in";

    public required CookieContainer Cookies { get; init; }

    public static async Task<PageSession> SignInAsync(TestApp app, string tenant, string role, string user)
    {
        var jar = new CookieContainerHandler { InnerHandler = app.Server.CreateHandler() };
        var http = new HttpClient(jar) { BaseAddress = app.Server.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["tenant"] = tenant, ["role"] = role, ["user"] = user, [TokenField] = await TokenOfAsync(http, SignIn)
        });
        (await http.PostAsync(new Uri(SignIn, UriKind.Relative), form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return new PageSession(http, await TokenOfAsync(http, "/admin")) { Cookies = jar.Container };
    }

    public void Dispose() => Http.Dispose();

    private static async Task<string> TokenOfAsync(HttpClient http, string address) =>
        HiddenToken().Match(await http.GetStringAsync(new Uri(address, UriKind.Relative))).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}

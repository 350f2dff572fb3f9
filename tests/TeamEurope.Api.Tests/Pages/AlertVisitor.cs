using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Pages;

/// <summary>Somebody with a browser without scripts, who signs in at the page and sends forms with their token.</summary>
internal sealed partial class AlertVisitor(HttpClient http) : IDisposable
{
    private string token = "";

    public static async Task<AlertVisitor> SignInAsync(TestApp app, string tenant, string role = "Desk", string language = "en")
    {
        var http = app.Http();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var visitor = new AlertVisitor(http);
        await visitor.GetAsync("/sign-in");
        (await visitor.PostAsync("/sign-in", ("tenant", tenant), ("role", role), ("user", "visitor"), ("returnUrl", "/disclosures"))).ShouldBe(HttpStatusCode.OK);
        return visitor;
    }

    /// <summary>The page that came last, redirects followed, as it is read.</summary>
    public string Page { get; private set; } = "";

    public string Address { get; private set; } = "";

    public async Task<HttpStatusCode> GetAsync(string path) => await ReadAsync(await http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), form));
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpStatusCode> ReadAsync(HttpResponseMessage response)
    {
        Page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Address = response.RequestMessage!.RequestUri!.PathAndQuery;
        token = Token().Match(Page) is { Success: true } found ? found.Groups[1].Value : token;
        return response.StatusCode;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();
}

using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using TeamEurope.Testing;

namespace TeamEurope.Api.Tests.Pages;

/// <summary>Somebody with a browser without scripts: signs in at the page, follows addresses, sends forms with their token.</summary>
internal sealed partial class PageVisitor(HttpClient http) : IDisposable
{
    private string token = "";

    public static async Task<PageVisitor> SignInAsync(TestApp app, string tenant, string role = "Desk", string language = "en")
    {
        var http = app.Http();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var visitor = new PageVisitor(http);
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        visitor.token = HiddenToken().Match(page).Groups[1].Value;
        var desk = await visitor.PostAsync("/sign-in", ("tenant", tenant), ("role", role), ("user", "visitor"), ("returnUrl", "/"));
        desk.ShouldBe(HttpStatusCode.OK);
        return visitor;
    }

    /// <summary>What came last, redirects followed.</summary>
    public string Page { get; private set; } = "";

    public string Address { get; private set; } = "";

    public async Task<HttpStatusCode> GetAsync(string path) => await ReadAsync(await http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), form));
    }

    /// <summary>Sends a form with a file in it.</summary>
    public async Task<HttpStatusCode> UploadAsync(string path, HttpContent? file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", token)))
        {
            form.Add(new StringContent(value), name);
        }

        if (file is not null)
        {
            form.Add(file, "file", "rows.json");
        }

        return await ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), form));
    }

    public Task<byte[]> DownloadAsync(string path) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    public string Hidden(string name) => Regex.Match(Page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    public void Dispose() => http.Dispose();

    private async Task<HttpStatusCode> ReadAsync(HttpResponseMessage response)
    {
        Page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Address = response.RequestMessage!.RequestUri!.PathAndQuery;
        token = MetaToken().Match(Page) is { Success: true } found ? found.Groups[1].Value : token;
        return response.StatusCode;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex HiddenToken();

    [GeneratedRegex("csrf-token\" content=\"([^\"]+)")]
    private static partial Regex MetaToken();
}

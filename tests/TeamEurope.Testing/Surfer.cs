using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace TeamEurope.Testing;

/// <summary>
/// Somebody who signs in by the test provider without a browser: keeps the cookies of the product and of the provider, and follows
/// one redirect after the other, so that a test can stop between two.
/// </summary>
public sealed partial class Surfer : IDisposable
{
    private readonly Uri product;
    private readonly HttpClient here;
    private readonly HttpClient there;

    /// <param name="handler">What leads to the product; never disposed of.</param>
    public Surfer(HttpMessageHandler handler, Uri product)
    {
        var jar = new CookieContainerHandler { InnerHandler = handler };
        (this.product, Cookies) = (product, jar.Container);
        here = new HttpClient(jar) { BaseAddress = product };
        there = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
    }

    public static Surfer At(TestApp app) => new(app.Server.CreateHandler(), app.Server.BaseAddress);

    /// <summary>What the product has put into the browser.</summary>
    public CookieContainer Cookies { get; }

    public HttpClient Http => here;

    public Task<HttpResponseMessage> GetAsync(string address)
    {
        var uri = new Uri(product, address);
        return uri.Authority == product.Authority ? here.GetAsync(uri) : there.GetAsync(uri);
    }

    /// <summary>Goes to the provider and says there who it is.</summary>
    /// <param name="user">Null where it cancels.</param>
    /// <returns>The address at the product that the provider sends the browser back to.</returns>
    public async Task<Uri> AskAsync(string? user, string returnUrl = "/") =>
        await AnswerAsync((await GetAsync($"/sign-in/start?returnUrl={Uri.EscapeDataString(returnUrl)}")).Headers.Location!, user);

    /// <summary>The same from a question on.</summary>
    public async Task<Uri> AnswerAsync(Uri question, string? user)
    {
        var answer = await FollowAsync(await there.GetAsync(question));
        if (answer.Headers.Location is not { } back)
        {
            var page = await answer.Content.ReadAsStringAsync();
            using var form = new FormUrlEncodedContent([KeyValuePair.Create(user is null ? "cancel" : "user", user ?? "yes")]);
            answer = await FollowAsync(await there.PostAsync(new Uri(answer.RequestMessage!.RequestUri!, Action().Match(page).Groups[1].Value), form));
            back = answer.Headers.Location!;
        }

        return back;
    }

    /// <summary>Signs in, and stands where the product has led it in the end.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string? user, string returnUrl = "/")
    {
        var answer = await GetAsync((await AskAsync(user, returnUrl)).ToString());
        return answer.Headers.Location is { } next ? await GetAsync(next.ToString()) : answer;
    }

    public void Dispose()
    {
        here.Dispose();
        there.Dispose();
    }

    /// <summary>Follows redirects as far as the provider's own pages go.</summary>
    private async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage answer)
    {
        while (answer.Headers.Location is { } next && new Uri(answer.RequestMessage!.RequestUri!, next) is var uri && uri.Authority != product.Authority)
        {
            answer = await there.GetAsync(uri);
        }

        return answer;
    }

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex Action();
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using Xunit;

namespace TeamEurope.Api.Tests.Common;

/// <summary>A "no" speaks the language that the request asks for; English where it asks for none of ours.</summary>
public partial class LanguageTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("nl", "Een deel van het verzoek klopt niet", "Sommige velden kloppen niet.", "Dit is verplicht: een tekst van ten hoogste 300 tekens.")]
    [InlineData("de-AT, en;q=0.5", "Ein Teil der Anfrage stimmt nicht", "Einige Felder stimmen nicht.", "Diese Angabe ist nötig: ein Text von höchstens 300 Zeichen.")]
    [InlineData("fr-BE", "Une partie de la demande n’est pas correcte", "Certains champs ne sont pas corrects.", "Ce champ est obligatoire\u00a0: un texte de 300 caractères au plus.")]
    [InlineData("pl", "Some of the request is not right", "Some fields are not right.", "This is wanted: a text of at most 300 characters.")]
    [InlineData(null, "Some of the request is not right", "Some fields are not right.", "This is wanted: a text of at most 300 characters.")]
    public async Task A_wrong_field_is_explained_in_the_language_asked_for(string? language, string title, string detail, string error)
    {
        var problem = await Asking(language, await fixture.App.TokenAsync("NL"))
            .RefusedAsync(HttpMethod.Post, "initiatives", new { partners = new[] { "TN" } }, 400, "invalid");
        problem.GetProperty("title").GetString().ShouldBe(title);
        problem.GetProperty("detail").GetString().ShouldBe(detail);
        problem.GetProperty("errors").GetProperty("$.title")[0].GetString().ShouldBe(error);
    }

    [Fact]
    public async Task The_same_refusal_speaks_another_language_to_the_next_who_asks()
    {
        var token = await fixture.App.TokenAsync("NL");
        var path = $"initiatives/{Guid.NewGuid()}";
        (await DetailAsync("nl")).ShouldBe("Dit bestaat niet, of u mag het niet zien.");
        (await DetailAsync(null)).ShouldBe("There is no such thing, or it is not yours to see.");
        (await DetailAsync("de")).ShouldBe("Das gibt es nicht, oder Sie dürfen es nicht sehen.");

        async Task<string?> DetailAsync(string? language) =>
            (await Asking(language, token).RefusedAsync(HttpMethod.Get, path, null, 404, "not-found")).GetProperty("detail").GetString();
    }

    [Fact]
    public async Task The_words_of_the_contract_stay_as_they_have_to_be_sent()
    {
        var problem = await Asking("nl", await fixture.App.TokenAsync("NL"))
            .RefusedAsync(HttpMethod.Post, "initiatives", new { title = "t", partners = new[] { "TN" }, visibility = "Geheim" }, 400, "invalid");
        problem.GetProperty("errors").GetProperty("$.visibility")[0].GetString().ShouldNotBeNull()
            .ShouldMatch("^‘Geheim’ is onbekend; mogelijk: .*TeamEurope.*\\.$");
    }

    [Fact]
    public async Task What_is_refused_before_anything_is_read_speaks_it_too()
    {
        var problem = await Asking("fr", token: null).RefusedAsync(HttpMethod.Get, "initiatives", null, 401, "not-signed-in");
        problem.GetProperty("title").GetString().ShouldBe("Vous n’êtes pas connecté");
    }

    [Fact]
    public async Task A_page_in_German_shows_a_wrong_field_in_German()
    {
        var http = Asking("de", token: null);
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var token = ForgeryToken().Match(page).Groups[1].Value;
        token.ShouldNotBeEmpty();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["tenant"] = "NL", ["role"] = "", ["user"] = new string('x', 101)
        });
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var shown = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        shown.ShouldContain("Höchstens 100 Zeichen; hier sind es 101.");
        shown.ShouldContain("Diese Angabe ist nötig; möglich: Desk, ");
    }

    [Fact]
    public async Task A_form_that_is_not_ours_is_refused_in_the_page_s_language()
    {
        using var form = new FormUrlEncodedContent([]);
        using var answer = await Asking("nl", token: null).PostAsync(new Uri("/sign-out", UriKind.Relative), form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("Het formulier is niet herkend");
    }

    private HttpClient Asking(string? language, string? token)
    {
        var http = fixture.App.Http();
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (language is not null)
        {
            http.DefaultRequestHeaders.Add("Accept-Language", language);
        }

        return http;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex ForgeryToken();
}

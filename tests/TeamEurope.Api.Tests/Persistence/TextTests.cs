using System.Text;
using System.Text.Json;
using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Persistence;

/// <summary>Text means the same on every database: these run on whichever the suite runs on.</summary>
public class TextTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Names_that_differ_in_case_or_accents_are_different_names()
    {
        var desk = await fixture.App.SignInAsync("PT");
        string[] names = ["Key", "key", "KEY", "kéy", "ke\u0301y", "key2", "straße", "strasse", "ı", "i", "ﬁ", "fi", "カ", "か"];
        foreach (var name in names)
        {
            (await desk.RegisteredAsync(Bodies.Plain() with { ExternalId = name })).ExternalId.ShouldBe(name);
        }

        foreach (var name in names)
        {
            await desk.RegisterAsync(Bodies.Plain() with { ExternalId = name }).RefusedAsync(409, "duplicate-external-id");
            await desk.RegisterAsync(Bodies.Plain() with { ExternalId = $" {name} " }).RefusedAsync(409, "duplicate-external-id");
        }
    }

    [Fact]
    public async Task Text_is_sorted_by_its_characters_numbers()
    {
        string[] users = ["b", "B", "a", "A", "é", "z", "Z", "_", "10", "9"];
        foreach (var user in users)
        {
            using var http = await fixture.App.RawAsync("EE", user: user);
            (await http.SendJsonAsync(HttpMethod.Get, "api/v1/views", null)).EnsureSuccessStatusCode();
        }

        using var lead = await fixture.App.RawAsync("EE", "Lead", "a");
        var people = await lead.AllPagesAsync<PersonView>("people");
        people.Select(p => p.User).Where(users.Contains).ShouldBe(users.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_text_of_the_greatest_length_is_kept_and_one_longer_is_not()
    {
        var desk = await fixture.App.SignInAsync("SE");
        foreach (var letter in new[] { "x", "é", "日", "😀", "e\u0301" })
        {
            var longest = string.Concat(Enumerable.Repeat(letter, 300 / letter.Length));
            var kept = await desk.RegisteredAsync(Bodies.Plain(longest) with { ExternalId = longest[..100] });
            (kept.Title, kept.ExternalId).ShouldBe((longest, longest[..100]));
            (await desk.GetInitiativeAsync(kept.Id)).Value.Title.ShouldBe(longest);
            var problem = await desk.RegisterAsync(Bodies.Plain(longest + "x")).RefusedAsync(400, "invalid");
            problem.Errors.Keys.ShouldContain("$.title");
            problem = await desk.RegisterAsync(Bodies.Plain() with { ExternalId = longest[..100] + "x" }).RefusedAsync(400, "invalid");
            problem.Errors.Keys.ShouldContain("$.externalId");
        }
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("a\\u0000b")]
    [InlineData("\\ud83d")]
    [InlineData("\\ude00\\ud83d")]
    public async Task A_character_that_cannot_be_kept_is_refused_where_it_stands(string escaped)
    {
        using var http = await fixture.App.RawAsync("FI");
        const string Rest = "\"partners\":[\"JP\"],\"stage\":\"Exploratory\",\"visibility\":\"TeamEurope\"";
        foreach (var (path, body) in new[]
        {
            ("title", $$"""{"title":"{{escaped}}",{{Rest}}}"""),
            ("externalId", $$"""{"title":"T","externalId":"{{escaped}}",{{Rest}}}"""),
            ("summary", $$"""{"title":"T","summary":"{{escaped}}",{{Rest}}}"""),
            ("measures", $$"""{"title":"T","measures":[{"instrument":"{{escaped}}","direction":"Offer"}],{{Rest}}}"""),
            ("measures", $$"""{"title":"T","measures":[{"instrument":"seasonal-labour","direction":"Offer","unit":"{{escaped}}"}],{{Rest}}}"""),
            ("partOf", $$"""{"title":"T","partOf":{"owner":"NL","externalId":"{{escaped}}"},{{Rest}}}"""),
            ("partOf", $$"""{"title":"T","partOf":{"reference":"{{escaped}}"},{{Rest}}}""")
        })
        {
            foreach (var address in new[] { "api/v1/initiatives", "api/v1/initiatives/preview" })
            {
                var problem = await (await http.SendJsonAsync(HttpMethod.Post, address, body)).ProblemAsync(400, "invalid");
                problem.GetProperty("errors").EnumerateObject().ShouldContain(e => e.Name.Contains(path, StringComparison.Ordinal), problem.ToString());
            }
        }

        var saved = $$"""{"name":"{{escaped}}","page":"initiatives","query":"q=a"}""";
        await (await http.SendJsonAsync(HttpMethod.Post, "api/v1/views", saved)).ProblemAsync(400, "invalid");
    }

    [Theory]
    [InlineData("initiatives", "q")]
    [InlineData("initiatives", "country")]
    [InlineData("initiatives", "owner")]
    [InlineData("initiatives", "instrument")]
    [InlineData("initiatives", "after")]
    [InlineData("initiatives/count", "q")]
    [InlineData("initiatives/export", "q")]
    [InlineData("alerts", "country")]
    [InlineData("alerts", "rule")]
    [InlineData("notifications", "after")]
    [InlineData("views", "page")]
    public async Task The_character_zero_in_an_address_is_refused_by_name(string path, string parameter)
    {
        using var http = await fixture.App.RawAsync("FI");
        var problem = await (await http.SendJsonAsync(HttpMethod.Get, $"api/v1/{path}?{parameter}=a%00b", null)).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").GetProperty(parameter).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_character_zero_names_nobody_and_is_no_key()
    {
        using var lead = await fixture.App.RawAsync("FI", "Lead");
        await (await lead.SendJsonAsync(HttpMethod.Post, "api/v1/people/block", """{"user":"a\u0000"}""")).ProblemAsync(404, "not-found");

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/initiatives", UriKind.Relative));
        request.Content = new StringContent(JsonSerializer.Serialize(Bodies.Plain(), JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "a\0b");
        var problem = await (await lead.SendAsync(request)).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_row_of_an_import_with_such_a_character_is_rejected_and_the_others_are_not()
    {
        const string Rest = "\"partners\":[\"JP\"],\"stage\":\"Exploratory\",\"visibility\":\"TeamEurope\"";
        var rows = $$"""[{"externalId":"zero","title":"a\u0000",{{Rest}}},{"externalId":"half","title":"\ud83d",{{Rest}}},{"externalId":"fine","title":"T",{{Rest}}}]""";
        using var http = await fixture.App.RawAsync("LT");
        using var started = await http.SendJsonAsync(HttpMethod.Post, "api/v1/imports", rows);
        started.IsSuccessStatusCode.ShouldBeTrue(await started.Content.ReadAsStringAsync());
        var deadline = DateTime.UtcNow + Acts.Patience;
        ImportView import;
        do
        {
            await Task.Delay(20);
            DateTime.UtcNow.ShouldBeLessThan(deadline);
            import = await http.ReadAsync<ImportView>(started.Headers.Location!.ToString());
        }
        while (import.Processed < import.Total);

        (import.Created, import.Rejected.Count).ShouldBe((1, 2));
        import.Rejected[0].Errors.Keys.ShouldBe(["$.title"]);
    }
}

using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Common;

public class SavedViewTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_view_is_its_users_alone_and_the_same_name_replaces()
    {
        using var jansen = await fixture.App.RawAsync("NL", user: "jansen");
        using var colleague = await fixture.App.RawAsync("NL", user: "colleague");
        using var namesake = await fixture.App.RawAsync("IT", user: "jansen");
        var first = await SaveAsync(jansen, "Morocco", "alerts", "?country=MA&level=High&q=a%20b");
        first.Query.ShouldBe("country=MA&level=High&q=a%20b");
        var again = await SaveAsync(jansen, "Morocco", "alerts", "country=MA");
        again.Id.ShouldBe(first.Id);
        await SaveAsync(jansen, "Morocco", "initiatives", "");
        (await jansen.ItemsAsync<SavedViewView>("views")).Select(v => (v.Page, v.Name, v.Query))
            .ShouldBe([("alerts", "Morocco", "country=MA"), ("initiatives", "Morocco", "")]);
        (await jansen.ItemsAsync<SavedViewView>("views?page=alerts")).ShouldHaveSingleItem();
        (await colleague.ItemsAsync<SavedViewView>("views")).ShouldBeEmpty();
        (await namesake.ItemsAsync<SavedViewView>("views")).ShouldBeEmpty();
        await colleague.RefusedAsync(HttpMethod.Delete, $"views/{first.Id}", null, 404, "not-found");
        await namesake.RefusedAsync(HttpMethod.Delete, $"views/{first.Id}", null, 404, "not-found");
        (await jansen.TrySendAsync(HttpMethod.Delete, $"views/{first.Id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await jansen.ItemsAsync<SavedViewView>("views")).ShouldHaveSingleItem().Page.ShouldBe("initiatives");
    }

    [Theory]
    [InlineData("https://elsewhere.example/?a=b")]
    [InlineData("//elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("a=b#fragment")]
    [InlineData("a=<script>")]
    [InlineData("a=\"b\"")]
    [InlineData("a=b c")]
    [InlineData("a=%zz")]
    [InlineData("\\\\elsewhere")]
    public async Task Only_a_query_string_is_kept(string query)
    {
        using var http = await fixture.App.RawAsync("NL", user: "devries");
        var problem = await http.RefusedAsync(HttpMethod.Post, "views", new SavedViewRequest("Name", "alerts", query), 400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["$.query"]);
        (await http.ItemsAsync<SavedViewView>("views")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_pages_lengths_and_their_number_have_limits()
    {
        using var http = await fixture.App.RawAsync("NL", user: "bakker");
        var problem = await http.RefusedAsync(HttpMethod.Post, "views", new SavedViewRequest(new string('x', 81), "meetings", new string('a', 2_001)), 400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(["$.name", "$.page", "$.query"]);
        for (var i = 0; i < 50; i++)
        {
            await SaveAsync(http, $"View {i}", "partners", $"ring={i}");
        }

        await http.RefusedAsync(HttpMethod.Post, "views", new SavedViewRequest("One more", "partners", ""), 400, "invalid");
        (await SaveAsync(http, "View 7", "partners", "ring=1")).Query.ShouldBe("ring=1");
    }

    private static Task<SavedViewView> SaveAsync(HttpClient http, string name, string page, string query) =>
        http.SendAsync<SavedViewView>(HttpMethod.Post, "views", new SavedViewRequest(name, page, query));
}

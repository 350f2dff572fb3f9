using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Contracts;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class InitiativeOrderTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("changed")]
    [InlineData("-changed")]
    [InlineData("reference")]
    [InlineData("-reference")]
    [InlineData("title")]
    [InlineData("-title")]
    [InlineData("owner")]
    [InlineData("-owner")]
    [InlineData("stage")]
    [InlineData("-stage")]
    public async Task Every_order_visits_each_initiative_once_and_in_order(string sort)
    {
        await FillAsync();
        using var http = await fixture.App.RawAsync("PT");
        var seen = new List<InitiativeSummary>();
        string? after = null;
        do
        {
            var page = await http.ReadAsync<Page<InitiativeSummary>>($"api/v1/initiatives?country=AR&limit=4&sort={sort}&after={after}");
            page.Items.Count.ShouldBeInRange(1, 4);
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        seen.Count.ShouldBe(14);
        seen.Select(i => i.Id).Distinct().Count().ShouldBe(14);
        var keys = seen.Select(i => KeyOf(i, sort.TrimStart('-'))).ToList();
        var ordered = keys.Order(StringComparer.Ordinal).ToList();
        var isDescending = sort is "changed" || (sort.StartsWith('-') && sort != "-changed");
        keys.ShouldBe(isDescending ? Enumerable.Reverse(ordered) : ordered);
        keys.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_cursor_of_another_order_and_an_unknown_order_are_refused()
    {
        await FillAsync();
        using var http = await fixture.App.RawAsync("PT");
        var next = (await http.ReadAsync<Page<InitiativeSummary>>("api/v1/initiatives?country=AR&limit=2&sort=title")).Next;
        var problem = await (await http.SendJsonAsync(HttpMethod.Get, $"api/v1/initiatives?sort=owner&after={next}", null)).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["after"]);
        problem = await (await http.SendJsonAsync(HttpMethod.Get, "api/v1/initiatives?sort=amount", null)).ProblemAsync(400, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["sort"]);
    }

    [Fact]
    public async Task Counts_and_lists_share_their_filters_and_count_only_what_is_visible()
    {
        await FillAsync();
        var hu = await fixture.App.SignInAsync("HU");
        await hu.RegisterAsync(Bodies.Plain("Hidden", "AR") with { Visibility = "Owner" });
        await hu.RegisterAsync(Bodies.Plain("Draft", "AR", "Draft"));
        foreach (var (query, expected) in new[]
        {
            ("country=AR", 14), ("country=AR&owner=HU", 0), ("country=AR&live=true", 10), ("country=AR&level=Coalition", 2), ("country=AR&visibility=Public", 2),
            ("country=AR&stage=Ended", 4), ("country=AR&visibility=Owner", 0), ("country=AR&q=title", 14), ("country=AR&q=title+nowhere", 0)
        })
        {
            using var http = await fixture.App.RawAsync("PT");
            (await http.ReadAsync<InitiativeCount>($"api/v1/initiatives/count?{query}")).Count.ShouldBe(expected, query);
            (await http.ReadAsync<Page<InitiativeSummary>>($"api/v1/initiatives?{query}")).Items.Count.ShouldBe(expected, query);
        }

        using var own = await fixture.App.RawAsync("HU");
        (await own.ReadAsync<InitiativeCount>("api/v1/initiatives/count?country=AR&owner=HU")).Count.ShouldBe(2);
        await (await own.SendJsonAsync(HttpMethod.Get, "api/v1/initiatives/count?level=World", null)).ProblemAsync(400, "invalid");
        await (await own.SendJsonAsync(HttpMethod.Get, "api/v1/initiatives/count?live=perhaps", null)).ProblemAsync(400, "invalid");
    }

    /// <summary>Two owners, seven each, with titles and stages that occur twice.</summary>
    private async Task FillAsync()
    {
        foreach (var tenant in new[] { "PT", "BG" })
        {
            var client = await fixture.App.SignInAsync(tenant);
            if ((await client.ListInitiativesAsync(new() { Owner = tenant, Country = "AR" })).Items.Count > 0)
            {
                continue;
            }

            string[] stages = ["Exploratory", "Ended", "Agreed", "Exploratory", "InForce", "Ended", "Negotiating"];
            for (var i = 0; i < stages.Length; i++)
            {
                await client.RegisterAsync(Bodies.Plain(i % 2 == 0 ? $"title {i}" : $"Title {i}", "AR", stages[i]) with
                {
                    StartsOn = new(2020, 1, 1), Level = i == 2 ? "Coalition" : null, Visibility = i == 4 ? "Public" : "TeamEurope"
                });
            }
        }
    }

    private static string KeyOf(InitiativeSummary i, string by) => by switch
    {
        "reference" => i.Reference,
        "title" => i.Title.ToLowerInvariant(),
        "owner" => i.Owner,
        "stage" => Array.IndexOf(["Draft", "Exploratory", "Negotiating", "Agreed", "InForce", "Paused", "Suspended", "Ended"], i.Stage).ToString("0", null),
        _ => i.ChangedAt.UtcTicks.ToString("D20", null)
    };
}

using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using TeamEurope.Testing;
using Xunit;

namespace TeamEurope.Api.Tests.Confidentiality;

public class ProbingTests
{
    private const int Limit = 3;

    [Fact]
    public async Task Whoever_raises_unusually_many_blind_items_in_a_day_is_reported_to_both_sides_leads_once_without_content()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string> { ["Coordination:BlindItemsADay"] = $"{Limit}" });
        var (prober, hider) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var leads = new List<TeamEuropeClient>();
        foreach (var tenant in new[] { "NL", "IT", "FR" })
        {
            leads.Add(await app.SignInAsync(tenant, "Lead", "lead"));
            await leads[^1].NewsAsync();
        }

        var countries = new[] { "GM", "SN", "ML", "NE", "TD" };
        foreach (var country in countries)
        {
            await hider.RegisterAsync(Bodies.Labour(country, "SECRETTITLE-hidden", "Owner"));
        }

        await hider.EvaluatedAsync();
        foreach (var country in countries[..(Limit - 1)])
        {
            await prober.RegisterAsync(Bodies.Labour(country, "Probe", "Owner"));
        }

        await prober.EvaluatedAsync();
        (await NoticesAsync(leads[0])).ShouldBeEmpty("fewer are usual");
        foreach (var country in countries[(Limit - 1)..])
        {
            await prober.RegisterAsync(Bodies.Labour(country, "Probe", "Owner"));
            await prober.EvaluatedAsync();
        }

        (await NoticesAsync(leads[0])).ShouldHaveSingleItem().ShouldContain($"{Limit}");
        var told = (await NoticesAsync(leads[1])).ShouldHaveSingleItem("once a day");
        told.ShouldNotContain("NL");
        told.ShouldNotContain("SECRET");
        countries.ShouldAllBe(c => !told.Contains(c));
        (await NoticesAsync(leads[2])).ShouldBeEmpty("nothing of theirs was met");
        (await NoticesAsync(hider)).ShouldBeEmpty("for leads alone");
    }

    [Fact]
    public async Task Moving_one_initiative_until_it_meets_and_meets_no_more_counts_each_time()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string> { ["Coordination:BlindItemsADay"] = $"{Limit}" });
        var (prober, hider) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var lead = await app.SignInAsync("NL", "Lead", "lead");
        await lead.NewsAsync();
        await hider.RegisterAsync(Bodies.Labour("GM", "Hidden", "Owner"));
        var (meets, passes) = (Bodies.Labour("GM", "Probe", "Owner") with { ExternalId = "probe" }, Bodies.Labour("CV", "Probe", "Owner") with { ExternalId = "probe" });
        var probe = await prober.RegisterAsync(meets);
        await prober.EvaluatedAsync();
        probe = await prober.ReplaceAsync(probe.Value.Id, passes, probe.ETag);
        await prober.EvaluatedAsync();
        (await NoticesAsync(lead)).ShouldBeEmpty("opened and cleared: two");
        await prober.ReplaceAsync(probe.Value.Id, meets, probe.ETag);
        await prober.EvaluatedAsync();
        (await NoticesAsync(lead)).ShouldHaveSingleItem().ShouldContain($"{Limit}");
    }

    [Fact]
    public async Task What_others_raise_against_a_tenant_and_a_first_filling_do_not_count()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string> { ["Coordination:BlindItemsADay"] = $"{Limit}" });
        var (nl, it) = (await app.SignInAsync("NL"), await app.SignInAsync("IT"));
        var lead = await app.SignInAsync("NL", "Lead", "lead");
        await lead.NewsAsync();
        var countries = new[] { "GM", "SN", "ML", "NE" };
        foreach (var country in countries)
        {
            await it.RegisterAsync(Bodies.Labour(country, "Hidden", "Owner"));
        }

        using (var http = await app.RawAsync("NL"))
        {
            var filled = await http.SendAsync<Contracts.ImportView>(
                HttpMethod.Post, "imports?baseline=true", countries.Select(c => Bodies.Labour(c, "Filled", "Owner")).ToArray());
            await nl.WaitForImportAsync(filled.Id, Acts.Patience);
        }

        foreach (var country in countries)
        {
            await it.RegisterAsync(Bodies.Labour(country, "More", "Owner"));
        }

        await nl.EvaluatedAsync();
        (await NoticesAsync(lead)).Where(n => n.Contains("your tenant's writes", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<List<string>> NoticesAsync(TeamEuropeClient client) =>
        (await client.NewsAsync()).Where(n => n.Kind == "Notice").Select(n => n.Text).ToList();
}

using Shouldly;
using TeamEurope.Api.Tests.Support;
using TeamEurope.Client;
using Xunit;

namespace TeamEurope.Api.Tests.Initiatives;

public class ListInitiativesTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Paging_by_cursor_gives_each_once()
    {
        var client = await fixture.App.SignInAsync("SE");
        var written = await Task.WhenAll(Enumerable.Range(0, 23).Select(i => client.RegisteredAsync(Bodies.Plain($"Page {i}"))));
        var filter = new InitiativeFilter { Owner = "SE" };
        var pages = new List<Guid>();
        string? after = null;
        do
        {
            var page = await client.ListInitiativesAsync(filter, after, 5);
            page.Items.Count.ShouldBeLessThanOrEqualTo(5);
            pages.AddRange(page.Items.Select(i => i.Id));
            after = page.Next;
        }
        while (after is not null);

        pages.Count.ShouldBe(23);
        pages.ToHashSet().SetEquals(written.Select(w => w.Id)).ShouldBeTrue();
        (await client.ListInitiativesAsync(filter, limit: 23)).Next.ShouldBeNull();
    }

    [Fact]
    public async Task Filters_narrow_to_country_ring_owner_stage_goal_and_instrument()
    {
        var client = await fixture.App.SignInAsync("FI");
        var chad = await client.RegisteredAsync(Bodies.Labour("TD", "Chad"));
        var ecowas = await client.RegisteredAsync(Bodies.Plain("Ecowas", "ECOWAS"));
        var brazil = await client.RegisteredAsync(Bodies.Plain("Brazil", "BR", "Agreed") with { Measures = [new() { Instrument = "return-hub", Direction = "Ask" }], StartsOn = new(2020, 1, 1) });

        async Task<IEnumerable<Guid>> Found(InitiativeFilter filter) =>
            (await client.AllInitiativesAsync(filter with { Owner = "FI" }).ToListAsync()).Select(i => i.Id).Order();
        Guid[] Those(params Guid[] ids) => [.. ids.Order()];

        (await Found(new())).ShouldBe(Those(chad.Id, ecowas.Id, brazil.Id));
        (await Found(new() { Country = "TD" })).ShouldBe(Those(chad.Id));
        (await Found(new() { Country = "SN" })).ShouldBe(Those(ecowas.Id), "reached through its organisation");
        (await Found(new() { Country = "US" })).ShouldBeEmpty();
        (await Found(new() { Ring = 3 })).ShouldBe(Those(chad.Id, ecowas.Id));
        (await Found(new() { Ring = 4 })).ShouldBe(Those(brazil.Id));
        (await Found(new() { Ring = 4, Country = "TD" })).ShouldBeEmpty();
        (await Found(new() { Stage = "Agreed" })).ShouldBe(Those(brazil.Id));
        (await Found(new() { Goal = "development" })).ShouldBe(Those(chad.Id));
        (await Found(new() { Instrument = "return-hub" })).ShouldBe(Those(brazil.Id));
        (await Found(new() { Instrument = "return-hub", Stage = "Exploratory" })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cooperation")]
    [InlineData("COOPÉRATION")]
    [InlineData("tunisie coopération")]
    [InlineData("Straße")]
    [InlineData("krakow")]
    [InlineData("ext-ü-7")]
    [InlineData("ext-u-7")]
    [InlineData("EE-")]
    public async Task Words_are_found_without_regard_to_case_or_accents(string q)
    {
        var client = await fixture.App.SignInAsync("EE");
        if ((await client.ListInitiativesAsync(new() { Owner = "EE" })).Items.Count == 0)
        {
            await client.RegisterAsync(Bodies.Plain("Coopération à la Tunisie") with { Summary = "Straße nach Kraków", ExternalId = "ext-ü-7" });
        }

        (await client.ListInitiativesAsync(new() { Owner = "EE", Q = q })).Items.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("cooperation algerie")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    public async Task Words_that_do_not_stand_there_find_nothing(string q)
    {
        var client = await fixture.App.SignInAsync("LV");
        await client.RegisterAsync(Bodies.Plain("Coopération à la Tunisie"));
        (await client.ListInitiativesAsync(new() { Owner = "LV", Q = q })).Items.ShouldBeEmpty();
    }
}

using TeamEurope.Rules.Reference;

namespace TeamEurope.Rules.Tests;

/// <summary>The reference files as they ship.</summary>
public sealed class ReferenceReaderTests
{
    private static readonly ReferenceData Reference = Resources.Reference;

    [Fact]
    public void There_are_five_goals_and_47_instruments()
    {
        Reference.Goals.Select(g => g.Code).ShouldBe(["irregular", "return", "development", "protection", "broader"]);
        Reference.Instruments.Count.ShouldBe(47);
    }

    [Fact]
    public void All_instruments_of_a_family_share_one_contention_and_one_index()
    {
        foreach (var family in Reference.Instruments.Values.GroupBy(i => i.Family))
        {
            family.Select(i => (i.Contention, i.FamilyIndex)).Distinct().ShouldHaveSingleItem(family.Key);
        }

        Reference.Instruments.Values.Select(i => i.FamilyIndex).Distinct().Count().ShouldBe(Reference.FamilyCount);
    }

    [Fact]
    public void Every_country_that_a_file_names_is_a_country()
    {
        var named = Reference.Rings.SelectMany(r => r.Countries)
            .Concat(Reference.Organisations.Values.SelectMany(o => o.Members.Concat(o.FreeMovementMembers)));

        named.ShouldAllBe(c => Reference.IsCountry(c));
        Reference.IsCountry("XK").ShouldBeTrue();
        Reference.IsCountry("ECOWAS").ShouldBeFalse();
    }

    [Theory]
    [InlineData("TN", "CMED", "DZ LY")]
    [InlineData("GN", "CMED WAFR WMED", "CI GW LR ML SL SN")]
    [InlineData("BR", "", "")]
    public void A_country_has_its_routes_and_its_neighbours_whichever_side_the_file_names(string country, string routes, string neighbours)
    {
        string.Join(' ', Reference.Routes.Where(r => r.Countries.Contains(country)).Select(r => r.Code).Order()).ShouldBe(routes);
        string.Join(' ', Reference.NeighboursOf(country)).ShouldBe(neighbours);
    }

    [Theory]
    [InlineData("TN", "DZ LY")]
    [InlineData("LY", "DZ EG NE SD TD TN")]
    [InlineData("TR", "IQ LY SY TN")]
    [InlineData("MA", "DZ MR SN")]
    [InlineData("SN", "GM GN GW ML MR")]
    [InlineData("NE", "DZ LY ML NG TD")]
    [InlineData("CV", "")]
    [InlineData("BR", "")]
    public void Closing_a_country_exposes_its_neighbours_on_a_route_and_known_displacements(string country, string exposed)
    {
        string.Join(' ', Reference.ExposedBy(country)).ShouldBe(exposed);
        Reference.ExposedBy(country).ShouldAllBe(d => Reference.ExposersOf(d).Contains(country));
    }

    [Fact]
    public void A_border_that_only_one_side_lists_is_a_border_of_both()
    {
        var reference = ReferenceReader.Read(Resources.ReferenceTexts with { Borders = """{ "borders": { "TN": ["DZ"] } }""" });

        reference.ExposedBy("TN").ShouldBe(["DZ", "LY"], "Libya is a known displacement");
        reference.ExposedBy("DZ").ShouldBe(["TN"]);
    }

    [Theory]
    [InlineData("AL", 1)]
    [InlineData("TN", 2)]
    [InlineData("SN", 3)]
    [InlineData("BR", 4)]
    [InlineData("PK", null)]
    public void A_country_has_one_ring_or_none(string country, int? ring) => Reference.RingOf(country)?.Number.ShouldBe(ring!.Value);

    [Fact]
    public void Reach_is_direct_where_a_partner_names_the_country_in_whatever_order()
    {
        foreach (var partners in new string[][] { ["AES", "ML"], ["ML", "AES"] })
        {
            Reference.ReachOf(partners).ToDictionary(r => r.Key, r => r.Value)
                .ShouldBe(new Dictionary<string, bool> { ["ML"] = true, ["BF"] = false, ["NE"] = false }, ignoreOrder: true);
        }
    }

    [Fact]
    public void The_two_Member_States_outside_Title_V_are_Denmark_and_Ireland() =>
        Reference.Tenants.Values.Where(t => t.OutsideTitleV).Select(t => t.Code).ShouldBe(["DK", "IE"], ignoreOrder: true);

    [Theory]
    [InlineData("EC", true)]
    [InlineData("FRONTEX", true)]
    [InlineData("GSC", false)]
    [InlineData("NL", false)]
    public void Only_the_Commission_and_EU_bodies_own_level_EU(string tenant, bool may) =>
        Reference.Tenants[tenant].MayOwnEuLevel.ShouldBe(may);

    [Fact]
    public void The_fingerprint_changes_with_any_of_the_files()
    {
        var texts = Resources.ReferenceTexts;
        ReferenceTexts[] changed =
        [
            texts with { Taxonomy = texts.Taxonomy + " " }, texts with { Rings = texts.Rings + " " },
            texts with { Organisations = texts.Organisations + " " }, texts with { Routes = texts.Routes + " " },
            texts with { Borders = texts.Borders + " " }, texts with { CountryRisk = texts.CountryRisk + " " },
            texts with { Tenants = texts.Tenants + " " }, texts with { Countries = texts.Countries + " " }
        ];

        changed.Append(texts).Select(t => ReferenceReader.Read(t).Fingerprint).ShouldBeUnique();
        ReferenceReader.Read(texts).Fingerprint.ShouldBe(Reference.Fingerprint);
    }
}

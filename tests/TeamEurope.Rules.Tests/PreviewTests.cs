using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

/// <summary>What a desk is shown while it types: what would be raised, without a trace of what it may not see.</summary>
public sealed class PreviewTests
{
    private static readonly MeasureFootprint Readmission = Ask("readmission");
    private static readonly Footprint Text = Nl("TN", Readmission);
    private static readonly Footprint Hidden = It("TN", Readmission) with { Visibility = Visibility.Owner };

    [Fact]
    public void A_hidden_initiative_takes_no_part() =>
        Preview(Text, Hidden).ShouldBe("one-sided");

    [Theory]
    [InlineData(Visibility.Owner, "IT", "NL", true)]
    [InlineData(Visibility.Named, "NL", "DE", true)]
    [InlineData(Visibility.Named, "DE", "DE", false)]
    [InlineData(Visibility.TeamEurope, "IT", "DE", true)]
    [InlineData(Visibility.Public, "IT", "DE", true)]
    [InlineData(Visibility.Owner, "NL", "DE", false)]
    public void Who_may_see_it_is_who_meets_it(Visibility visibility, string named, string participant, bool isShown) =>
        Preview(Text, Hidden with { Visibility = visibility, NamedTenants = [named], Participants = [participant] })
            .ShouldBe(isShown ? "competing-deal, one-sided" : "one-sided");

    [Fact]
    public void A_hidden_umbrella_neither_links_nor_excuses()
    {
        var roof = Initiative(7, "IT", "KE") with { Visibility = Visibility.Owner };
        var other = Hidden with { Visibility = Visibility.TeamEurope };

        Preview(Text.PartOf(roof), roof, other.PartOf(roof)).ShouldBe("competing-deal, one-sided");
        Preview(Text.PartOf(roof), roof with { Visibility = Visibility.TeamEurope }, other.PartOf(roof)).ShouldBe(Found.Nothing);
    }

    [Fact]
    public void A_hidden_initiative_lends_no_weight_to_an_opportunity()
    {
        var (text, second) = (Nl("GH", Offer("vocational-training")), It("GH", Offer("vocational-training")));
        var third = Initiative(4, "DE", "GH", Offer("vocational-training"));

        Preview(text, second, third).ShouldBe("programme-overlap, team-europe-opportunity");
        Preview(text, second, third with { Visibility = Visibility.Named }).ShouldBe("programme-overlap");
    }

    [Fact]
    public void A_hidden_initiative_is_not_affected_by_a_spillover()
    {
        var (text, other) = (Nl("TN", Joint("anti-smuggling")), It("LY", Offer("reintegration")));

        Preview(text, other).ShouldBe("risk-gate, spillover");
        Preview(text, other with { Visibility = Visibility.Owner }).ShouldBe("risk-gate");
    }

    [Fact]
    public void The_text_stands_in_for_the_initiative_of_its_id()
    {
        var register = Index(Text with { Owner = "DE" }, Hidden with { Visibility = Visibility.Public });

        RuleEngine.Preview(register, Text, _ => true).Count(f => f.Rule == RuleNames.CompetingDeal).ShouldBe(1);
        register.Find(Text.Id)!.Owner.ShouldBe("DE", "nothing is stored");
        register.Count.ShouldBe(2);
    }

    [Fact]
    public void The_text_stands_in_as_the_umbrella_of_its_parts()
    {
        var part = (Hidden with { Visibility = Visibility.Public }).PartOf(Text);

        Preview(Text, part).ShouldBe("one-sided");
        Preview(Text with { ExternalId = "renamed" }, Text, part).ShouldBe("competing-deal, one-sided");
    }

    [Fact]
    public void A_text_that_is_not_live_raises_nothing()
    {
        Preview(Text.At(Stage.Draft), Hidden with { Visibility = Visibility.Public }).ShouldBe(Found.Nothing);
        Preview(Text with { EndsOn = Today.AddDays(-1) }, Hidden with { Visibility = Visibility.Public }).ShouldBe(Found.Nothing);
    }

    private static string Preview(Footprint text, params Footprint[] register)
    {
        var rules = RuleEngine.Preview(Index(register), text, other => other.IsVisibleTo(text.Owner))
            .Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal).ToList();
        // Tunisia counts as high: the gate speaks of readmission there whoever else does, and is not what these look at.
        if (text.Measures.Contains(Readmission))
        {
            rules.Remove(RuleNames.RiskGate);
        }

        return rules.Count == 0 ? Found.Nothing : string.Join(", ", rules);
    }
}

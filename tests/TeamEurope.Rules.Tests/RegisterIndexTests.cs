using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

/// <summary>The index through time: what comes, goes and is renamed, and what that touches.</summary>
public sealed class RegisterIndexTests
{
    private static readonly MeasureFootprint Mission = Offer("trade-mission");
    private static readonly Footprint Roof = Initiative(7, "NL", "KE");
    private static readonly Footprint A = Nl("TN", Mission).PartOf(Roof);
    private static readonly Footprint B = It("TN", Mission).PartOf(Roof);

    [Fact]
    public void An_umbrella_registered_later_links_its_parts_and_touches_them()
    {
        var register = Index(A, B);
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldNotBe(Found.Nothing);
        var touched = new Touched();

        register.Put(Roof, touched);

        touched.Initiatives.ShouldBe([Id(1), Id(2), Id(7)], ignoreOrder: true);
        RuleEngine.Evaluate(register, touched).ShouldBeEmpty();
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldBe(Found.Nothing);
    }

    [Fact]
    public void A_deleted_umbrella_links_no_longer_and_touches_its_parts()
    {
        var register = Index(A, B, Roof.At(Stage.Draft));
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldBe(Found.Nothing);
        var touched = new Touched();

        register.Remove(Roof.Id, touched);

        touched.Initiatives.ShouldBe([Id(1), Id(2), Id(7)], ignoreOrder: true);
        RuleEngine.Evaluate(register, touched).ShouldContain(f => f.Rule == RuleNames.ProgrammeOverlap);
        register.Find(Roof.Id).ShouldBeNull();
        register.Count.ShouldBe(2);
    }

    [Fact]
    public void An_umbrella_above_the_umbrella_touches_the_parts_of_its_part()
    {
        var top = Initiative(8, "DE", "KE");
        var register = Index(A, Roof.PartOf(top), It("TN", Mission).PartOf(top));
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldNotBe(Found.Nothing);
        var touched = new Touched();

        register.Put(top, touched);

        touched.Initiatives.ShouldBe([Id(1), Id(2), Id(7), Id(8)], ignoreOrder: true);
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldBe(Found.Nothing);
    }

    [Fact]
    public void An_umbrella_that_takes_another_external_id_is_no_longer_the_one_that_is_named()
    {
        var register = Index(A, B, Roof);
        var touched = new Touched();

        register.Put(Roof with { ExternalId = "another" }, touched);

        touched.Initiatives.ShouldContain(Id(1));
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldNotBe(Found.Nothing);
    }

    [Fact]
    public void An_umbrella_whose_texts_alone_change_touches_itself_alone()
    {
        var register = Index(A, B, Roof);
        var touched = new Touched();

        register.Put(Roof.At(Stage.Ended), touched);

        touched.Initiatives.ShouldBe([Id(7)]);
    }

    [Fact]
    public void A_part_confirmed_is_linked()
    {
        var register = Index(A, It("TN", Mission).PartOf(Roof, confirmed: false), Roof);
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldNotBe(Found.Nothing);

        register.Put(B, new Touched());

        Found.In(RuleNames.ProgrammeOverlap, register).ShouldBe(Found.Nothing);
    }

    /// <summary>Its measures stay what they are, and still another's spillover does not reach it any more.</summary>
    [Fact]
    public void A_part_confirmed_touches_the_spillover_that_reached_it()
    {
        var near = It("LY", Offer("reintegration"));
        var register = Index(Nl("TN", Offer("border-equipment")).PartOf(Roof), near.PartOf(Roof, confirmed: false), Roof);
        Found.In(RuleNames.Spillover, register).ShouldNotBe(Found.Nothing);
        var touched = new Touched();

        register.Put(near.PartOf(Roof), touched);

        touched.Spillovers.ShouldBe([Id(1)]);
        Found.In(RuleNames.Spillover, register).ShouldBe(Found.Nothing);
    }

    [Fact]
    public void A_change_that_leaves_what_can_be_affected_as_it_was_touches_no_spillover()
    {
        var near = It("LY", Offer("reintegration"), Mission);
        var register = Index(Nl("TN", Offer("border-equipment")), near);
        var touched = new Touched();

        register.Put(near with { Visibility = Visibility.Owner, Measures = [near.Measures[0], Offer("study-visas")] }, touched);

        touched.Spillovers.ShouldBeEmpty();
        register.Put(near with { Measures = [near.Measures[0].Until("2028-01-01"), Mission] }, touched);
        touched.Spillovers.ShouldBe([Id(1)]);
    }

    /// <summary>Nothing that is counted changes, but who hears of it does.</summary>
    [Fact]
    public void Whoever_comes_to_take_part_in_a_member_of_a_group_touches_the_group()
    {
        var open = Nl("TN", Mission).At(Stage.Exploratory);
        var register = Index(open);
        var touched = new Touched();

        register.Put(open with { NamedTenants = ["FR"] }, touched);
        touched.Groups.ShouldBeEmpty();
        register.Put(open with { Participants = ["FR"] }, touched);
        touched.Groups.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_cycle_that_two_writers_raced_into_does_not_hang_the_search()
    {
        var (first, second, third) = (Nl("TN", Mission), It("TN", Mission), Initiative(4, "DE", "TN", Mission));

        var register = Index(first.PartOf(second), second.PartOf(third), third.PartOf(second));

        Should.CompleteIn(() => RuleEngine.EvaluateAll(register).ToList(), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Removing_what_is_not_there_is_no_error()
    {
        var register = Index();
        var touched = new Touched();

        register.Remove(Id(1), touched);

        touched.Initiatives.ShouldBe([Id(1)]);
        RuleEngine.Evaluate(register, touched).ShouldBeEmpty();
    }

    [Fact]
    public void A_day_later_what_ended_the_day_before_is_gone()
    {
        var register = IndexOn(Day("2026-12-31"), Nl("TN", Mission) with { EndsOn = Day("2026-12-31") }, It("TN", Mission), Roof);
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldNotBe(Found.Nothing);
        var touched = new Touched();

        register.MoveTo(Day("2027-01-01"), touched);

        register.AsOf.ShouldBe(Day("2027-01-01"));
        touched.Initiatives.ShouldBe([Id(1)]);
        RuleEngine.Evaluate(register, touched).ShouldBeEmpty();
        Found.In(RuleNames.ProgrammeOverlap, register).ShouldBe(Found.Nothing);
    }

    [Fact]
    public void A_mandate_counts_from_its_day()
    {
        var union = Ec("TN", Ask("readmission")) with { Stage = Stage.Negotiating, MandateOn = Day("2026-12-01") };
        var register = IndexOn(Day("2026-11-30"), union, Nl("TN", Ask("readmission")));
        Found.In(RuleNames.EuPrecedence, register).ShouldStartWith("Medium 40 = base 25");
        var touched = new Touched();

        register.MoveTo(Day("2026-12-01"), touched);

        touched.Initiatives.ShouldBe([Id(3)]);
        Found.In(RuleNames.EuPrecedence, register).ShouldStartWith("High 60 = base 45");
    }

    [Fact]
    public void A_day_on_which_nothing_ends_touches_nothing()
    {
        var register = IndexOn(Day("2026-11-30"), Nl("TN", Mission.Until("2027-01-01").From("2026-12-01")), It("TN", Mission));
        var touched = new Touched();

        register.MoveTo(Day("2027-01-01"), touched);

        touched.Initiatives.ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_initiative_touches_the_spillovers_that_reach_it_and_its_groups()
    {
        var register = Index(Nl("TN", Offer("border-equipment")), Initiative(4, "DE", "BR", Offer("border-equipment")));
        var touched = new Touched();

        register.Put(It("LY", Offer("reintegration")), touched);

        touched.Initiatives.ShouldBe([Id(2)]);
        touched.Spillovers.ShouldBe([Id(1)]);
        touched.Groups.ShouldBe([("LY", "individual-return-support")]);
    }

    [Fact]
    public void One_change_examines_far_fewer_than_the_register()
    {
        var register = Index(Spread(Resources.Reference.Countries));
        register.Count.ShouldBe(2000);

        var (examined, pairs) = Examine(register, Initiative(5000, "NL", "TN MA", Offer("seasonal-labour"), Offer("trade-mission")));

        pairs.ShouldBeGreaterThan(0);
        examined.ShouldBeInRange(1, 40);
    }

    [Fact]
    public void What_a_change_examines_depends_on_its_neighbourhood_and_not_on_the_size_of_the_register()
    {
        // This one wakes the spillovers around it, and each of those looks at all that it reaches.
        var change = Initiative(5000, "NL", "TN MA", Ask("readmission"), Offer("border-equipment"));
        var american = Resources.Reference.Rings.Single(r => r.Number == 4).Countries;
        var small = Examine(Index(Spread(Resources.Reference.Countries)), change);
        var large = Examine(Index([.. Spread(Resources.Reference.Countries), .. Spread(american, from: 2001)]), change);

        small.Pairs.ShouldBeGreaterThan(0);
        small.Examined.ShouldBeInRange(1, 1000);
        large.ShouldBe(small);
    }

    [Fact]
    public void A_change_that_meets_nobody_examines_nobody()
    {
        var register = Index(Nl("TN", Mission), It("TN", Mission), Initiative(4, "DE", "BR", Mission));
        var before = register.Examined;
        var touched = new Touched();

        register.Put(Initiative(5, "ES", "BR", Offer("sea-rescue")), touched);
        RuleEngine.Evaluate(register, touched).ShouldBeEmpty();

        (register.Examined - before).ShouldBe(0);
    }

    /// <summary>2,000 initiatives over these countries, all instruments and all owners.</summary>
    private static IEnumerable<Footprint> Spread(IReadOnlyList<string> countries, int from = 1)
    {
        var instruments = Resources.Reference.Instruments.Values.OrderBy(i => i.Code, StringComparer.Ordinal).ToList();
        var owners = Resources.Reference.Tenants.Keys.Order(StringComparer.Ordinal).ToList();
        return Enumerable.Range(from, 2000).Select(n => Initiative(
            n, owners[n % owners.Count], $"{countries[n % countries.Count]} {countries[n * 7 % countries.Count]}",
            Of(instruments[n * 5 % instruments.Count]), Of(instruments[n * 11 % instruments.Count])));
    }

    private static (long Examined, int Pairs) Examine(RegisterIndex register, Footprint change)
    {
        var before = register.Examined;
        var touched = new Touched();
        register.Put(change, touched);
        var pairs = RuleEngine.Evaluate(register, touched).Count(f => RuleNames.IsPair(f.Rule));
        return (register.Examined - before, pairs);
    }

    private static MeasureFootprint Of(Reference.Instrument instrument) => new(instrument.Code, instrument.UsualDirection);
}

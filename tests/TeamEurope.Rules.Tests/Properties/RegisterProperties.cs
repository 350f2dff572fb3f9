using FsCheck;
using FsCheck.Fluent;

namespace TeamEurope.Rules.Tests.Properties;

/// <summary>What holds for every register, whatever stands in it.</summary>
public sealed class RegisterProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Incremental_equals_full_after_every_step() =>
        Check.One(Runs, Prop.ForAll(Dense.Steps, steps =>
        {
            var register = Given.Index();
            var stored = new StoredFindings();
            for (var count = 1; count <= steps.Length; count++)
            {
                var touched = new Touched();
                steps[count - 1].ApplyTo(register, touched);
                stored.Replace(touched, RuleEngine.Evaluate(register, touched));
                stored.All.ShouldBe(FromNothing(steps[..count]));
            }
        }));

    [Fact]
    public void Several_steps_can_be_evaluated_at_once() =>
        Check.One(Runs, Prop.ForAll(Dense.Steps, steps =>
        {
            var register = Given.Index();
            var stored = new StoredFindings();
            foreach (var batch in steps.Chunk(4))
            {
                var touched = new Touched();
                foreach (var step in batch)
                {
                    step.ApplyTo(register, touched);
                }

                stored.Replace(touched, RuleEngine.Evaluate(register, touched));
            }

            stored.All.ShouldBe(FromNothing(steps));
        }));

    [Fact]
    public void The_order_of_registration_does_not_matter() =>
        Check.One(Runs, Prop.ForAll(Dense.Register, Gen.Choose(0, 1_000_000).ToArbitrary(), (initiatives, seed) =>
        {
            var shuffled = initiatives.ToArray();
            new Random(seed).Shuffle(shuffled);

            Whole(Given.Index(shuffled)).ShouldBe(Whole(Given.Index(initiatives)));
        }));

    [Fact]
    public void Which_of_two_has_the_smaller_id_does_not_matter() =>
        Check.One(Runs, Prop.ForAll(Dense.Register, initiatives =>
        {
            var reversed = initiatives.Select(i => i with { Id = Given.Id(1000 - Array.IndexOf(initiatives, i)) }).ToArray();

            Unsided(reversed).ShouldBe(Unsided(initiatives));
        }));

    [Fact]
    public void An_unrelated_initiative_changes_nothing_about_the_others_pairs() =>
        Check.One(Runs, Prop.ForAll(Dense.Register, Dense.Initiative(Gen.Constant(99)).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(),
            (initiatives, like, isElsewhere) =>
            {
                // Elsewhere with the same instruments, or in the same countries with an instrument that no other has.
                var stranger = isElsewhere
                    ? like with { Partners = ["JP", "VN"] }
                    : like with { Measures = [Given.Joint("cultural-cooperation"), Given.Offer("study-visas")] };

                Pairs(Given.Index([.. initiatives, stranger])).ShouldBe(Pairs(Given.Index(initiatives)));
            }));

    [Fact]
    public void Terms_add_up_to_a_score_from_0_to_100() =>
        Check.One(Runs, Prop.ForAll(Dense.Register, initiatives =>
        {
            foreach (var finding in RuleEngine.EvaluateAll(Given.Index(initiatives)))
            {
                finding.Score.ShouldBeInRange(0, 100);
                finding.Terms.Sum(t => t.Points).ShouldBe(finding.Score);
                finding.Terms.ShouldAllBe(t => t.Points != 0);
                finding.Terms.Select(t => t.Name).ShouldBeUnique();
                finding.Level.ShouldBe(finding.Rule == RuleNames.TeamEuropeOpportunity ? AlertLevel.Opportunity : LevelOf(finding.Score));
            }
        }));

    [Fact]
    public void A_preview_says_what_registering_would_raise_where_everything_is_visible() =>
        Check.One(Runs, Prop.ForAll(Dense.RegisterAndText, x =>
        {
            var preview = RuleEngine.Preview(Given.Index(x.Register), x.Text, _ => true);

            preview.Select(Found.Whole).Order(StringComparer.Ordinal).ShouldBe(WithTextRegistered(x.Register, x.Text));
        }));

    [Fact]
    public void A_preview_says_what_a_register_of_visible_initiatives_would_raise() =>
        Check.One(Runs, Prop.ForAll(Dense.RegisterAndText, x =>
        {
            bool IsVisible(Footprint other) => other.IsVisibleTo(x.Text.Owner);

            var preview = RuleEngine.Preview(Given.Index(x.Register), x.Text, IsVisible);

            preview.Select(Found.Whole).Order(StringComparer.Ordinal)
                .ShouldBe(WithTextRegistered(x.Register.Where(IsVisible), x.Text));
        }));

    [Fact]
    public void The_registers_are_dense_enough_to_raise_every_rule()
    {
        // Replayed from one seed: this looks at the generator, and what is rare must not fail by chance.
        var found = new List<Finding>();
        Check.One(Runs.WithReplay(20261122UL, 1UL), Prop.ForAll(Dense.Register, r => found.AddRange(RuleEngine.EvaluateAll(Given.Index(r)))));

        found.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal).ShouldBe(RuleNames.All.Order(StringComparer.Ordinal));
        found.Select(f => f.Level).Distinct().Count().ShouldBe(Enum.GetValues<AlertLevel>().Length);
        foreach (var term in "base stage ring regional statement bidding occupation equipment implementer domain hub missing narrow organisations owners clamp".Split(' '))
        {
            found.Count(f => f.Terms.Any(t => t.Name == term)).ShouldBeGreaterThan(0, $"no finding has the term {term}");
        }
    }

    private static List<string> FromNothing(IEnumerable<Step> steps)
    {
        // Only the last state of everything, written at once into an index that knows no history.
        var (texts, ratings, asOf) = (new Dictionary<Guid, Footprint>(), new Dictionary<(string, string), RateStep>(), Given.Today);
        foreach (var step in steps)
        {
            switch (step)
            {
                case PutStep put:
                    texts[put.Footprint.Id] = put.Footprint;
                    break;
                case EditStep edit when texts.TryGetValue(edit.From.Id, out var known):
                    texts[known.Id] = edit.Edited(known);
                    break;
                case RemoveStep remove:
                    texts.Remove(Given.Id(remove.Number));
                    break;
                case RateStep rate:
                    ratings[(rate.Tenant, rate.Country)] = rate;
                    break;
                case MoveStep move:
                    asOf = move.AsOf;
                    break;
            }
        }

        var register = Given.IndexOn(asOf, texts.Values);
        foreach (var rate in ratings.Values)
        {
            rate.ApplyTo(register, new Touched());
        }

        return Whole(register);
    }

    private static List<string> Whole(RegisterIndex register) =>
        RuleEngine.EvaluateAll(register).Select(Found.Whole).Order(StringComparer.Ordinal).ToList();

    private static List<string> Unsided(Footprint[] initiatives)
    {
        var names = initiatives.ToDictionary(i => i.Id, i => i.Reference);
        return RuleEngine.EvaluateAll(Given.Index(initiatives))
            .Select(f => Found.WholeUnsided(f, id => names[id])).Order(StringComparer.Ordinal).ToList();
    }

    private static List<string> Pairs(RegisterIndex register) =>
        RuleEngine.EvaluateAll(register).Where(f => RuleNames.IsPair(f.Rule) && !f.Initiatives.Contains(Given.Id(99)))
            .Select(Found.Whole).Order(StringComparer.Ordinal).ToList();

    private static List<string> WithTextRegistered(IEnumerable<Footprint> register, Footprint text) =>
        RuleEngine.EvaluateAll(Given.Index(register.Where(i => i.Id != text.Id).Append(text)))
            .Where(f => f.Initiatives.Contains(text.Id))
            .Select(Found.Whole).Order(StringComparer.Ordinal).ToList();

    /// <summary>The thresholds of overlap-rules.md, written down a second time on purpose.</summary>
    private static AlertLevel LevelOf(int score) =>
        score >= 75 ? AlertLevel.Critical : score >= 50 ? AlertLevel.High : score >= 25 ? AlertLevel.Medium : AlertLevel.Low;
}

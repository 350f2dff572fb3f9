namespace TeamEurope.Rules.Tests.Demo;

/// <summary>The demo register raises what people have read and approved, and shows all that it is there to show.</summary>
public sealed class DemoAlertsTests
{
    private const string Approved = "demo-alerts-2026-11-22";
    private static readonly List<Finding> Findings = RuleEngine.EvaluateAll(DemoRegister.Index()).ToList();
    private static readonly Dictionary<Guid, Footprint> Rows = DemoRegister.All.ToDictionary(r => r.Footprint.Id, r => r.Footprint);

    [Fact]
    public void The_alerts_are_the_approved_ones()
    {
        var received = AlertText.Of(Findings);
        var approved = Resources.Text($"Approved/{Approved}.txt").ReplaceLineEndings("\n");
        if (received == approved)
        {
            return;
        }

        var file = Path.Combine(AppContext.BaseDirectory, $"{Approved}.received.txt");
        File.WriteAllText(file, received);
        Assert.Fail($"The alerts differ from {Approved}.txt; what was found is in {file}.\n{FirstDifferences(approved, received)}");
    }

    [Fact]
    public void All_thirteen_rules_and_all_levels_are_there()
    {
        Findings.Select(f => f.Rule).Distinct().ShouldBe(RuleNames.All, ignoreOrder: true);
        Findings.Select(f => f.Level).Distinct().ShouldBe(Enum.GetValues<AlertLevel>(), ignoreOrder: true);
    }

    [Fact]
    public void There_are_exactly_two_blind_collisions()
    {
        var blind = Findings.Where(f => RuleNames.IsPair(f.Rule))
            .Select(f => (A: Rows[f.Initiatives[0]], B: Rows[f.Initiatives[1]]))
            .Where(p => !p.A.IsVisibleTo(p.B.Owner) || !p.B.IsVisibleTo(p.A.Owner))
            .Select(p => $"{p.A.ExternalId} × {p.B.ExternalId}").Distinct().Order(StringComparer.Ordinal);

        blind.ShouldBe(["fictional-it-vn-return × fictional-fr-vn-return", "fictional-nl-ph-nurses × fictional-de-ph-nurses"]);
    }

    [Fact]
    public void No_spillover_reaches_or_starts_from_a_hidden_initiative()
    {
        foreach (var spillover in Findings.Where(f => f.Rule == RuleNames.Spillover))
        {
            spillover.Affected.Select(a => a.Initiative).Append(spillover.Initiatives[0]).ShouldAllBe(id => Rows[id].IsVisibleToAll);
        }
    }

    [Fact]
    public void What_is_fictional_says_so()
    {
        DemoRegister.Fictional.Count.ShouldBeInRange(20, 30);
        DemoRegister.Fictional.ShouldAllBe(r => r.Title.StartsWith("Fictional: ", StringComparison.Ordinal));
        DemoRegister.Fictional.ShouldAllBe(r => r.Footprint.ExternalId!.StartsWith("fictional-", StringComparison.Ordinal));
        DemoRegister.Fictional.ShouldAllBe(r => r.Note!.StartsWith("Fictional: ", StringComparison.Ordinal));
        DemoRegister.Report.ShouldAllBe(r => !r.Footprint.ExternalId!.StartsWith("fictional-", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_row_would_be_accepted()
    {
        var register = Given.IndexOn(DemoRegister.Day);
        DemoRegister.All.Select(r => (r.Footprint.Owner, r.Footprint.ExternalId)).ShouldBeUnique();
        foreach (var row in DemoRegister.All)
        {
            var i = row.Footprint;
            var tenant = Resources.Reference.Tenants[i.Owner];
            (i.Level != InitiativeLevel.EU || tenant.MayOwnEuLevel).ShouldBeTrue(i.ExternalId);
            i.Partners.ShouldNotBeEmpty(i.ExternalId);
            i.Partners.ShouldAllBe(p => Resources.Reference.IsCountry(p) || Resources.Reference.Organisations.ContainsKey(p));
            i.Participants.Concat(i.NamedTenants).ShouldAllBe(t => Resources.Reference.Tenants.ContainsKey(t));
            i.Measures.ShouldAllBe(m => Resources.Reference.Instruments.ContainsKey(m.Instrument));
            var wantsJustification = i.Stage.IsSettled && !(i.StartsOn < DemoRegister.Day)
                && RuleEngine.GateOf(register, i) == RiskGate.Avoid;
            (!wantsJustification || !string.IsNullOrWhiteSpace(row.Justification)).ShouldBeTrue($"{i.ExternalId} wants a justification");
        }
    }

    [Theory]
    [InlineData("an umbrella of one's own counts at once", RuleNames.OneSided, "fictional-nl-cv-return", false)]
    [InlineData("an umbrella not confirmed does not count", RuleNames.OneSided, "fictional-pt-cv-return", true)]
    [InlineData("complete safeguards pass the gate", RuleNames.RiskGate, "fictional-se-mr-vessels", false)]
    [InlineData("a blank element does not", RuleNames.RiskGate, "fictional-fi-mr-vessels", true)]
    [InlineData("a notice exactly 14 days before is in time", RuleNames.Unannounced, "fictional-dk-rs-return", false)]
    [InlineData("a draft raises nothing", RuleNames.LabourCompetition, "fictional-hu-ge-draft", false)]
    public void It_shows(string what, string rule, string externalId, bool isRaised) =>
        Findings.Any(f => f.Rule == rule && f.Initiatives.Any(id => Rows[id].ExternalId == externalId)).ShouldBe(isRaised, what);

    private static string FirstDifferences(string approved, string received)
    {
        var (before, now) = (approved.Split('\n'), received.Split('\n'));
        return string.Join('\n', Enumerable.Range(0, Math.Max(before.Length, now.Length))
            .Where(n => before.ElementAtOrDefault(n) != now.ElementAtOrDefault(n)).Take(5)
            .Select(n => $"line {n + 1}\n  approved: {before.ElementAtOrDefault(n)}\n  received: {now.ElementAtOrDefault(n)}"));
    }
}

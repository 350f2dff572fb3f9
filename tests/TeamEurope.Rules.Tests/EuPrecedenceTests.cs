using System.Text.Json.Nodes;
using TeamEurope.Rules.Reference;
using static TeamEurope.Rules.Tests.Given;

namespace TeamEurope.Rules.Tests;

public sealed class EuPrecedenceTests
{
    private static readonly MeasureFootprint Readmission = Ask("readmission");
    private static readonly Footprint Text = Ec("TN", Readmission);
    private static readonly Footprint Agreement = Text with { Form = InitiativeForm.Treaty, LegalEffect = LegalEffect.Binding };
    private static readonly Footprint National = Nl("TN", Readmission);

    private static readonly Table<Row> Scores = new()
    {
        { "a political text in force", new("Medium 45 = base 25 + stage 20 in TN", Text, National) },
        { "a political text, both settled", new("Medium 30 = base 25 + stage 5 in TN", Text, National.At(Stage.InForce)) },
        { "a political text being negotiated", new("Medium 40 = base 25 + stage 15 in TN", Text.At(Stage.Negotiating), National) },
        { "a Union agreement in force", new("Critical 90 = base 70 + stage 20 in TN", Agreement, National) },
        { "a Union agreement that is agreed", new("Critical 75 = base 70 + stage 5 in TN", Agreement.At(Stage.Agreed), National.At(Stage.Agreed)) },
        { "a Union agreement being negotiated", new("High 60 = base 45 + stage 15 in TN", Agreement.At(Stage.Negotiating), National) },
        {
            "a Union agreement being negotiated, with a mandate: not twice",
            new("High 60 = base 45 + stage 15 in TN", Agreement.At(Stage.Negotiating) with { MandateOn = Day("2020-01-01") }, National)
        },
        { "mandate given today, political", new("High 60 = base 45 + stage 15 in TN", Text.At(Stage.Negotiating) with { MandateOn = Today }, National) },
        {
            "mandate for tomorrow, political",
            new("Medium 40 = base 25 + stage 15 in TN", Text.At(Stage.Negotiating) with { MandateOn = Today.AddDays(1) }, National)
        },
        { "mandate of a political text in force", new("High 65 = base 45 + stage 20 in TN", Text with { MandateOn = Today }, National) },
        { "mandate of an agreement in force: it stays 70", new("Critical 90 = base 70 + stage 20 in TN", Agreement with { MandateOn = Today }, National) },
        {
            "ring 1, clamped",
            new("Critical 100 = base 70 + stage 20 + ring 15 + clamp -5 in AL", Agreement with { Partners = ["AL"] }, National with { Partners = ["AL"] })
        },
        { "ring 3", new("High 50 = base 25 + stage 20 + ring 5 in SN", Ec("SN", Readmission), Nl("SN", Readmission)) },
        { "ring 4", new("Medium 45 = base 25 + stage 20 in BR", Ec("BR", Readmission), Nl("BR", Readmission)) },
        { "outside the rings", new("Medium 45 = base 25 + stage 20 in PK", Ec("PK", Readmission), Nl("PK", Readmission)) },
        {
            "the highest ring over the matched countries",
            new("High 60 = base 25 + stage 20 + ring 15 in AL SN TN", Ec("AL SN TN", Readmission), Nl("TN SN AL", Readmission))
        },
        { "regional in every match", new("Medium 40 = base 25 + stage 20 + ring 5 + regional -10 in SN", Ec("ECOWAS", Readmission), Nl("SN", Readmission)) },
        { "statement submitted", new("Medium 30 = base 25 + stage 20 + statement -15 in TN", Text, National.States(Text, StatementStatus.Submitted)) },
        { "statement with questions", new("Medium 45 = base 25 + stage 20 in TN", Text, National.States(Text, StatementStatus.Questions)) },
        { "statement disputed", new("High 55 = base 25 + stage 20 + statement 10 in TN", Text, National.States(Text, StatementStatus.Disputed)) },
        { "statement noted: no alert", new(Found.Nothing, Text, National.States(Text, StatementStatus.Noted)) },
        {
            "statement disputed towards an agreement: the clamp holds it at 100",
            new("Critical 100 = base 70 + stage 20 + ring 15 + statement 10 + clamp -15 in AL",
                Agreement with { Partners = ["AL"] }, (National with { Partners = ["AL"] }).States(Agreement, StatementStatus.Disputed))
        },
        {
            "settled, regional, submitted: the lowest there is, and no clamp",
            new("Low 5 = base 25 + stage 5 + regional -10 + statement -15 in BD",
                Ec("BUDAPEST", Readmission), Nl("BD", Readmission).At(Stage.InForce).States(Ec("BUDAPEST"), StatementStatus.Submitted))
        },
        {
            "statement by reference",
            new("Medium 30 = base 25 + stage 20 + statement -15 in TN",
                Text, National with { Statements = [new(ReferenceOf(Text), StatementStatus.Submitted)] })
        },
        {
            "a statement towards another initiative changes nothing",
            new("Medium 45 = base 25 + stage 20 in TN", Text, National.States(Initiative(9, "EC", "TN"), StatementStatus.Noted))
        },
        {
            "the Union's own statement changes nothing",
            new("Medium 45 = base 25 + stage 20 in TN", Text.States(National, StatementStatus.Noted), National)
        },
        { "just High", new("High 50 = base 45 + stage 5 in TN", Text with { MandateOn = Today }, National.At(Stage.Agreed)) },
        { "N at level TeamEurope", new("Medium 45 = base 25 + stage 20 in TN", Text, National with { Level = InitiativeLevel.TeamEurope }) },
        { "N at level Coalition", new("Medium 45 = base 25 + stage 20 in TN", Text, National with { Level = InitiativeLevel.Coalition }) },
        { "the Union as a participant of N changes nothing", new("Medium 45 = base 25 + stage 20 in TN", Text, National with { Participants = ["EC"] }) },
        {
            "N of an EU body, at another level than EU",
            new("Medium 45 = base 25 + stage 20 in TN", Text, Initiative(1, "EEAS", "TN", Readmission))
        }
    };

    private static readonly Table<Row> Elsewhere = new()
    {
        { "eu-only is taken", Meeting("trade-preferences", RuleNames.EuPrecedence) },
        { "eu-when-exercised is taken", Meeting("short-stay-visa", RuleNames.EuPrecedence) },
        { "shared is taken", Meeting("resettlement", RuleNames.EuPrecedence) },
        { "national stays", Meeting("trade-mission", RuleNames.ProgrammeOverlap) },
        { "national labour stays", Meeting("talent-partnership", RuleNames.LabourCompetition) },
        { "parallel stays", Meeting("reintegration", RuleNames.ProgrammeOverlap) },
        { "supporting stays", Meeting("vocational-training", RuleNames.ProgrammeOverlap) },
        {
            "instruments of one family: readmission meets forced return",
            new(RuleNames.EuPrecedence, Ec("TN", Readmission), Nl("TN", Ask("forced-return")))
        },
        {
            "taken and left matches side by side",
            new("eu-precedence, programme-overlap",
                Ec("TN", Readmission, Offer("reintegration")), Nl("TN", Readmission, Offer("reintegration")))
        },
        { "E only exploratory", new(RuleNames.CompetingDeal, Text.At(Stage.Exploratory), National) },
        { "E only exploratory, with a mandate", new(RuleNames.CompetingDeal, Text.At(Stage.Exploratory) with { MandateOn = Today }, National) },
        { "N's owner takes part in E", new(RuleNames.CompetingDeal, Text with { Participants = ["DE", "NL"] }, National) },
        { "another takes part in E", new(RuleNames.EuPrecedence, Text with { Participants = ["DE"] }, National) },
        { "N's participant takes part in E, its owner does not", new(RuleNames.EuPrecedence, Text with { Participants = ["DE"] }, National with { Participants = ["DE"] }) },
        { "Denmark stands outside Title V", new(RuleNames.CompetingDeal, Text, Initiative(1, "DK", "TN", Readmission)) },
        { "Ireland stands outside Title V", new(RuleNames.CompetingDeal, Text, Initiative(1, "IE", "TN", Readmission)) },
        {
            "both at level EU",
            new(RuleNames.CompetingDeal, Text, Initiative(1, "FRONTEX", "TN", Readmission) with { Level = InitiativeLevel.EU })
        },
        { "neither at level EU", new(RuleNames.CompetingDeal, National, It("TN", Readmission)) },
        {
            "Noted: its matches raise none of the four others either",
            new(Found.Nothing, Ec("TN", Readmission, Offer("border-equipment"), Offer("resettlement")),
                Nl("TN", Readmission, Offer("border-equipment"), Offer("resettlement")).States(Text, StatementStatus.Noted))
        },
        {
            "Noted: matches on national competence are untouched",
            new("labour-competition", Ec("TN", Readmission, Offer("talent-partnership")),
                Nl("TN", Readmission, Offer("seasonal-labour")).States(Text, StatementStatus.Noted))
        },
        {
            "Noted: contradictory leverage is untouched",
            new("contradictory-leverage", Ec("TN", Offer("short-stay-visa").Reward()),
                Nl("TN", Offer("short-stay-visa").Pressure()).States(Text, StatementStatus.Noted))
        },
        {
            "Noted, though N's owner takes part in E: the statement has no bearing on competing deals",
            new(RuleNames.CompetingDeal, Text with { Participants = ["NL"] }, National.States(Text, StatementStatus.Noted))
        }
    };

    public static TheoryData<string> ScoreRows => Scores.Names;
    public static TheoryData<string> RuleRows => Elsewhere.Names;

    [Theory]
    [MemberData(nameof(ScoreRows))]
    public void Eu_precedence_scores(string row) =>
        Found.By(RuleNames.EuPrecedence, Scores[row].Register).ShouldBe(Scores[row].Expected);

    [Theory]
    [MemberData(nameof(RuleRows))]
    public void A_match_belongs_to_precedence_or_to_the_rule_of_its_contention(string row) =>
        Found.PairRules(Elsewhere[row].Register).ShouldBe(Elsewhere[row].Expected);

    [Fact]
    public void Its_terms_look_at_the_taken_matches_alone()
    {
        var union = Ec("AL SN", Offer("trade-mission"), Readmission.Until("2027-01-01"));
        var national = Nl("AL SN", Offer("trade-mission"), Readmission.From("2027-01-02"));

        // Readmission never shares a day, so only the trade missions (national competence) meet: in ring 1 and 3.
        Found.PairRules(union, national).ShouldBe(RuleNames.ProgrammeOverlap);
        Found.By(RuleNames.ProgrammeOverlap, union, national).ShouldBe("Medium 40 = base 15 + stage 20 + ring 5 in AL SN");
    }

    [Theory]
    [InlineData("readmission", "forced-return", RuleNames.CompetingDeal)]
    [InlineData("forced-return", "readmission", RuleNames.EuPrecedence)]
    public void The_competence_that_counts_is_that_of_Ns_instrument(string unions, string nationals, string rule)
    {
        // As shipped, no family mixes taken and left competences; here forced return is made national.
        var taxonomy = JsonNode.Parse(Resources.ReferenceTexts.Taxonomy)!;
        taxonomy["goals"]!.AsArray().SelectMany(g => g!["strategies"]!.AsArray()).SelectMany(s => s!["instruments"]!.AsArray())
            .Single(i => (string)i!["code"]! == "forced-return")!["competence"] = "national";
        var reference = ReferenceReader.Read(Resources.ReferenceTexts with { Taxonomy = taxonomy.ToJsonString() });

        foreach (var (union, national) in new[] { (1, 2), (2, 1) })
        {
            var register = new RegisterIndex(reference, Settings, Today);
            register.Put(Ec("TN", Ask(unions)) with { Id = Id(union) }, new Touched());
            register.Put(Nl("TN", Ask(nationals)) with { Id = Id(national) }, new Touched());

            RuleEngine.EvaluateAll(register).Select(f => f.Rule).Where(RuleNames.IsPair).ShouldBe([rule]);
        }
    }

    private static Row Meeting(string instrument, string rule)
    {
        var direction = Resources.Reference.Instruments[instrument].UsualDirection;
        var measure = new MeasureFootprint(instrument, direction);
        return new(rule, Ec("TN", measure), Nl("TN", measure));
    }
}

using FsCheck;
using FsCheck.Fluent;

namespace TeamEurope.Rules.Tests.Properties;

/// <summary>
/// Random registers so dense that nearly everything meets: twelve initiatives of six owners, in nine countries with the
/// organisations that hold them, fourteen instruments, ten days, umbrellas among themselves (never in a cycle).
/// </summary>
internal static class Dense
{
    public const int Numbers = 12;
    public static readonly string[] Owners = ["NL", "EC", "DK", "IT", "DE", "EC"];
    public static readonly string[] Countries = ["TN", "TN", "LY", "LY", "SN", "AL", "DZ", "MA", "MR", "SN", "AL", "ME", "BR"];
    private static readonly int[] UnionNumbers = Enumerable.Range(1, Numbers).Where(n => OwnerOf(n) == "EC").ToArray();
    private static readonly string[] Organisations = ["ECOWAS", "UEMOA", "RABAT", "KHARTOUM", "PACT-MED"];

    private static readonly string[] Instruments =
    [
        "readmission", "forced-return", "return-hub", "safe-third-country", "seasonal-labour", "talent-partnership",
        "border-equipment", "coastguard-support", "anti-smuggling", "reintegration", "short-stay-visa", "trade-mission",
        "vocational-training", "resettlement"
    ];

    /// <summary>Few days, close together, so that windows touch and end.</summary>
    private static readonly Gen<DateOnly> Day = Gen.Choose(-4, 5).Select(Given.Today.AddDays);

    private static readonly Gen<Incentive?> AnIncentive =
        from sign in Gen.Elements(Enum.GetValues<IncentiveSign>())
        from domain in Gen.Elements(Enum.GetValues<IncentiveDomain>())
        select (Incentive?)new Incentive(sign, domain);

    private static readonly Gen<MeasureFootprint> Measure =
        from instrument in Gen.Elements(Instruments)
        from direction in Gen.Frequency(
            (3, Gen.Constant(Resources.Reference.Instruments[instrument].UsualDirection)), (1, Gen.Elements(Enum.GetValues<Direction>())))
        from occupation in Gen.Elements<string?>(null, "92", "25", " ")
        from equipment in Gen.Elements<string?>(null, "vessels", "training", "other", "")
        from implementer in Gen.Elements<string?>(null, "IOM", " iom ", "GIZ", " ")
        from incentive in Maybe(AnIncentive)
        from startsOn in Rarely(Day)
        from endsOn in Rarely(Day)
        select new MeasureFootprint(instrument, direction, occupation, equipment, implementer, incentive, startsOn, endsOn);

    private static readonly Gen<Stage> AStage = Gen.Frequency(
        (8, Gen.Elements(Stage.Exploratory, Stage.Negotiating, Stage.Negotiating, Stage.Agreed, Stage.InForce)), (1, Gen.Elements(Enum.GetValues<Stage>())));

    public static Gen<Footprint> Initiative(Gen<int> number) =>
        from n in number
        from measures in Some(Measure, 1, 4)
        from countries in Some(Gen.Elements(Countries), 1, 5)
        from organisations in Some(Gen.Elements(Organisations), 0, 1)
        from stage in AStage
        from visibility in Gen.Frequency(
            (2, Gen.Constant(Visibility.TeamEurope)), (2, Gen.Elements(Enum.GetValues<Visibility>())))
        from isUnion in Gen.Elements(true, true, false)
        from binding in Gen.Elements(Enum.GetValues<LegalEffect>())
        from form in Gen.Elements(InitiativeForm.Treaty, InitiativeForm.UnilateralMeasure, InitiativeForm.Programme)
        from days in Gen.ArrayOf(Rarely(Day), 5)
        from named in Gen.Elements(true, true, false)
        from umbrella in Maybe(from u in Gen.Choose(1, Numbers) from byReference in Gen.Elements(true, false)
                               from confirmed in Gen.Elements(true, false) select ((int, bool, bool)?)(u, byReference, confirmed))
        from replies in Gen.ArrayOf(Maybe(Gen.Elements(Enum.GetValues<StatementStatus>()).Select(r => (StatementStatus?)r)), UnionNumbers.Length)
        from tenants in Some(Gen.Elements(Owners), 0, 1)
        from safeguards in Gen.Elements(true, false)
        from guarantees in Gen.Elements(0, 7, 8)
        select new Footprint
        {
            Id = Given.Id(n),
            Owner = OwnerOf(n),
            Reference = ReferenceOf(n),
            ExternalId = named ? ExternalIdOf(n) : null,
            Level = isUnion && OwnerOf(n) == "EC" ? InitiativeLevel.EU : InitiativeLevel.Bilateral,
            Form = form,
            LegalEffect = binding,
            MandateOn = days[0],
            Stage = stage,
            Visibility = visibility,
            Participants = tenants,
            NamedTenants = tenants,
            Partners = [.. countries, .. organisations],
            StartsOn = days[1],
            EndsOn = days[2],
            NegotiatingSince = days[3],
            AnnouncedOn = days[4]?.AddDays(-14),
            // An umbrella always has the higher number: no cycles.
            PartOf = umbrella is var (u, byReference, confirmed) && u > n
                ? new UmbrellaLink(byReference ? new(null, null, ReferenceOf(u)) : new(OwnerOf(u), ExternalIdOf(u), null), confirmed)
                : null,
            Statements = UnionNumbers.Zip(replies).Where(x => x.Second is not null)
                .Select(x => new ComplementarityStatement(new(OwnerOf(x.First), ExternalIdOf(x.First), null), x.Second!.Value)).ToList(),
            SafeguardsComplete = safeguards,
            GuaranteesAffirmed = guarantees,
            Measures = measures
        };

    private static readonly Gen<Step> AStep = Gen.Frequency(
        (8, Initiative(Gen.Choose(1, Numbers)).Select(Step (f) => new PutStep(f))),
        (8, from text in Initiative(Gen.Choose(1, Numbers))
            from what in Gen.Frequency((1, Gen.Elements(Enum.GetValues<EditStep.Part>())), (1, Gen.Constant(EditStep.Part.Umbrella)))
            select (Step)new EditStep(what, text)),
        (2, Gen.Choose(1, Numbers).Select(Step (n) => new RemoveStep(n))),
        (1, from tenant in Gen.Elements(Owners)
            from country in Gen.Elements(Countries)
            from rating in Gen.Elements<Risk?>(null, Risk.Low, Risk.Medium, Risk.High)
            select (Step)new RateStep(tenant, country, rating)),
        (1, Day.Select(Step (d) => new MoveStep(d))));

    /// <summary>A register: initiatives of different numbers.</summary>
    public static readonly Arbitrary<Footprint[]> Register = Arb.From(
        from some in Gen.Choose(0, (1 << Numbers) - 1)
        from more in Gen.Choose(0, (1 << Numbers) - 1)
        let chosen = some | more
        from initiatives in Gen.CollectToList(
            Enumerable.Range(1, Numbers).Where(n => (chosen & (1 << (n - 1))) != 0), n => Initiative(Gen.Constant(n)))
        select initiatives.ToArray(),
        Fewer);

    public static readonly Arbitrary<Step[]> Steps = Arb.From(Some(AStep, 1, 40), Fewer);

    public static readonly Arbitrary<(Footprint[] Register, Footprint Text)> RegisterAndText = Arb.From(
        from register in Register.Generator
        from text in Initiative(Gen.Choose(1, Numbers))
        select (register, text),
        x => Fewer(x.register).Select(r => (r, x.text)).Concat(Simpler(x.text).Select(t => (x.register, t))));

    public static RegisterIndex Indexed(IEnumerable<Footprint> initiatives) => Given.Index(initiatives);

    public static string OwnerOf(int number) => Owners[number % Owners.Length];

    public static string ReferenceOf(int number) => $"{OwnerOf(number)}-2026-{number:D4}";

    private static string ExternalIdOf(int number) => $"x{number}";

    public static string Describe(Footprint f) =>
        $"{f.Reference} {f.ExternalId} {f.Level} {f.LegalEffect} {f.Form} {f.Stage} {f.Visibility} [{string.Join(' ', f.Partners)}]"
        + $" {f.StartsOn}..{f.EndsOn} part of {f.PartOf} by ({string.Join(',', f.Participants)}): {string.Join("; ", f.Measures)}";

    private static IEnumerable<T[]> Fewer<T>(T[] items)
    {
        if (items.Length > 3)
        {
            yield return items[..(items.Length / 2)];
            yield return items[(items.Length / 2)..];
        }

        for (var i = 0; i < items.Length; i++)
        {
            yield return [.. items[..i], .. items[(i + 1)..]];
        }
    }

    private static IEnumerable<Footprint> Simpler(Footprint text) => Fewer(text.Measures.ToArray()).Select(m => text with { Measures = m });

    private static Gen<T[]> Some<T>(Gen<T> item, int least, int most) =>
        from count in Gen.Choose(least, most) from items in Gen.ArrayOf(item, count) select items;

    private static Gen<T?> Maybe<T>(Gen<T?> item) where T : struct => Gen.OneOf(Gen.Constant<T?>(null), item);

    private static Gen<DateOnly?> Rarely(Gen<DateOnly> day) =>
        Gen.Frequency((6, Gen.Constant<DateOnly?>(null)), (1, day.Select(d => (DateOnly?)d)));
}

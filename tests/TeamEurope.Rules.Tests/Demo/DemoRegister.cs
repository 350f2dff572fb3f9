using System.Text.Json;

namespace TeamEurope.Rules.Tests.Demo;

/// <summary>One row of a demo file, with what the tests want to know of it beyond the footprint.</summary>
internal sealed record DemoRow(Footprint Footprint, string Title, string? Note, string? Justification);

/// <summary>
/// The two demo files as a service would register them on one day: report first, ids in file order,
/// references numbered per owner, defaults of api.md.
/// </summary>
internal static class DemoRegister
{
    public static readonly DateOnly Day = new(2026, 11, 22);
    public static readonly IReadOnlyList<DemoRow> Report = Read("Demo/report-register.json", []);
    public static readonly IReadOnlyList<DemoRow> Fictional = Read("Demo/fictional-register.json", Report);
    public static readonly IReadOnlyList<DemoRow> All = [.. Report, .. Fictional];

    private static readonly InitiativeForm[] BindingByDefault =
    [
        InitiativeForm.Treaty, InitiativeForm.ReadmissionAgreement, InitiativeForm.AssociationFramework, InitiativeForm.ImplementingProtocol
    ];

    public static RegisterIndex Index() => Given.IndexOn(Day, All.Select(r => r.Footprint));

    private static List<DemoRow> Read(string file, IReadOnlyList<DemoRow> before)
    {
        using var document = JsonDocument.Parse(Resources.Text(file));
        var rows = before.ToList();
        foreach (var row in document.RootElement.EnumerateArray())
        {
            var owner = Text(row, "owner")!;
            var number = rows.Count(r => r.Footprint.Owner == owner) + 1;
            rows.Add(new DemoRow(
                Footprint(row, owner, rows.Count + 1, $"{owner}-{Day.Year}-{number:D4}"),
                Text(row, "title")!, Text(row, "note"), Text(row, "justification")));
        }

        return rows[before.Count..];
    }

    private static Footprint Footprint(JsonElement row, string owner, int number, string reference)
    {
        var form = Word<InitiativeForm>(row, "form") ?? InitiativeForm.Unwritten;
        var stage = Word<Stage>(row, "stage") ?? Stage.Draft;
        return new Footprint
        {
            Id = Given.Id(number),
            Owner = owner,
            Reference = reference,
            ExternalId = Text(row, "externalId"),
            Level = Word<InitiativeLevel>(row, "level") ?? InitiativeLevel.Bilateral,
            Form = form,
            LegalEffect = Word<LegalEffect>(row, "legalEffect")
                ?? (BindingByDefault.Contains(form) ? LegalEffect.Binding : LegalEffect.Political),
            MandateOn = Date(row, "mandateOn"),
            Stage = stage,
            Visibility = Word<Visibility>(row, "visibility") ?? Visibility.Owner,
            Participants = Texts(row, "participants"),
            NamedTenants = Texts(row, "namedTenants"),
            Partners = Texts(row, "partners"),
            StartsOn = Date(row, "startsOn"),
            EndsOn = Date(row, "endsOn"),
            NegotiatingSince = Date(row, "negotiatingSince") ?? (stage == Stage.Negotiating ? Day : null),
            AnnouncedOn = Date(row, "announcedOn"),
            PartOf = Find(row, "partOf") is { } umbrella ? new UmbrellaLink(Name(umbrella), Confirmed: false) : null,
            Statements = Items(row, "complementarity")
                .Select(s => new ComplementarityStatement(Name(s.GetProperty("towards")), StatementStatus.Submitted)).ToList(),
            SafeguardsComplete = HasSafeguards(row),
            GuaranteesAffirmed = Texts(row, "hubGuarantees").Distinct().Count(),
            Measures = Items(row, "measures").Select(Measure).ToList()
        };
    }

    private static MeasureFootprint Measure(JsonElement m) => new(
        Text(m, "instrument")!, Word<Direction>(m, "direction")!.Value, Text(m, "occupation"), Text(m, "equipment"), Text(m, "implementer"),
        Find(m, "incentive") is { } i
            ? new Incentive(Word<IncentiveSign>(i, "sign")!.Value, Word<IncentiveDomain>(i, "domain")!.Value)
            : null,
        Date(m, "startsOn"), Date(m, "endsOn"));

    private static bool HasSafeguards(JsonElement row) =>
        Find(row, "suspensionClause")?.GetBoolean() == true
        && Find(row, "monitoring") is { } monitoring
        && "form cooperation frequency content followUp independentMonitor".Split(' ')
            .All(element => !string.IsNullOrWhiteSpace(Text(monitoring, element)));

    private static InitiativeName Name(JsonElement name) =>
        Text(name, "reference") is { } reference ? new(null, null, reference) : new(Text(name, "owner"), Text(name, "externalId"), null);

    private static JsonElement? Find(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement element, string name) => Find(element, name)?.GetString();

    private static DateOnly? Date(JsonElement element, string name) => Text(element, name) is { } day ? Given.Day(day) : null;

    private static T? Word<T>(JsonElement element, string name) where T : struct, Enum =>
        Text(element, name) is { } word ? Enum.Parse<T>(word) : null;

    private static List<JsonElement> Items(JsonElement element, string name) => Find(element, name)?.EnumerateArray().ToList() ?? [];

    private static List<string> Texts(JsonElement element, string name) => Items(element, name).Select(e => e.GetString()!).ToList();
}

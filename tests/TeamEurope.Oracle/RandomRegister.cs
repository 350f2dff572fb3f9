using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamEurope.Oracle;

/// <summary>
/// A seeded generator of dense, rule-rich registers: few countries, few families, dates from a small grid (so that windows
/// touch by a day). An umbrella always has a lower number in its externalId than its part: so there is never a cycle,
/// though an umbrella may be registered later than its part.
/// </summary>
public sealed partial class RandomRegister
{
    private static readonly string[][] CountryGroups =
    [
        ["TR", "IQ", "GE", "SY"], ["TN", "LY", "DZ", "EG"], ["NE", "TD", "ML", "BF"], ["SN", "GM", "MR", "MA", "GN"],
        ["SO", "ET", "SD", "SS"], ["AL", "XK", "ME", "RS"],
    ];

    private static readonly string[] Always =
        ["return-hub", "safe-third-country", "readmission", "border-equipment", "coastguard-support", "seasonal-labour", "reception-in-region"];

    private static readonly string[] Directions = ["Ask", "Offer", "Joint", "Withhold"];

    private static readonly string[] Forms =
    [
        "Treaty", "ReadmissionAgreement", "AssociationFramework", "ImplementingProtocol", "MemorandumOfUnderstanding", "JointDeclaration",
        "ActionPlan", "LetterOfIntent", "WorkingArrangement", "Programme", "Dialogue", "UnilateralMeasure", "Unwritten",
    ];

    private static readonly string?[] Occupations = ["71", "92", "61", null, " "];

    private static readonly string?[] Equipments = ["vessels", "training", "surveillance", "other", null, ""];

    private static readonly string?[] Implementers = ["IOM", " iom ", "Iom", "GIZ", "giz", null, "  "];

    private static readonly int[] Grid = [-700, -200, -60, -30, -1, 0, 1, 30, 31, 60, 400];

    private readonly Random random;
    private readonly DateOnly today;
    private readonly OracleReference reference;
    private readonly DateOnly noticeExpectedFrom;
    private readonly Dictionary<string, List<int>> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> blocks = new(StringComparer.Ordinal);

    public RandomRegister(int seed, DateOnly today, OracleReference reference, DateOnly? noticeExpectedFrom = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        random = new Random(seed);
        this.today = today;
        this.reference = reference;
        this.noticeExpectedFrom = noticeExpectedFrom ?? new DateOnly(2026, 6, 12);

        var groups = CountryGroups.ToArray();
        random.Shuffle(groups);
        Countries = [.. groups[0], .. groups[1], Pick(["SR", "BR", "CO"]), Pick(["PK", "BD", "AF"])];
        var organisations = reference.Organisations.Values
            .Where(organisation => Countries.Count(organisation.Members.Contains) >= 2)
            .Select(organisation => organisation.Code)
            .ToArray();
        random.Shuffle(organisations);
        Organisations = [.. organisations.Take(4)];
        var others = reference.Instruments.Keys.Except(Always, StringComparer.Ordinal).ToArray();
        random.Shuffle(others);
        Instruments = [.. Always, .. others.Take(7)];
    }

    /// <summary>The tenants that own initiatives.</summary>
    public IReadOnlyList<string> Owners { get; } = ["NL", "IT", "ES", "DE", "DK", "IE", "EC", "FRONTEX"];

    /// <summary>The countries of this seed.</summary>
    public IReadOnlyList<string> Countries { get; }

    /// <summary>The organisations and processes of this seed.</summary>
    public IReadOnlyList<string> Organisations { get; }

    /// <summary>The instruments of this seed.</summary>
    public IReadOnlyList<string> Instruments { get; }

    /// <summary>The next POST body and who sends it; the register is what stands already (for umbrellas and statements).</summary>
    public (string Owner, JsonObject Body) NextBody(OracleRegister register)
    {
        // EC and FRONTEX own more, so that eu-precedence has work.
        var owner = Chance(15) ? "EC" : Pick(Owners);
        return (owner, NewBody(owner, register));
    }

    /// <summary>A register of this many initiatives without a server, with made-up ids and references.</summary>
    public OracleRegister Offline(int count)
    {
        var register = new OracleRegister(reference) { NoticeExpectedFrom = noticeExpectedFrom };
        for (var i = 0; i < count; i++)
        {
            CreateOffline(register);
        }

        return register;
    }

    /// <summary>Adds one more initiative to a register without a server.</summary>
    public CreateOperation CreateOffline(OracleRegister register)
    {
        ArgumentNullException.ThrowIfNull(register);
        var (owner, body) = NextBody(register);
        var bytes = new byte[16];
        random.NextBytes(bytes);
        var number = register.Initiatives.Count(initiative => initiative.Owner == owner) + 1;
        var named = string.Create(CultureInfo.InvariantCulture, $"{owner}-{today.Year}-{number:0000}");
        var create = new CreateOperation(owner, body, today, new Guid(bytes).ToString(), named);
        register.Apply(create);
        return create;
    }

    private JsonObject NewBody(string owner, OracleRegister register)
    {
        var number = NextNumber(owner);
        var body = new JsonObject
        {
            ["externalId"] = ExternalId(owner, number),
            ["title"] = string.Create(CultureInfo.InvariantCulture, $"Title {owner} {number}"),
            ["partners"] = Partners(),
        };
        var stage = Weighted(("Draft", 5), ("Exploratory", 26), ("Negotiating", 26), ("Agreed", 14), ("InForce", 22), ("Paused", 3), ("Suspended", 2), ("Ended", 2));
        if (stage != "Draft" || Chance(50))
        {
            body["stage"] = stage;
        }

        AddLevel(body, owner);
        AddVisibility(body, owner);
        AddDates(body);
        AddNotice(body, stage, creating: true);
        AddCare(body);
        body["measures"] = Measures();
        AddTheme(body);
        if (PartOf(owner, number, register) is { } partOf && Chance(35))
        {
            body["partOf"] = partOf;
        }

        if (Statements(owner, body, register, []) is { Count: > 0 } statements)
        {
            body["complementarity"] = statements;
        }

        if (stage is "Agreed" or "InForce")
        {
            body["justification"] = "on record";
        }

        return body;
    }

    /// <summary>Numbers 1, 2, 3 … of an owner, shuffled in blocks of eight, so that an umbrella may come after its part.</summary>
    private int NextNumber(string owner)
    {
        if (!numbers.TryGetValue(owner, out var left) || left.Count == 0)
        {
            var block = blocks.GetValueOrDefault(owner);
            blocks[owner] = block + 1;
            var next = Enumerable.Range((block * 8) + 1, 8).ToArray();
            random.Shuffle(next);
            numbers[owner] = left = [.. next];
        }

        var number = left[^1];
        left.RemoveAt(left.Count - 1);
        return number;
    }

    private static string ExternalId(string owner, int number) => string.Create(CultureInfo.InvariantCulture, $"t-{owner}-{number}");

    private static int NumberOf(OracleInitiative initiative) =>
        int.Parse(initiative.ExternalId![(initiative.ExternalId!.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);

    private JsonArray Partners()
    {
        var partners = Some(Countries, 1, 3);
        if (Organisations.Count > 0 && Chance(30))
        {
            partners.Add(Pick(Organisations));
            if (Chance(40))
            {
                partners.RemoveRange(0, partners.Count - 1);
            }
        }

        return OracleBody.Array(partners);
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Between least and most distinct elements.</summary>
    private List<string> Some(IEnumerable<string> from, int least, int most)
    {
        var all = from.ToArray();
        random.Shuffle(all);
        return [.. all.Take(random.Next(least, most + 1))];
    }

    private string Weighted(params (string Value, int Weight)[] choices)
    {
        var at = random.Next(choices.Sum(choice => choice.Weight));
        foreach (var (value, weight) in choices)
        {
            at -= weight;
            if (at < 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TeamEurope.Api.Tests.Evaluation.Histories;

/// <summary>
/// One step of a history, as a line of JSON. Initiatives go by the external id that they have at that moment, alerts by their rule with
/// those: so a step means the same where others are left out, and nothing where its initiative is not there.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Register), "register")]
[JsonDerivedType(typeof(Change), "change")]
[JsonDerivedType(typeof(Move), "stage")]
[JsonDerivedType(typeof(Confirm), "confirm")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(Rate), "rate")]
[JsonDerivedType(typeof(Delete), "delete")]
[JsonDerivedType(typeof(Take), "import")]
[JsonDerivedType(typeof(Acknowledge), "acknowledge")]
[JsonDerivedType(typeof(Resolve), "resolve")]
[JsonDerivedType(typeof(Disclose), "disclose")]
[JsonDerivedType(typeof(Subscribe), "subscribe")]
[JsonDerivedType(typeof(Pass), "days")]
[JsonDerivedType(typeof(Restart), "restart")]
[JsonDerivedType(typeof(Crash), "crash")]
[JsonDerivedType(typeof(AtOnce), "at-once")]
internal abstract record Step
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(IEnumerable<Step> steps) => string.Join('\n', steps);

    public static List<Step> Read(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonSerializer.Deserialize<Step>(line, Options)!)];

    public sealed override string ToString() => JsonSerializer.Serialize(this, Options);
}

internal sealed record Register(string Tenant, JsonObject Body) : Step;

/// <summary>PUT by the owner; another external id in the body renames it.</summary>
internal sealed record Change(string On, JsonObject Body) : Step;

internal sealed record Move(string On, string To, int DaysAgo) : Step;

/// <summary>By the umbrella's owner.</summary>
internal sealed record Confirm(string On) : Step;

internal sealed record Withdraw(string On, string Tenant) : Step;

internal sealed record Reply(string On, JsonObject Towards, string Answer) : Step;

/// <summary>No risk takes the common value again.</summary>
internal sealed record Rate(string Tenant, string Country, string? Risk) : Step;

internal sealed record Delete(string On) : Step;

/// <summary>Rows of one owner. One that moves a stage stands last.</summary>
internal sealed record Take(string Tenant, IReadOnlyList<JsonObject> Rows, bool Baseline) : Step;

internal sealed record Acknowledge(string Alert, string Tenant) : Step;

internal sealed record Resolve(string Alert, string Tenant) : Step;

/// <summary>The reader of a blind item asks for disclosure, and is answered.</summary>
internal sealed record Disclose(string Alert, bool Accept) : Step;

/// <summary>A watcher puts this subscription in the place of those it has.</summary>
internal sealed record Subscribe(int Watcher, string? Country, int? Ring, string? Rule, string? Goal, string? Level, string Delivery) : Step;

/// <summary>Midnights pass, nobody writes.</summary>
internal sealed record Pass(int Days) : Step;

/// <summary>The service ends and starts again, some days later, perhaps with other rules.</summary>
internal sealed record Restart(int Days, DateOnly? NoticeExpectedFrom, bool OtherReference) : Step;

/// <summary>The step is disturbed at this point.</summary>
/// <param name="Stays">The failure passes and the service goes on; else it is gone at once and comes back after so many days.</param>
internal sealed record Crash(Step Step, CrashPoint At, bool Stays, int Days) : Step;

/// <summary>Different tenants, at the same moment.</summary>
internal sealed record AtOnce(IReadOnlyList<Step> Steps) : Step;

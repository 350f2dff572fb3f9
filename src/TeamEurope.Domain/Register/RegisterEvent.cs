namespace TeamEurope.Domain.Register;

/// <summary>What happened to the register that can change an alert.</summary>
public enum RegisterEventKind
{
    Registered, Changed, StageChanged, DraftDeleted, UmbrellaConfirmed, UmbrellaWithdrawn, StatementReplied, Disclosed, RiskRated, DayPassed,
    RulesChanged
}

/// <summary>
/// The outbox of the register: written in the transaction of the change it tells of, evaluated at once outside it.
/// </summary>
public sealed class RegisterEvent
{
    public long Id { get; private set; }
    public required RegisterEventKind Kind { get; init; }
    public Guid? InitiativeId { get; init; }

    /// <summary>The initiative's version that the change made; the version before it is what was evaluated before.</summary>
    public int? Version { get; init; }
    public string? Tenant { get; init; }
    public string? Country { get; init; }

    /// <summary>Part of a first filling: its alerts are raised quietly, acknowledged for this tenant.</summary>
    public string? BaselineOf { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public bool IsEvaluated { get; set; }

    /// <summary>
    /// The evaluation that took it in; they count up in the order of their commits. By it the other instances see what they have
    /// missed. Null while it waits, and for what was evaluated before instances shared the work.
    /// </summary>
    public long? Evaluation { get; set; }
}

/// <summary>What the stored alerts were computed with; another fingerprint wants a full evaluation.</summary>
public sealed class EvaluationState
{
    public int Id { get; init; }
    public DateOnly AsOf { get; set; }
    public string Fingerprint { get; set; } = "";

    /// <summary>The last evaluation that was committed. Counting it up is each evaluation's first step: the row is locked until it ends.</summary>
    public long Evaluation { get; set; }

    /// <summary>Which rules it was: an instance with older ones leaves the evaluation to newer ones.</summary>
    public int RulesVersion { get; set; }
}

/// <summary>
/// Something found that many initiatives share (a spillover, a group) and whose evaluation was put off while people write: written in the
/// transaction of the evaluation that put it off, gone with the one that made up for it.
/// </summary>
public sealed class PostponedFinding
{
    /// <summary>As its alert's: once, however often it is put off.</summary>
    public required string Key { get; init; }

    /// <summary>Whose spillover it is; null for a group.</summary>
    public Guid? Initiative { get; init; }
    public string? Country { get; init; }
    public string? Strategy { get; init; }

    /// <summary>The <see cref="RegisterEvent"/> since which it waits.</summary>
    public required long CausedBy { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A number that runs without gaps, drawn in the transaction that uses it.</summary>
public sealed class Counter
{
    public required string Name { get; init; }
    public long Value { get; set; }
}

/// <summary>The first answer to a request with an Idempotency-Key, given again to its repeat.</summary>
public sealed class IdempotentAnswer
{
    public required string Tenant { get; init; }
    public required string Key { get; init; }
    public required string BodyHash { get; init; }
    public required Guid InitiativeId { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a tenant has set for itself.</summary>
public sealed class TenantSettings
{
    public required string Tenant { get; init; }
    public required Rules.Register.Visibility DefaultVisibility { get; set; }
}

/// <summary>A tenant in which a coordinator has signed in: news for coordinators is kept for it too.</summary>
public sealed record CoordinatorTenant(string Tenant);

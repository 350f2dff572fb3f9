namespace TeamEurope.Contracts;

/// <summary>What waits for a user and the tenant, and what changed since yesterday.</summary>
public sealed record DeskView
{
    /// <summary>Warnings of level Medium or above that concern the tenant and that it has not acknowledged: the ten highest.</summary>
    public required DeskAlerts ToAcknowledge { get; init; }

    /// <summary>Alerts that stand and are assigned to the user, the first due first.</summary>
    public required IReadOnlyList<AlertView> Assigned { get; init; }

    /// <summary>By day, the overdue first.</summary>
    public required IReadOnlyList<DeskDeadline> Deadlines { get; init; }

    /// <summary>Requests that wait for the tenant's answer.</summary>
    public required IReadOnlyList<DisclosureView> DisclosureRequests { get; init; }

    /// <summary>Complementarity statements of the tenant's own live initiatives that were disputed or questioned.</summary>
    public required IReadOnlyList<DeskStatement> Statements { get; init; }

    /// <summary>The tenant's own live initiatives: the twenty changed last.</summary>
    public required DeskInitiatives LiveInitiatives { get; init; }

    /// <summary>What changed in the last 24 hours, latest first, at most thirty.</summary>
    public required IReadOnlyList<DeskChange> ChangedSince { get; init; }
    public MeetingView? NextMeeting { get; init; }
}

/// <param name="Count">How many there are in all, counted up to 100.</param>
public sealed record DeskAlerts(IReadOnlyList<AlertView> Items, int Count);

/// <param name="Count">How many there are in all.</param>
public sealed record DeskInitiatives(IReadOnlyList<InitiativeSummary> Items, int Count);

/// <summary>A day that comes: an own initiative starts or ends, or an alert assigned to the user is due.</summary>
/// <param name="What">starts, ends or due.</param>
public sealed record DeskDeadline(string What, DateOnly On, Guid? InitiativeId, string? Reference, Guid? AlertId);

/// <summary>A statement whose reply wants an answer.</summary>
/// <param name="Status">Questions or Disputed.</param>
public sealed record DeskStatement(Guid InitiativeId, string Reference, InitiativeNameBody Towards, string Status, string? Reason);

/// <summary>Something that changed: another's initiative, or an alert that concerns the reader.</summary>
/// <param name="Kind">InitiativeRegistered, InitiativeChanged, AlertOpened, AlertRaised, AlertCleared or AlertResolved.</param>
/// <param name="Countries">Of an initiative its partners, as it names them.</param>
public sealed record DeskChange(
    DateTimeOffset At, string Kind, Guid? InitiativeId, Guid? AlertId, string? Reference, string? Owner, string? Title, string? Level,
    string? Rule, IReadOnlyList<string> Countries);

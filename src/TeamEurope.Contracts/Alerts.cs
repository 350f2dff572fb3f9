namespace TeamEurope.Contracts;

/// <summary>One addend of a score.</summary>
public sealed record TermView(string Name, int Points);

/// <summary>An initiative of an alert; an undisclosed one shows nothing but that it is there.</summary>
public sealed record AlertInitiativeView
{
    public Guid? Id { get; init; }
    public string? Reference { get; init; }
    public string? ExternalId { get; init; }
    public string? Owner { get; init; }
    public string? Title { get; init; }
    public bool? Undisclosed { get; init; }
}

/// <summary>A match: the country, and on each side the instrument and the measure in short, in the order of the initiatives.</summary>
public sealed record EvidenceView(string Country, IReadOnlyList<string> Instruments, IReadOnlyList<string> Measures)
{
    /// <summary>The matched measures themselves, in the same order.</summary>
    public IReadOnlyList<MatchedMeasureView> Matched { get; init; } = [];
}

/// <summary>A measure as it was when it matched, and the initiative that it belongs to.</summary>
public sealed record MatchedMeasureView(
    Guid Initiative, string Instrument, string Direction, string? Occupation, string? Equipment, string? Implementer);

/// <summary>An alert as its reader may see it. Score, terms and evidence are withheld where they would show what is hidden.</summary>
public sealed record AlertView
{
    public required Guid Id { get; init; }
    public required string Rule { get; init; }
    public required string Status { get; init; }
    public string? Resolution { get; init; }
    public required string Level { get; init; }
    public int? Score { get; init; }
    public IReadOnlyList<TermView>? Terms { get; init; }
    public required IReadOnlyList<string> Countries { get; init; }
    public string? Strategy { get; init; }
    public string? Gate { get; init; }
    public IReadOnlyList<string> AffectedOwners { get; init; } = [];
    public IReadOnlyList<string> AcknowledgedBy { get; init; } = [];
    public required IReadOnlyList<AlertInitiativeView> Initiatives { get; init; }

    /// <summary>The blind item only: the instruments of the reader's own side.</summary>
    public IReadOnlyList<string>? Instruments { get; init; }
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }

    /// <summary>regional-mobility only: the organisations whose free movement is concerned.</summary>
    public IReadOnlyList<string>? Organisations { get; init; }

    /// <summary>risk-gate only: the owner's written justification.</summary>
    public string? Justification { get; init; }
    public string? Assignee { get; init; }

    /// <summary>Whose user the assignee is.</summary>
    public string? AssigneeTenant { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>Raised by the first filling of a register.</summary>
    public bool Baseline { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Since when it stands aside, cleared long ago: listed only with <c>archived=true</c>. Opened again, it does so no more.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
}

/// <summary>A comment, with the people it mentions (<c>@TENANT/user</c>).</summary>
public sealed record CommentView(Guid Id, string Tenant, string User, string Text, IReadOnlyList<string> Mentions, DateTimeOffset At);

/// <summary>A step in an alert's life, and what caused it.</summary>
public sealed record AlertEventView(string What, string? Status, string? Level, int? Score, string? Cause, string? By, string? Note, DateTimeOffset At);

public sealed record CommentRequest(string? Text);

/// <summary>Who takes care of the alert (a user of the caller's tenant) and by when. Null empties.</summary>
public sealed record AssignRequest(string? Assignee, DateOnly? DueOn);

/// <summary>How it was settled: Coordinated, TeamEurope, Complementary, Withdrawn or NotAnIssue.</summary>
public sealed record ResolveRequest(string? Resolution, string? Note);

/// <summary>Asks the hidden owner to disclose; the asker's tenant and reason are shown to it.</summary>
public sealed record DisclosureRequest(string? Reason);

/// <summary>The hidden owner's answer.</summary>
public sealed record DisclosureReplyRequest(bool? Accept, string? Reason);

/// <summary>A request for disclosure, as asker and asked see it.</summary>
public sealed record DisclosureView(
    Guid Id, Guid? AlertId, string AskedBy, string Reason, string Status, AlertInitiativeView? Initiative, string? ReplyReason, DateTimeOffset At);

/// <summary>News as it is pushed and kept. <see cref="Cursor"/> grows; each is delivered once.</summary>
public sealed record NotificationView(
    long Cursor, string Kind, Guid? AlertId, string? Level, IReadOnlyList<string> Countries, string Text, DateTimeOffset At, bool Read)
{
    /// <summary>Kept for a daily look, not pushed.</summary>
    public bool Quiet { get; init; }

    /// <summary>
    /// Only in a push of kind <c>More</c>: how much news was kept but not pushed. It comes after <see cref="Cursor"/>, which is the last
    /// one that was pushed to the same list of recipients.
    /// </summary>
    public int? Count { get; init; }
}

/// <summary>Everything up to and including this cursor has been read.</summary>
public sealed record ReadRequest(long? Cursor);

/// <summary>What a user wants to hear of beyond the own tenant's alerts. Empty parts match all.</summary>
/// <param name="Delivery">Live (usual), Daily (kept, not pushed) or Off.</param>
public sealed record SubscriptionRequest(string? Country, int? Ring, string? Goal, string? Rule, string? Level, string? Delivery = null);

public sealed record SubscriptionView(Guid Id, string? Country, int? Ring, string? Goal, string? Rule, string? Level, string Delivery);

/// <summary>The alerts to acknowledge; at most 200.</summary>
public sealed record AcknowledgeRequest(IReadOnlyList<Guid>? Ids);

/// <summary>What became of one: <c>acknowledged</c>, or the refusal's code.</summary>
public sealed record AcknowledgeOutcome(Guid Id, string Outcome);

/// <summary>Standing alerts counted by each level that occurs, up to 100 each.</summary>
public sealed record AlertFacetsView(IReadOnlyDictionary<string, int> Levels);

/// <summary>
/// The caller's alerts of one country and one family of instruments, counted. An alert can be in several groups.
/// </summary>
/// <param name="Country">Null for alerts of no country.</param>
/// <param name="Family">Null for alerts that name no instrument that the caller sees.</param>
/// <param name="Level">The highest of them.</param>
/// <param name="Levels">Counted by each level that occurs.</param>
/// <param name="ChangedAt">The latest change to one of them.</param>
public sealed record AlertGroupView(
    string? Country, string? Family, string Level, int Count, IReadOnlyDictionary<string, int> Levels, DateTimeOffset ChangedAt);

/// <summary>A comment that mentions the reader, with its alert.</summary>
public sealed record MentionView(
    Guid CommentId, Guid AlertId, string Rule, string Level, string Tenant, string User, string Text, DateTimeOffset At);

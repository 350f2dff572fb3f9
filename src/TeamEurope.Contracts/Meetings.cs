namespace TeamEurope.Contracts;

/// <summary>Plans a MOCADEM meeting.</summary>
public sealed record MeetingBody(string? Title, DateOnly? Date, IReadOnlyList<AgendaItem>? Agenda);

/// <summary>One point of an agenda: a country, a ring (1–4) or a theme (a goal's code). Exactly one is given.</summary>
public sealed record AgendaItem(string? Country = null, int? Ring = null, string? Theme = null);

public sealed record MeetingView(
    Guid Id, string Title, DateOnly Date, IReadOnlyList<AgendaItem> Agenda, IReadOnlyList<BriefingSummary> Briefings);

public sealed record BriefingSummary(Guid Id, string Language, IReadOnlyList<string> Audience, bool Frozen, DateTimeOffset ComposedAt);

/// <summary>Asks for a briefing. No audience means every tenant: what everybody may see, no more.</summary>
public sealed record BriefingRequest(string? Language, IReadOnlyList<string>? Audience);

public sealed record BriefingView
{
    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }
    public required bool Frozen { get; init; }

    /// <summary>SHA-256 of the frozen file of each format, lower-case hex; empty until frozen.</summary>
    public required IReadOnlyDictionary<string, string> Hashes { get; init; }
    public required DateTimeOffset ComposedAt { get; init; }
    public DateTimeOffset? FrozenAt { get; init; }
    public required BriefingContent Content { get; init; }
}

/// <summary>A briefing's content: what every tenant of its audience may see.</summary>
public sealed record BriefingContent(
    string Meeting, DateOnly Date, IReadOnlyList<string> Audience, DateOnly AsOf, IReadOnlyList<BriefingCountry> Countries,
    IReadOnlyList<BriefingAlert> ResolvedSinceLastMeeting, DateOnly? LastMeetingOn)
{
    /// <summary>LIMITE; PUBLIC only where everything in it is public.</summary>
    public string Handling { get; init; } = "LIMITE";
}

public sealed record BriefingCountry
{
    public required string Country { get; init; }
    public required string Name { get; init; }
    public int? Ring { get; init; }
    public string? RingName { get; init; }
    public required string CoordinationRule { get; init; }
    public required IReadOnlyList<BriefingInitiative> Initiatives { get; init; }

    /// <summary>Who is active with what: references by tenant and goal.</summary>
    public required IReadOnlyList<BriefingActivity> Matrix { get; init; }
    public required IReadOnlyList<BriefingLedgerLine> Asked { get; init; }
    public required IReadOnlyList<BriefingLedgerLine> Offered { get; init; }
    public required IReadOnlyList<BriefingAlert> OpenAlerts { get; init; }
    public required IReadOnlyList<BriefingStageChange> UpcomingChanges { get; init; }
    public required IReadOnlyList<BriefingSurprise> Surprises { get; init; }
}

public sealed record BriefingInitiative(string Reference, string Owner, string Title, string Level, string Form, string Stage);

public sealed record BriefingActivity(string Tenant, string Goal, IReadOnlyList<string> References);

public sealed record BriefingLedgerLine(string Instrument, IReadOnlyList<string> Tenants, decimal? AmountEur, IReadOnlyList<string> References);

public sealed record BriefingAlert(
    string Rule, string Level, int? Score, string Status, IReadOnlyList<string> Countries, IReadOnlyList<string> References, string Reason,
    string? Resolution, DateOnly? ResolvedOn);

public sealed record BriefingStageChange(string Reference, string What, DateOnly On);

/// <summary>Tenants that could first know of an initiative only after its negotiations had begun.</summary>
public sealed record BriefingSurprise(string Reference, DateOnly NegotiatingSince, IReadOnlyList<string> Tenants);

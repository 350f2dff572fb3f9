namespace TeamEurope.Contracts;

/// <summary>Plans a MOCADEM meeting, or changes one.</summary>
public sealed record MeetingBody(string? Title, DateOnly? Date, IReadOnlyList<AgendaItem>? Agenda);

/// <summary>One point of an agenda: a country, a ring (1–4) or a theme (a goal's code). Exactly one is given.</summary>
public sealed record AgendaItem(string? Country = null, int? Ring = null, string? Theme = null);

public sealed record MeetingView(
    Guid Id, string Title, DateOnly Date, IReadOnlyList<AgendaItem> Agenda, IReadOnlyList<BriefingSummary> Briefings)
{
    /// <summary>The tenant that planned it: only its people change it.</summary>
    public required string Tenant { get; init; }
}

public sealed record BriefingSummary(Guid Id, string Language, IReadOnlyList<string> Audience, bool Frozen, DateTimeOffset ComposedAt);

/// <summary>Asks for a briefing. No audience means every tenant: what everybody may see, no more.</summary>
public sealed record BriefingRequest(string? Language, IReadOnlyList<string>? Audience);

/// <summary>
/// The composer's own words in a briefing, and what it leaves out of the printed text; all of it in place of what was there.
/// </summary>
/// <param name="Version">The version that was read and is changed here.</param>
/// <param name="LeftOut">
/// Sections (<c>resolved</c>, <c>initiatives</c>, <c>matrix</c>, <c>asked</c>, <c>offered</c>, <c>warnings</c>, <c>opportunities</c>,
/// <c>changes</c>, <c>surprises</c>), initiatives by their reference, and alerts by their key.
/// </param>
public sealed record BriefingEdit(
    string? Version, string? Introduction, IReadOnlyList<BriefingNoteBody?>? Notes, IReadOnlyList<string?>? LeftOut);

/// <summary>A note on one of the briefing's countries.</summary>
public sealed record BriefingNoteBody(string? Country, string? Text);

/// <summary>Reads the register anew for a briefing, which keeps its composer's words.</summary>
/// <param name="Version">The version that was read.</param>
public sealed record RecomposeRequest(string? Version);

public sealed record BriefingView
{
    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>The tenant that composed it: only its people change it.</summary>
    public required string Tenant { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }
    public required bool Frozen { get; init; }

    /// <summary>SHA-256 of the frozen file of each format, lower-case hex; empty until frozen.</summary>
    public required IReadOnlyDictionary<string, string> Hashes { get; init; }

    /// <summary>What it can be had as; frozen, those that were kept.</summary>
    public required IReadOnlyList<string> Formats { get; init; }
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>To be sent back with a change.</summary>
    public required string Version { get; init; }
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

    /// <summary>The composer's words at the beginning.</summary>
    public string? Introduction { get; init; }

    /// <summary>The composer's words on its countries.</summary>
    public IReadOnlyList<BriefingNote> Notes { get; init; } = [];

    /// <summary>What is not printed: for its composer all of it, for others the sections only.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether its composer leaves anything out.</summary>
    public bool Abridged { get; init; }
}

public sealed record BriefingNote(string Country, string Text);

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
    string? Resolution, DateOnly? ResolvedOn)
{
    /// <summary>What names it in the list of what is left out: its rule and its initiatives.</summary>
    public string Key => $"{Rule} {string.Join(' ', References)}";
}

public sealed record BriefingStageChange(string Reference, string What, DateOnly On);

/// <summary>Tenants that could first know of an initiative only after its negotiations had begun.</summary>
public sealed record BriefingSurprise(string Reference, DateOnly NegotiatingSince, IReadOnlyList<string> Tenants);

/// <summary>What changed on the countries of a meeting's agenda, the newest first, as the caller may see it.</summary>
/// <param name="Since">The first day that is looked at.</param>
/// <param name="LastMeetingOn">The day of the meeting before; null where there was none, and <paramref name="Since"/> lies 90 days back.</param>
/// <param name="More">Whether there is more than is shown here.</param>
public sealed record MeetingChangesView(DateOnly Since, DateOnly? LastMeetingOn, IReadOnlyList<CountryChanges> Countries, bool More);

public sealed record CountryChanges(string Country, int? Ring, IReadOnlyList<MeetingChange> Changes);

/// <summary>One thing that changed.</summary>
public sealed record MeetingChange
{
    /// <summary>The day it was recorded.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Registered, StageChanged, AlertOpened, AlertReopened, AlertRaised, AlertResolved or AlertCleared.</summary>
    public required string What { get; init; }

    /// <summary>The initiative, or those of the alert.</summary>
    public required IReadOnlyList<AlertInitiativeView> Initiatives { get; init; }

    /// <summary>The stage that was left.</summary>
    public string? From { get; init; }

    /// <summary>The stage that was reached, or registered with.</summary>
    public string? To { get; init; }

    /// <summary>The day the stage changed, which may lie before the day it was recorded.</summary>
    public DateOnly? EffectiveOn { get; init; }
    public Guid? AlertId { get; init; }
    public string? Rule { get; init; }

    /// <summary>The alert's level as it was then.</summary>
    public string? Level { get; init; }

    /// <summary>How the alert was resolved.</summary>
    public string? Resolution { get; init; }
}

namespace TeamEurope.Contracts;

/// <summary>
/// All that is kept about one person of a tenant: what they set, what is addressed to them, and what they did, by date and id. Of what
/// they wrote on alerts only what their tenant may still read.
/// </summary>
public sealed record PersonalDataView
{
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null where the person is not among those remembered.</summary>
    public required PersonView? Person { get; init; }
    public required PersonalMailView? Mail { get; init; }
    public required IReadOnlyList<SubscriptionView> Subscriptions { get; init; }
    public required IReadOnlyList<PersonalSavedView> Views { get; init; }
    public required IReadOnlyList<PersonalComment> Comments { get; init; }

    /// <summary>Where others mentioned the person.</summary>
    public required IReadOnlyList<PersonalAct> Mentions { get; init; }
    public required IReadOnlyList<PersonalNews> Notifications { get; init; }

    /// <summary>Cursor of the last piece of news that was read.</summary>
    public required long? ReadUntil { get; init; }

    /// <summary>What the person did, newest first of each kind.</summary>
    public required IReadOnlyList<PersonalAct> Acts { get; init; }

    /// <summary>What the audit trail holds of the person: readings and sign-ins too, and from which address.</summary>
    public required IReadOnlyList<PersonalTrace> Trail { get; init; }

    /// <summary>What was sent to the person: digests and reminders, not what they said.</summary>
    public required IReadOnlyList<PersonalAct> Sent { get; init; }
}

public sealed record PersonalMailView(string Address, string Language, bool Daily, bool Weekly);

public sealed record PersonalSavedView(string Page, string Name, string Query, DateTimeOffset At);

/// <param name="Text">Null where the tenant may not read the alert any more.</param>
public sealed record PersonalComment(Guid AlertId, string? Text, DateTimeOffset At);

public sealed record PersonalNews(long Cursor, string Kind, string Text, DateTimeOffset At);

/// <param name="On">The id, country or name that it was about, where there is one.</param>
public sealed record PersonalAct(DateTimeOffset At, string What, string? On);

/// <param name="From">A network address, or <c>job</c>.</param>
public sealed record PersonalTrace(DateTimeOffset At, string What, string From);

/// <summary>Whom somebody is called from now on.</summary>
public sealed record AnonymisedView(string Pseudonym);

namespace TeamEurope.Domain.Notifications;

public enum NotificationKind { AlertOpened, AlertRaised, AlertCleared, AlertResolved, Comment, Disclosure, Notice, Import, Briefing, Reminder }

/// <summary>For whom a notification is kept: a tenant's people, its coordinators, or one user.</summary>
public enum RecipientKind { Tenant, Coordinators, User }

/// <summary>Whose news it is.</summary>
/// <param name="IsQuiet">Wants it kept but not pushed.</param>
/// <param name="CoordinatorsToo">The tenant's coordinators are told the same as such: to a user who is one this is nothing new.</param>
public sealed record Recipient(RecipientKind Kind, string Tenant, string? User = null, bool IsQuiet = false, bool CoordinatorsToo = false);

/// <summary>
/// One piece of news for one recipient about one event, kept before it is pushed. Already in the view that the
/// recipient may have. Cursors grow in the order of commits.
/// </summary>
public sealed class Notification
{
    public required long Cursor { get; init; }
    public required RecipientKind RecipientKind { get; init; }
    public required string Tenant { get; init; }
    public string? User { get; init; }
    public required NotificationKind Kind { get; init; }
    public Guid? AlertId { get; init; }
    public string? Level { get; init; }
    public required IReadOnlyList<string> Countries { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Kept for its reader's next visit, not pushed.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Not for a user who reads as a coordinator, and is told the same as such.</summary>
    public bool CoordinatorsToo { get; init; }

    /// <summary>Whose it is.</summary>
    public Recipient ToRecipient() => new(RecipientKind, Tenant, User, IsQuiet, CoordinatorsToo);
}

/// <summary>How far a user has read.</summary>
public sealed class ReadMark
{
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public long Cursor { get; set; }
}

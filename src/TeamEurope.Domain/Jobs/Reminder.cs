namespace TeamEurope.Domain.Jobs;

/// <summary>What a reminder was about.</summary>
public enum ReminderKind { AlertDue, DisclosureUnanswered }

/// <summary>How near it was.</summary>
public enum ReminderStep { Soon, Today, Overdue }

/// <summary>That somebody was reminded of something, kept so that nobody is reminded of it twice.</summary>
public sealed class Reminder
{
    /// <summary>The user is part of a key: a longer name is nobody's.</summary>
    public const int UserMaxLength = 200;

    public required Guid Id { get; init; }
    public required ReminderKind Kind { get; init; }

    /// <summary>The alert, the disclosure.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The day it is due: another day is another reminder.</summary>
    public required DateOnly DueOn { get; init; }
    public required ReminderStep Step { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required DateTimeOffset At { get; init; }
}

using TeamEurope.Rules.Rules;

namespace TeamEurope.Domain.Alerts;

/// <summary>A step in an alert's life, with the register event that caused it or the person who took it.</summary>
public sealed class AlertEvent
{
    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }
    public required string What { get; init; }
    public AlertStatus? Status { get; init; }
    public AlertLevel? Level { get; init; }
    public int? Score { get; init; }

    /// <summary>The register event behind it.</summary>
    public long? CausedBy { get; init; }

    /// <summary>The tenant whose person acted; its readers see who, others only if they may see both sides.</summary>
    public string? Tenant { get; init; }
    public string? By { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A comment on an alert, for whoever may read the alert in full.</summary>
public sealed class AlertComment
{
    public const int TextMaxLength = 10_000;

    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public required string Text { get; init; }
    public required IReadOnlyList<string> Mentions { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Somebody whom a comment mentions, to search by.</summary>
public sealed record AlertMention(Guid CommentId, Guid AlertId, string Tenant, string User, DateTimeOffset At);

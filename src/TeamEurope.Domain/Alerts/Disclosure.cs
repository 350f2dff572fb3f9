namespace TeamEurope.Domain.Alerts;

public enum DisclosureStatus { Asked, Accepted, Declined, Withdrawn }

/// <summary>From a blind item, one side asks the other to disclose. The asker shows itself by asking.</summary>
public sealed class Disclosure
{
    public const int ReasonMaxLength = 2_000;

    public required Guid Id { get; init; }

    /// <summary>The asker's blind item.</summary>
    public required Guid AlertId { get; init; }

    /// <summary>The hidden initiative that is asked for.</summary>
    public required Guid InitiativeId { get; init; }
    public required string HiddenOwner { get; init; }
    public required string Asker { get; init; }
    public required string AskedBy { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public DisclosureStatus Status { get; private set; }
    public string? ReplyReason { get; private set; }
    public string? RepliedBy { get; private set; }
    public DateTimeOffset? RepliedAt { get; private set; }

    public Result<Done> Reply(bool accept, string? reason, string by, DateTimeOffset now)
    {
        if (Status != DisclosureStatus.Asked)
        {
            return new Refusal(RefusalKind.Impossible, "disclosure-answered", Say.Of("Alert.DisclosureAnswered", Status));
        }

        (Status, ReplyReason, RepliedBy, RepliedAt) = (accept ? DisclosureStatus.Accepted : DisclosureStatus.Declined, reason, by, now);
        return default(Done);
    }

    /// <summary>The asker asks no more; what it showed of itself by asking stays known.</summary>
    public Result<Done> Withdraw(string by, DateTimeOffset now)
    {
        if (Status != DisclosureStatus.Asked)
        {
            return new Refusal(RefusalKind.Impossible, "disclosure-answered", Say.Of("Alert.DisclosureAnswered", Status));
        }

        (Status, RepliedBy, RepliedAt) = (DisclosureStatus.Withdrawn, by, now);
        return default(Done);
    }
}

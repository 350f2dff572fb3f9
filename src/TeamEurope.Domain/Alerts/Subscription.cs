using TeamEurope.Rules.Rules;

namespace TeamEurope.Domain.Alerts;

/// <summary>How news of a subscription comes: pushed at once, kept for the daily digest, or not at all.</summary>
public enum Delivery { Live, Daily, Off }

/// <summary>What a user wants to hear of beyond the own tenant's alerts. Empty parts match all.</summary>
public sealed class Subscription
{
    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public string? Country { get; set; }
    public int? Ring { get; set; }
    public string? Goal { get; set; }
    public string? Rule { get; set; }
    public AlertLevel? Level { get; set; }
    public Delivery Delivery { get; set; }
}

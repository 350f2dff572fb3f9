using TeamEurope.Rules.Rules;

namespace TeamEurope.Domain.Alerts;

/// <summary>What a user wants to hear of beyond the own tenant's alerts. Empty parts match all.</summary>
public sealed class Subscription
{
    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string User { get; init; }
    public string? Country { get; init; }
    public int? Ring { get; init; }
    public string? Goal { get; init; }
    public string? Rule { get; init; }
    public AlertLevel? Level { get; init; }
}

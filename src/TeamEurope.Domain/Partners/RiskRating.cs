using TeamEurope.Rules.Register;

namespace TeamEurope.Domain.Partners;

/// <summary>
/// A tenant's own rating of a country's migrant-rights risk, with its reason (report, 4.2.1). Its own: shown to nobody else.
/// The latest one holds; the earlier ones are its history. A null risk goes back to the common starting value.
/// </summary>
public sealed class RiskRating
{
    public const int ReasonMaxLength = 5_000;

    public required Guid Id { get; init; }
    public required string Tenant { get; init; }
    public required string Country { get; init; }
    public required Risk? Risk { get; init; }
    public required string Reason { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Counts a tenant's ratings of a country; unique, so that two at once do not both become the latest.</summary>
    public required int Sequence { get; init; }
}

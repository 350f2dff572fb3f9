using TeamEurope.Domain.Alerts;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Application.Alerts;

/// <summary>What decides who hears of an alert, beside who may see its initiatives, as it is at one moment.</summary>
/// <param name="Tenants">Those that it concerns, in order.</param>
/// <param name="Goals">As <see cref="Alert.Goals"/> has them.</param>
public sealed record AlertAddress(Alert Alert, IReadOnlyList<string> Tenants, AlertLevel Level, IReadOnlyList<string> Countries, string Goals)
{
    public static AlertAddress Of(Alert alert) => new(
        alert, alert.Audience.Select(a => a.Tenant).Order(StringComparer.Ordinal).ToArray(), alert.Level, alert.Substance.Countries, alert.Goals);

    /// <summary>Whether an alert with the one reaches whom it reaches with the other.</summary>
    public bool Reaches(AlertAddress other) =>
        Level == other.Level && Goals == other.Goals && Tenants.SequenceEqual(other.Tenants) && Countries.SequenceEqual(other.Countries);
}

using TeamEurope.Domain;
using TeamEurope.Rules.Reference;

namespace TeamEurope.Application.Common;

/// <summary>Reads the filters of lists that name something of the reference data.</summary>
public sealed class ReferenceFilters(ReferenceData reference)
{
    /// <summary>The countries that a country and a ring leave; null for all.</summary>
    public List<string>? ReadCountries(FieldErrors errors, string? country, int? ring)
    {
        if (country is not null && !reference.IsCountry(country))
        {
            errors.Add("country", Say.Of("Field.NoCountry", FieldErrors.Shown(country)));
        }

        if (ring is not null && !reference.Rings.Any(r => r.Number == ring))
        {
            errors.Add("ring", Say.Of("Field.Possible", string.Join(", ", reference.Rings.Select(r => r.Number))));
        }

        var ofRing = ring is null ? null : reference.Rings.SingleOrDefault(r => r.Number == ring)?.Countries;
        return (country, ofRing) switch
        {
            (null, null) => null,
            (null, _) => [.. ofRing],
            (_, null) => [country],
            _ => ofRing.Contains(country) ? [country] : []
        };
    }

    public void CheckOwner(FieldErrors errors, string? owner) => Check(errors, "owner", owner, reference.Tenants.Keys);

    public void CheckGoal(FieldErrors errors, string? goal) => Check(errors, "goal", goal, reference.Goals.Select(g => g.Code));

    /// <param name="none">The word for those that have none.</param>
    public void CheckFamily(FieldErrors errors, string? family, string none) =>
        Check(errors, "family", family, reference.Instruments.Values.Select(i => i.Family).Distinct().Append(none));

    public void CheckInstrument(FieldErrors errors, string? instrument) => Check(errors, "instrument", instrument, reference.Instruments.Keys);

    public static void Check(FieldErrors errors, string path, string? value, IEnumerable<string> possible)
    {
        if (value is not null && !possible.Contains(value))
        {
            errors.Add(path, Say.Of("Field.NotKnown", FieldErrors.Shown(value), string.Join(", ", possible.Order(StringComparer.Ordinal))));
        }
    }
}

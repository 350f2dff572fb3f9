using TeamEurope.Contracts;

namespace TeamEurope.Web.Partners;

/// <summary>How the partner page was asked for, as its address says it; what the address does not know falls back to the usual.</summary>
public sealed record PartnersQuery(string? Ring, string? Goal, string? Colour, string? View, string? Sort)
{
    public const string ByRing = "ring";
    public const string ByAlert = "alert";
    public const string ByParties = "parties";
    public const string World = "world";

    private static readonly string[] Levels = ["Low", "Medium", "High", "Critical"];
    private static readonly string[] Risks = ["low", "medium", "high"];

    /// <summary>What the map is coloured by.</summary>
    public string Colouring => Colour is ByAlert or ByParties ? Colour : ByRing;

    public bool IsWorld => View == World;

    /// <summary>The column that sorts, without its direction.</summary>
    public string SortedBy => Sort?.TrimStart('-') is "country" or "ring" or "initiatives" or "parties" or "level" or "opportunities" or "risk"
        ? Sort.TrimStart('-')
        : "ring";

    public bool IsDescending => Sort?.StartsWith('-') == true && SortedBy == Sort[1..];

    /// <summary>The rows in the wanted order; those alike by name.</summary>
    public IReadOnlyList<PartnerSummary> Sorted(IEnumerable<PartnerSummary> partners, Func<string, string> nameOf)
    {
        var byName = partners.OrderBy(p => nameOf(p.Country), StringComparer.CurrentCulture).ToList();
        if (SortedBy == "country")
        {
            byName = IsDescending ? [.. byName.AsEnumerable().Reverse()] : byName;
            return byName;
        }

        return IsDescending ? [.. byName.OrderByDescending(Weight)] : [.. byName.OrderBy(Weight)];
    }

    private int Weight(PartnerSummary partner) => SortedBy switch
    {
        "initiatives" => partner.Initiatives,
        "parties" => partner.Parties.Count,
        "level" => Array.IndexOf(Levels, partner.HighestLevel),
        "opportunities" => partner.Opportunities,
        "risk" => Array.IndexOf(Risks, partner.Risk),
        _ => partner.Ring ?? int.MaxValue
    };
}
